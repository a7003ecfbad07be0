//! When a milestone is due: on the day it is expected by, unless it was reached, declined or withdrawn. In a closed case
//! only what lies behind the closing is, which is after-care.

use diesel::prelude::*;
use yaninda_shared::values::NaiveDate;

use super::row::MilestoneRow;
use crate::{
    access::{OfCase, Writing},
    cases::CaseRow,
    db::schema::{cases, milestones},
    problem::ApiResult,
};

/// The day on which one that is still open is due.
pub(super) fn due_on(case: &CaseRow, expected_on: Option<NaiveDate>) -> Option<NaiveDate> {
    expected_on.filter(|day| case.open || case.closed_on.is_some_and(|closed_on| *day >= closed_on))
}

/// Works the days of all milestones out anew, after the case was closed or reopened.
pub fn reschedule<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<()> {
    let case: CaseRow = cases::table.find(writing.case()).get_result(writing.conn)?;
    let rows: Vec<MilestoneRow> = milestones::table
        .filter(milestones::office_id.eq(writing.caller.office))
        .filter(milestones::case_id.eq(case.id))
        .filter(milestones::expected_on.is_not_null())
        .load(writing.conn)?;
    for row in rows.iter().filter(|row| row.is_awaited()) {
        diesel::update(milestones::table.find(row.id))
            .set(milestones::due_on.eq(due_on(&case, row.expected_on)))
            .execute(writing.conn)?;
    }
    Ok(())
}
