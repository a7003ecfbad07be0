//! Reading documents.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    documents::DocumentRecord,
    ids::{CaseId, DocumentId},
    page::Page,
};

use super::{
    clocks::Clocks,
    row::{DocumentRow, show_full},
};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::documents,
    http::{PageQuery, Problems, Query},
    problem::ApiResult,
    records::{self, newest_of_case},
};

/// Documents of a case, newest first, their numbers masked.
#[utoipa::path(tag = "documents", params(("case" = CaseId, Path), PageQuery),
    responses((status = 200, body = Page<DocumentRecord>), Problems))]
#[get("/cases/{case}/documents")]
pub async fn list(
    access: Access<EntryRead, Case>,
    _path: web::Path<CaseId>,
    query: Query<PageQuery>,
) -> ApiResult<impl Responder> {
    let open = |reading: &mut Reading<'_, Case>, after, limit| {
        let rows = newest(reading, after, limit)?;
        open_all(reading, &rows)
    };
    records::paged(access, &query.0, open, |one| one.occurred_on).await
}

newest_of_case!(documents by occurred_on, DocumentId => DocumentRow);

/// Opens rows of this case with masked numbers.
pub fn open_all(reading: &mut Reading<'_, Case>, rows: &[DocumentRow]) -> ApiResult<Vec<DocumentRecord>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = reading.case_key()?;
    let case = reading.case();
    let clocks = Clocks::load(reading.conn, reading.caller.office, &[case])?;
    Ok(rows.iter().map(|row| row.open_masked(&key, &clocks)).collect::<Result<_, _>>()?)
}

/// One document with its full number.
#[utoipa::path(tag = "documents", params(("case" = CaseId, Path), ("document" = DocumentId, Path)),
    responses((status = 200, body = DocumentRecord), Problems))]
#[get("/cases/{case}/documents/{document}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, DocumentId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show_full).await
}
