//! Other appointments at the same time: of who attends for us, and of the person.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentState, Clash, Whose},
    ids::{AppointmentId, UserId},
    values::{LocalTime, Stamp},
};

use super::row::AppointmentRow;
use crate::{
    access::{Case, Reading},
    db::schema::appointments,
    problem::ApiResult,
};

/// Longest appointment, in seconds: none that began earlier can still last.
const LONGEST: i64 = 12 * 60 * 60;
/// Most clashes that are told.
const MOST: i64 = 20;

/// Planned appointments that overlap with this time, but for the one it is about. Of a colleague's it is only told when
/// they are.
pub(super) fn clashes(
    reading: &mut Reading<'_, Case>,
    id: AppointmentId,
    from: Stamp,
    to: Stamp,
    attended_by: Option<UserId>,
) -> ApiResult<Vec<Clash>> {
    let overlapping = || {
        appointments::table
            .filter(appointments::office_id.eq(reading.caller.office))
            .filter(appointments::starts_at.gt(from.plus_seconds(-LONGEST)))
            .filter(appointments::starts_at.lt(to))
            .filter(appointments::ends_at.gt(from))
            .filter(appointments::state.eq(AppointmentState::Planned))
            .filter(appointments::id.ne(id))
            .order(appointments::starts_at)
            .limit(MOST)
    };
    let case = reading.case();
    let persons = overlapping().filter(appointments::case_id.eq(case));
    let workers = attended_by.map(|user| overlapping().filter(appointments::attended_by.eq(user)));
    let mut found: Vec<(Whose, AppointmentRow)> = Vec::new();
    found.extend(persons.load(reading.conn)?.into_iter().map(|row| (Whose::Person, row)));
    if let Some(workers) = workers {
        found.extend(workers.load(reading.conn)?.into_iter().map(|row| (Whose::Worker, row)));
    }
    found
        .into_iter()
        .map(|(whose, row)| {
            let starts: LocalTime = row.local()?;
            let ends = starts.plus_minutes(row.minutes().into());
            Ok(Clash { whose, appointment: row.id, starts, ends })
        })
        .collect()
}
