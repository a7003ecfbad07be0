//! Former versions of a document.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    documents::DocumentRecord,
    ids::{CaseId, DocumentId},
    record::{Former, RecordKind},
};

use super::row::{find, masked};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of a document, oldest first, their numbers masked; a withdrawal holds its reason.
#[utoipa::path(tag = "documents", params(("case" = CaseId, Path), ("document" = DocumentId, Path)),
    responses((status = 200, body = Vec<DocumentRecord>), Problems))]
#[get("/cases/{case}/documents/{document}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, DocumentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let former = access
        .read(move |reading| {
            find(reading, id.raw())?;
            let former: Vec<Former<DocumentRecord>> = versions(reading, RecordKind::Document, id.raw())?;
            let former: Vec<_> = former.into_iter().map(|was| Former { record: masked(was.record), ..was }).collect();
            let case = Some(reading.case());
            Ok(Disclosed::audited(former, AuditAction::Read, RecordKind::Document, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, former))
}
