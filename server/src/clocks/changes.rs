//! Events that a duty starts from: that something changed and on which day, never what.

use diesel::prelude::*;
use yaninda_shared::{cases::CaseDraft, clocks::ClockEvent, values::NaiveDate};

use crate::{
    access::{OfCase, Writing},
    db::{each, schema::clock_changes},
    problem::ApiResult,
};

/// Notes that something changed on a day. Whoever changed it calls `schedule::reschedule` afterwards.
pub fn note_change<R: OfCase>(writing: &mut Writing<'_, R>, event: ClockEvent, day: NaiveDate) -> ApiResult<()> {
    let (office, case) = (writing.caller.office, writing.case());
    let conn = &mut *writing.conn;
    each!(conn, |c| diesel::insert_into(clock_changes::table)
        .values((
            clock_changes::office_id.eq(office),
            clock_changes::case_id.eq(case),
            clock_changes::event.eq(event),
            clock_changes::changed_on.eq(day),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Whether an edit changes what an applicant has to tell the authority: address, or who the person is.
#[must_use]
pub fn concerns_the_person(was: &CaseDraft, draft: &CaseDraft) -> bool {
    let Some(now) = &draft.identity else { return false };
    let was = was.identity.clone().unwrap_or_default();
    // How somebody is reached, and a first spelling of the name in its own script, is nothing to tell.
    (&was.given_names, &was.family_names, was.birth_date, &was.address, &was.numbers)
        != (&now.given_names, &now.family_names, now.birth_date, &now.address, &now.numbers)
        && was != yaninda_shared::cases::Identity::default()
}
