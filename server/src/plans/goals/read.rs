//! Reading goals.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, GoalId},
    plans::GoalRecord,
    record::RecordKind,
};

use super::row::{GoalRow, show};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::goals,
    http::Problems,
    problem::ApiResult,
};

/// All goals of this case in the order they were set, opened; at most 200.
pub fn all(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<GoalRecord>> {
    let key = reading.case_key()?;
    let rows: Vec<GoalRow> = goals::table
        .filter(goals::office_id.eq(reading.caller.office))
        .filter(goals::case_id.eq(reading.case()))
        .order(goals::id)
        .limit(200)
        .load(reading.conn)?;
    Ok(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
}

/// Goals of a case in the order they were set, withdrawn ones too; at most 200.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path)), responses((status = 200, body = Vec<GoalRecord>), Problems))]
#[get("/cases/{case}/goals")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let shown = all(reading)?;
            let ids = shown.iter().map(|one| one.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Goal, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// One goal.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("goal" = GoalId, Path)),
    responses((status = 200, body = GoalRecord), Problems))]
#[get("/cases/{case}/goals/{goal}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, GoalId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Goal, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(shown.meta.version, shown))
}
