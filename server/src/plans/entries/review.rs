//! When the plan is to be looked at again: as the latest entry that stands says.

use diesel::prelude::*;
use yaninda_shared::values::NaiveDate;

use super::row::PlanRow;
use crate::{
    access::{Case, OfCase, Writing},
    cases,
    db::schema::plan_entries,
    problem::ApiResult,
};

/// After an entry was written, corrected or withdrawn.
pub(super) fn settle(writing: &mut Writing<'_, Case>) -> ApiResult<()> {
    name_the_next(writing)?;
    cases::touch_activity(writing, None, false)
}

/// Lets the latest entry that stands, and no other, name the day of the next review, for Today.
pub(in crate::plans) fn name_the_next<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<()> {
    let (office, case) = (writing.caller.office, writing.case());
    let latest: Option<PlanRow> = plan_entries::table
        .filter(plan_entries::office_id.eq(office))
        .filter(plan_entries::case_id.eq(case))
        .filter(plan_entries::withdrawn.eq(false))
        .order((plan_entries::occurred_on.desc(), plan_entries::id.desc()))
        .limit(1)
        .get_result(writing.conn)
        .optional()?;
    let here = plan_entries::office_id.eq(office).and(plan_entries::case_id.eq(case));
    diesel::update(plan_entries::table.filter(here))
        .set(plan_entries::review_on.eq(None::<NaiveDate>))
        .execute(writing.conn)?;
    if let Some(row) = latest {
        let review_on = row.agreed(&writing.case_key()?)?.draft.next_review_on;
        diesel::update(plan_entries::table.find(row.id))
            .set(plan_entries::review_on.eq(review_on))
            .execute(writing.conn)?;
    }
    Ok(())
}
