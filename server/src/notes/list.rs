//! Reading notes.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, NoteId, RawId},
    notes::NoteRecord,
    page::Page,
    record::RecordKind,
    values::NaiveDate,
};

use super::row::{NoteRow, show};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::notes,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
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
    let (limit, after) = (query.0.limit()?, query.0.cursor::<NaiveDate>()?);
    let shown = access
        .read(move |reading| {
            let key = reading.case_key()?;
            let rows = newest(reading, after, limit + 1)?;
            let opened = rows.iter().map(|row| row.open(&key)).collect::<Result<Vec<_>, _>>()?;
            let shown = page(opened, limit, |note| (note.draft.occurred_on.to_string(), note.id.raw()));
            let ids = shown.items.iter().map(|note| note.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Note, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Rows of this case from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<NoteRow>> {
    let mut rows = notes::table
        .filter(notes::office_id.eq(reading.caller.office))
        .filter(notes::case_id.eq(reading.case()))
        .order((notes::occurred_on.desc(), notes::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = NoteId::from_raw(id);
        // `a <= x AND (a < x OR id < y)` uses the index range on both databases.
        rows = rows.filter(notes::occurred_on.le(day).and(notes::occurred_on.lt(day).or(notes::id.lt(id))));
    }
    Ok(rows.load(reading.conn)?)
}

/// One note.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), ("note" = NoteId, Path)),
    responses((status = 200, body = NoteRecord), Problems))]
#[get("/cases/{case}/notes/{note}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, NoteId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let note = access
        .read(move |reading| {
            let note = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(note, AuditAction::Read, RecordKind::Note, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(note.meta.version, note))
}
