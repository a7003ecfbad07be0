//! Other appointments at the same time: of who attends for us, and of the person.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentState, Clash, Whose},
    ids::AppointmentId,
    values::Stamp,
};

use super::{
    series::Slot,
    when::{wall, zone},
};
use crate::{
    access::{Case, Reading},
    db::schema::appointments,
    problem::{ApiError, ApiResult},
};

/// Longest appointment, in seconds: none that began earlier can still last.
const LONGEST: i64 = 12 * 60 * 60;
/// Most clashes that are told of each.
const MOST: usize = 20;
/// Most appointments of each that are held against the times: more than anybody has in half a year.
const MOST_HELD: i64 = 5_000;

/// An appointment, and when it is.
type Taken = (AppointmentId, Stamp, Stamp);

/// Planned appointments that overlap with one of these times, but for the one it is about, soonest first, on the clock of
/// the draft's zone. Of a colleague's it is only told when they are. Errors: 422 on `zone`.
pub(super) fn clashes(
    reading: &mut Reading<'_, Case>,
    id: AppointmentId,
    slots: &[Slot],
    draft: &AppointmentDraft,
) -> ApiResult<Vec<Clash>> {
    let zone = zone(&draft.zone).map_err(|why| ApiError::field("zone", why))?;
    let begins = slots.iter().map(|slot| slot.starts_at).min();
    let ends = slots.iter().map(|slot| slot.ends_at).max();
    let (Some(from), Some(to)) = (begins, ends) else { return Ok(Vec::new()) };
    let between = || {
        appointments::table
            .filter(appointments::office_id.eq(reading.caller.office))
            .filter(appointments::starts_at.gt(from.plus_seconds(-LONGEST)))
            .filter(appointments::starts_at.lt(to))
            .filter(appointments::ends_at.gt(from))
            .filter(appointments::state.eq(AppointmentState::Planned))
            .filter(appointments::id.ne(id))
            .order(appointments::starts_at)
            .limit(MOST_HELD)
            .select((appointments::id, appointments::starts_at, appointments::ends_at))
    };
    let persons: Vec<Taken> = between().filter(appointments::case_id.eq(reading.case())).load(reading.conn)?;
    let workers: Vec<Taken> = match draft.attended_by {
        Some(user) => between().filter(appointments::attended_by.eq(user)).load(reading.conn)?,
        None => Vec::new(),
    };
    let overlaps =
        |(_, starts, ends): &Taken| slots.iter().any(|slot| *starts < slot.ends_at && *ends > slot.starts_at);
    let told = |whose: Whose, taken: Vec<Taken>| {
        let found = taken.into_iter().filter(overlaps).take(MOST);
        found.map(move |(appointment, starts, ends)| Clash {
            whose,
            appointment,
            starts: wall(starts, zone),
            ends: wall(ends, zone),
        })
    };
    Ok(told(Whose::Person, persons).chain(told(Whose::Worker, workers)).collect())
}
