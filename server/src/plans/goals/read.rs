//! Reading goals.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, GoalId},
    plans::GoalRecord,
};

use super::row::{GoalRow, show};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::goals,
    http::Problems,
    problem::ApiResult,
    records,
};

/// Most goals of a case.
pub(super) const MOST: i64 = 200;

/// All goals of this case in the order they were set, opened.
pub fn all(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<GoalRecord>> {
    let key = reading.case_key()?;
    let rows: Vec<GoalRow> = goals::table
        .filter(goals::office_id.eq(reading.caller.office))
        .filter(goals::case_id.eq(reading.case()))
        .order(goals::id)
        .limit(MOST)
        .load(reading.conn)?;
    Ok(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
}

/// Goals of a case in the order they were set, withdrawn ones too; at most 200.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path)), responses((status = 200, body = Vec<GoalRecord>), Problems))]
#[get("/cases/{case}/goals")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    records::all(access, all).await
}

/// One goal.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("goal" = GoalId, Path)),
    responses((status = 200, body = GoalRecord), Problems))]
#[get("/cases/{case}/goals/{goal}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, GoalId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
