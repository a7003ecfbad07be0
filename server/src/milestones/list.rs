//! Reading milestones.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, MilestoneId, RawId},
    milestones::MilestoneRecord,
    values::NaiveDate,
};

use super::row::{MilestoneRow, show};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::milestones,
    http::Problems,
    problem::ApiResult,
    records,
};

/// Milestones of a case in the order they were chosen in, declined and withdrawn ones too; at most 200.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<MilestoneRecord>), Problems))]
#[get("/cases/{case}/milestones")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    records::all(access, all).await
}

/// Most milestones of a case.
pub(super) const MOST: i64 = 200;

/// All of this case, opened.
pub fn all(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<MilestoneRecord>> {
    let key = reading.case_key()?;
    let mut rows: Vec<MilestoneRow> = milestones::table
        .filter(milestones::office_id.eq(reading.caller.office))
        .filter(milestones::case_id.eq(reading.case()))
        .load(reading.conn)?;
    // Put in order here: asked for it, SQLite would leave the index of the case.
    rows.sort_unstable_by_key(|row| row.id);
    Ok(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
}

/// Rows of this case that were reached, from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<MilestoneRow>> {
    let mut rows = milestones::table
        .filter(milestones::office_id.eq(reading.caller.office))
        .filter(milestones::case_id.eq(reading.case()))
        .filter(milestones::reached_on.is_not_null())
        .order((milestones::reached_on.desc(), milestones::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let reached = milestones::reached_on.assume_not_null();
        rows = rows.filter(reached.le(day).and(reached.lt(day).or(milestones::id.lt(MilestoneId::from_raw(id)))));
    }
    Ok(rows.load(reading.conn)?)
}

/// One milestone.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path)),
    responses((status = 200, body = MilestoneRecord), Problems))]
#[get("/cases/{case}/milestones/{milestone}")]
pub async fn read(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
