//! Former versions of a note.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, NoteId, RawId},
    notes::NoteRecord,
    record::{Former, RecordKind},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
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
    let shown = access
        .read(move |reading| {
            let shown = former(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Note, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// As the note was before each change, oldest first. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<NoteRecord>>> {
    find(reading, id)?;
    versions(reading, RecordKind::Note, id)
}
