//! Goals of which something is due, and plans to be looked at again.

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, GoalId, PlanId},
    record::RecordKind,
    today::{DueItem, DueKind},
    values::NaiveDate,
};

use super::cut::most;
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{cases, goals, plan_entries},
    problem::ApiResult,
};

/// Both show so many days ahead.
const AHEAD_DAYS: i64 = 7;

/// The soonest of both; nothing of a closed case has a day. What a goal is about is not told here.
pub(super) fn of_plans(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let (office, until) = (reading.caller.office, reading.today() + Duration::days(AHEAD_DAYS));
    let mut steps = goals::table
        .inner_join(cases::table.on(cases::id.eq(goals::case_id)))
        .filter(goals::office_id.eq(office))
        .filter(goals::next_due_on.le(until))
        .order((goals::next_due_on, goals::case_id))
        .limit(most(DueKind::GoalDue).into())
        .select((goals::id, goals::case_id, goals::next_due_on.assume_not_null(), cases::number, cases::code_name))
        .into_boxed();
    let mut reviews = plan_entries::table
        .inner_join(cases::table.on(cases::id.eq(plan_entries::case_id)))
        .filter(plan_entries::office_id.eq(office))
        .filter(plan_entries::review_on.le(until))
        .order((plan_entries::review_on, plan_entries::case_id))
        .limit(most(DueKind::PlanReview).into())
        .select((
            plan_entries::id,
            plan_entries::case_id,
            plan_entries::review_on.assume_not_null(),
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    if let Visible::Only(ids) = visible {
        steps = steps.filter(goals::case_id.eq_any(ids));
        reviews = reviews.filter(plan_entries::case_id.eq_any(ids));
    }
    let steps: Vec<(GoalId, CaseId, NaiveDate, String, String)> = steps.load(reading.conn)?;
    let reviews: Vec<(PlanId, CaseId, NaiveDate, String, String)> = reviews.load(reading.conn)?;
    let steps = steps.into_iter().map(|(id, case, on, number, name)| {
        let about = DueItem::about(DueKind::GoalDue, on, case, code_name(&name)?, number);
        Ok(DueItem { on_kind: Some(RecordKind::Goal), record: Some(id.uuid()), ..about })
    });
    let reviews = reviews.into_iter().map(|(id, case, on, number, name)| {
        let about = DueItem::about(DueKind::PlanReview, on, case, code_name(&name)?, number);
        Ok(DueItem { on_kind: Some(RecordKind::Plan), record: Some(id.uuid()), ..about })
    });
    steps.chain(reviews).collect()
}
