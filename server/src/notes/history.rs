//! Former versions of a note.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    ids::{CaseId, NoteId},
    notes::NoteRecord,
};

use super::row::find;
use crate::{
    access::{Access, Case, EntryRead},
    http::Problems,
    problem::ApiResult,
    records::{self, former},
};

/// Former versions of a note, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), ("note" = NoteId, Path)),
    responses((status = 200, body = Vec<NoteRecord>), Problems))]
#[get("/cases/{case}/notes/{note}/history")]
pub async fn history(access: Access<EntryRead, Case>, path: web::Path<(CaseId, NoteId)>) -> ApiResult<impl Responder> {
    records::history::<NoteRecord>(access, path.1.raw(), |reading, id| {
        find(reading, id)?;
        former(reading, id)
    })
    .await
}
