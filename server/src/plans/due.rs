//! What of a plan is due, after its case was closed or reopened: nothing of a closed one.

use diesel::prelude::*;
use yaninda_shared::values::NaiveDate;

use super::{entries::review, goals::row::GoalRow};
use crate::{
    access::{OfCase, Writing},
    db::schema::{cases, goals, plan_entries},
    problem::ApiResult,
};

/// Works the days of all goals and of the next review out anew.
pub fn reschedule<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<()> {
    let (office, case) = (writing.caller.office, writing.case());
    let open: bool = cases::table.find(case).select(cases::open).get_result(writing.conn)?;
    if !open {
        let here = goals::office_id.eq(office).and(goals::case_id.eq(case));
        diesel::update(goals::table.filter(here))
            .set(goals::next_due_on.eq(None::<NaiveDate>))
            .execute(writing.conn)?;
        let here = plan_entries::office_id.eq(office).and(plan_entries::case_id.eq(case));
        diesel::update(plan_entries::table.filter(here))
            .set(plan_entries::review_on.eq(None::<NaiveDate>))
            .execute(writing.conn)?;
        return Ok(());
    }
    let rows: Vec<GoalRow> = goals::table
        .filter(goals::office_id.eq(office))
        .filter(goals::case_id.eq(case))
        .filter(goals::withdrawn.eq(false))
        .load(writing.conn)?;
    let key = writing.case_key()?;
    for row in &rows {
        diesel::update(goals::table.find(row.id))
            .set(goals::next_due_on.eq(row.open(&key)?.draft.next_due_on()))
            .execute(writing.conn)?;
    }
    review::name_the_next(writing)
}
