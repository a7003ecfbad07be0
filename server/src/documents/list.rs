//! Reading documents.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    documents::DocumentRecord,
    ids::{CaseId, DocumentId, RawId},
    page::Page,
    record::RecordKind,
    values::NaiveDate,
};

use super::{
    clocks::Clocks,
    row::{DocumentRow, show_full},
};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::documents,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
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
    let (limit, after) = (query.0.limit()?, query.0.cursor::<NaiveDate>()?);
    let shown = access
        .read(move |reading| {
            let rows = newest(reading, after, limit + 1)?;
            let opened = open_all(reading, &rows)?;
            let shown = page(opened, limit, |document| (document.occurred_on.to_string(), document.id.raw()));
            let ids = shown.items.iter().map(|document| document.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Document, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Rows of this case from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<DocumentRow>> {
    let mut rows = documents::table
        .filter(documents::office_id.eq(reading.caller.office))
        .filter(documents::case_id.eq(reading.case()))
        .order((documents::occurred_on.desc(), documents::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = DocumentId::from_raw(id);
        rows = rows.filter(documents::occurred_on.le(day).and(documents::occurred_on.lt(day).or(documents::id.lt(id))));
    }
    Ok(rows.load(reading.conn)?)
}

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
    let (_, id) = path.into_inner();
    let document = access
        .read(move |reading| {
            let document = show_full(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(document, AuditAction::Read, RecordKind::Document, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(document.meta.version, document))
}
