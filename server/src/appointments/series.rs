//! When an appointment and those of the following weeks are.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentDraft,
    ids::AppointmentId,
    values::{LocalTime, NaiveDate, Stamp, ValueError},
};

use super::when::{instant, zone};
use crate::{
    access::{Case, Writing},
    db::schema::appointments,
    problem::{ApiError, ApiResult},
};

/// Minutes of a week.
const WEEK: i64 = 7 * 24 * 60;

/// One appointment's place in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) id: AppointmentId,
    pub(super) starts: LocalTime,
    pub(super) starts_at: Stamp,
    pub(super) ends_at: Stamp,
}

/// The columns that say when it is, what for, and who attends.
type Columns = (
    diesel::dsl::Eq<appointments::code, String>,
    diesel::dsl::Eq<appointments::starts, String>,
    diesel::dsl::Eq<appointments::zone, String>,
    diesel::dsl::Eq<appointments::occurred_on, NaiveDate>,
    diesel::dsl::Eq<appointments::starts_at, Stamp>,
    diesel::dsl::Eq<appointments::ends_at, Stamp>,
    diesel::dsl::Eq<appointments::attended_by, Option<yaninda_shared::ids::UserId>>,
);

impl Slot {
    /// An appointment at this wall time. Errors: 422 on `zone` or `starts`.
    pub(super) fn new(id: AppointmentId, starts: LocalTime, draft: &AppointmentDraft) -> ApiResult<Self> {
        let zone = zone(&draft.zone).map_err(|why| ApiError::field("zone", why))?;
        let starts_at = instant(starts, zone).map_err(|why| ApiError::field("starts", why))?;
        Ok(Self { id, starts, starts_at, ends_at: starts_at.plus_seconds(i64::from(draft.minutes) * 60) })
    }

    pub(super) fn values(&self, draft: &AppointmentDraft) -> Columns {
        (
            appointments::code.eq(draft.code.clone()),
            appointments::starts.eq(self.starts.to_string()),
            appointments::zone.eq(draft.zone.as_str().to_owned()),
            appointments::occurred_on.eq(self.starts.day()),
            appointments::starts_at.eq(self.starts_at),
            appointments::ends_at.eq(self.ends_at),
            appointments::attended_by.eq(draft.attended_by),
        )
    }
}

/// The appointment itself and those of the following weeks, at the same wall time. Errors: 422 on `zone` or `starts`, of a
/// following week on `repeat.following[…]`.
pub(super) fn slots(id: AppointmentId, draft: &AppointmentDraft) -> ApiResult<Vec<Slot>> {
    let mut slots = vec![Slot::new(id, draft.starts, draft)?];
    let following = draft.repeat.iter().flat_map(|repeat| &repeat.following).enumerate();
    for ((place, id), week) in following.zip(1_i64..) {
        let slot = Slot::new(*id, draft.starts.plus_minutes(week * WEEK), draft);
        slots.push(slot.map_err(|why| of_week(why, place))?);
    }
    Ok(slots)
}

/// Names the week whose time is refused by its place among those that follow.
fn of_week(why: ApiError, place: usize) -> ApiError {
    match why {
        ApiError::Invalid(mut fields) => {
            fields.iter_mut().for_each(|field| field.field = format!("repeat.following[{place}]"));
            ApiError::Invalid(fields)
        }
        other => other,
    }
}

/// Other times that are offered are times there will be. Errors: 422 on `offered`.
pub(super) fn expect_offerable(draft: &AppointmentDraft, known: &[LocalTime], now: Stamp) -> ApiResult<()> {
    let zone = zone(&draft.zone).map_err(|why| ApiError::field("zone", why))?;
    for slot in draft.offered.iter().filter(|slot| !known.contains(slot)) {
        let at = instant(*slot, zone).map_err(|why| ApiError::field("offered", why))?;
        if at <= now {
            return Err(ApiError::field("offered", ValueError::InThePast));
        }
    }
    Ok(())
}

/// Every id is new and stands once. Errors: 422 on `repeat.following`.
pub(super) fn expect_free(writing: &mut Writing<'_, Case>, slots: &[Slot]) -> ApiResult<()> {
    let mut ids: Vec<AppointmentId> = slots.iter().map(|slot| slot.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let taken: i64 = appointments::table.filter(appointments::id.eq_any(&ids)).count().get_result(writing.conn)?;
    if ids.len() < slots.len() || taken > 0 {
        return Err(ApiError::field("repeat.following", ValueError::Taken));
    }
    Ok(())
}
