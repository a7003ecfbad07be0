//! Where each domain of a case stands, beside its assessments: what an office counts, without opening thousands of them.
//!
//! Worked out anew from all assessments of the case with every change of one, so that it cannot drift away from them.

use diesel::prelude::*;
use yaninda_shared::{
    outcomes::{Standing, standings},
    record::RecordKind,
};

use super::{row::AssessmentRow, schedule::reschedule};
use crate::{
    access::{Case, Writing},
    db::schema::{assessments, cases, outcome_standings},
    problem::ApiResult,
};

/// After an assessment was recorded, corrected or withdrawn: says where the domains stand now, and when the next one is due.
pub(super) fn settle(writing: &mut Writing<'_, Case>) -> ApiResult<()> {
    let (office, case, key) = (writing.caller.office, writing.case(), writing.case_key()?);
    let rows: Vec<AssessmentRow> = assessments::table
        .filter(assessments::office_id.eq(office))
        .filter(assessments::case_id.eq(case))
        .filter(assessments::withdrawn.eq(false))
        .order((assessments::occurred_on, assessments::created_at, assessments::id))
        .load(writing.conn)?;
    let drafts = rows.iter().map(|row| row.draft(&key)).collect::<Result<Vec<_>, _>>()?;
    let here = outcome_standings::office_id.eq(office).and(outcome_standings::case_id.eq(case));
    diesel::delete(outcome_standings::table.filter(here)).execute(writing.conn)?;
    // One by one: a batch cannot be typed for both databases, and there are at most thirteen.
    for Standing { domain, first, latest, ratings } in standings(&drafts) {
        if !domain.is_counted() {
            continue;
        }
        diesel::insert_into(outcome_standings::table)
            .values((
                outcome_standings::office_id.eq(office),
                outcome_standings::case_id.eq(case),
                outcome_standings::domain.eq(domain),
                outcome_standings::first_score.eq(i32::from(first.get())),
                outcome_standings::latest_score.eq(i32::from(latest.get())),
                outcome_standings::ratings.eq(i32::try_from(ratings).unwrap_or(i32::MAX)),
            ))
            .execute(writing.conn)?;
    }
    let rated_on = drafts.iter().filter(|draft| draft.asked()).map(|draft| draft.occurred_on).max();
    diesel::update(cases::table.find(case))
        .set((
            cases::rated_on.eq(rated_on),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
        ))
        .execute(writing.conn)?;
    reschedule(writing)?;
    writing.touch(RecordKind::Case, case.raw(), Some(case))
}
