//! Former versions of a note.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, NoteId},
    notes::NoteRecord,
    record::{Former, RecordKind},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of a note, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), ("note" = NoteId, Path)),
    responses((status = 200, body = Vec<NoteRecord>), Problems))]
#[get("/cases/{case}/notes/{note}/history")]
pub async fn history(access: Access<EntryRead, Case>, path: web::Path<(CaseId, NoteId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let former = access
        .read(move |reading| {
            find(reading, id.raw())?;
            let former: Vec<Former<NoteRecord>> = versions(reading, RecordKind::Note, id.raw())?;
            let case = Some(reading.case());
            let entry = Disclosed::audited(former, AuditAction::Read, RecordKind::Note, case, vec![id.raw()]);
            Ok(entry)
        })
        .await?;
    Ok(Answer::read(0, former))
}
