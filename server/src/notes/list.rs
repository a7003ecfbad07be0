//! Reading notes.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, NoteId},
    notes::NoteRecord,
    page::Page,
};

use super::row::{NoteRow, show};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::notes,
    http::{PageQuery, Problems, Query},
    problem::ApiResult,
    records::{self, newest_of_case},
};

/// Notes of a case, newest first.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), PageQuery),
    responses((status = 200, body = Page<NoteRecord>), Problems))]
#[get("/cases/{case}/notes")]
pub async fn list(
    access: Access<EntryRead, Case>,
    _path: web::Path<CaseId>,
    query: Query<PageQuery>,
) -> ApiResult<impl Responder> {
    let open = |reading: &mut Reading<'_, Case>, after, limit| {
        let key = reading.case_key()?;
        Ok(newest(reading, after, limit)?.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
    };
    records::paged(access, &query.0, open, |one| one.draft.occurred_on).await
}

newest_of_case!(notes by occurred_on, NoteId => NoteRow);

/// One note.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), ("note" = NoteId, Path)),
    responses((status = 200, body = NoteRecord), Problems))]
#[get("/cases/{case}/notes/{note}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, NoteId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
