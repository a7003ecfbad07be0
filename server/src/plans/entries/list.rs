//! Reading what was agreed about the plan.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, PlanId, RawId},
    plans::PlanRecord,
    record::RecordKind,
    values::NaiveDate,
};

use super::row::{PlanRow, show};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::plan_entries,
    http::Problems,
    problem::ApiResult,
};

/// Rows of this case from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<PlanRow>> {
    let mut rows = plan_entries::table
        .filter(plan_entries::office_id.eq(reading.caller.office))
        .filter(plan_entries::case_id.eq(reading.case()))
        .order((plan_entries::occurred_on.desc(), plan_entries::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = PlanId::from_raw(id);
        rows = rows.filter(
            plan_entries::occurred_on.le(day).and(plan_entries::occurred_on.lt(day).or(plan_entries::id.lt(id))),
        );
    }
    Ok(rows.load(reading.conn)?)
}

/// One entry about the plan.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("plan" = PlanId, Path)),
    responses((status = 200, body = PlanRecord), Problems))]
#[get("/cases/{case}/plans/{plan}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, PlanId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Plan, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(shown.meta.version, shown))
}
