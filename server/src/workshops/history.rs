//! Former versions of a workshop.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::WorkshopId,
    record::{Former, RecordKind},
    workshops::WorkshopDraft,
};

use super::row::find;
use crate::{
    access::{Access, Answer, Disclosed, InOffice, WorkshopRead},
    history::formers,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of a workshop, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "workshops", params(("workshop" = WorkshopId, Path)),
    responses((status = 200, body = Vec<WorkshopDraft>), Problems))]
#[get("/workshops/{workshop}/history")]
pub async fn history(access: Access<WorkshopRead, InOffice>, path: web::Path<WorkshopId>) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    let shown = access
        .read(move |reading| {
            let row = find(reading, id)?;
            let (key, office) = (reading.office_key()?, row.office_id);
            let shown: Vec<Former<WorkshopDraft>> =
                formers(reading.conn, &key, office, RecordKind::Workshop, id.raw())?;
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Workshop, None, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}
