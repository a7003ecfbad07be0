//! Open cases, counted.

use chrono::Duration;
use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{
    cases::Risk,
    ids::UserId,
    overview::{Figure, WorkerLoad},
    values::NaiveDate,
};

use crate::{
    access::{InOffice, Reading},
    db::schema::cases,
    problem::{ApiError, ApiResult},
};

/// By worker and risk, in the order of the index.
pub(super) fn by_worker(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<WorkerLoad>> {
    let rows: Vec<(Option<UserId>, Risk, i64)> = cases::table
        .filter(cases::office_id.eq(reading.caller.office))
        .filter(cases::open.eq(true))
        .group_by((cases::worker_id, cases::risk))
        .select((cases::worker_id, cases::risk, count_star()))
        .load(reading.conn)?;
    let mut loads: Vec<WorkerLoad> =
        rows.into_iter().map(|(worker, risk, cases)| WorkerLoad { worker, risk, cases }).collect();
    loads.sort_by_key(|load| (load.worker.is_none(), load.worker, load.risk));
    Ok(loads)
}

/// How many cases the list holds that `figure` opens.
///
/// Whether a day is long past is asked in two parts, each a stretch of an index: those that have the day, and those that
/// never had it, of which the opening counts.
pub(super) fn count(reading: &mut Reading<'_, InOffice>, figure: Figure, quiet_days: u16) -> ApiResult<i64> {
    let open = || cases::table.filter(cases::office_id.eq(reading.caller.office)).filter(cases::open.eq(true));
    let before: NaiveDate = reading.today() - Duration::days(quiet_days.into());
    let (first, second): (i64, i64) = match figure {
        Figure::Quiet => (
            open().filter(cases::last_contact_on.lt(before)).select(count_star()).get_result(reading.conn)?,
            open()
                .filter(cases::last_contact_on.is_null())
                .filter(cases::opened_on.lt(before))
                .select(count_star())
                .get_result(reading.conn)?,
        ),
        Figure::Unopened => (
            open().filter(cases::last_opened_on.lt(before)).select(count_star()).get_result(reading.conn)?,
            open()
                .filter(cases::last_opened_on.is_null())
                .filter(cases::opened_on.lt(before))
                .select(count_star())
                .get_result(reading.conn)?,
        ),
        Figure::RatingsOverdue => {
            (open().filter(cases::assess_on.lt(reading.today())).select(count_star()).get_result(reading.conn)?, 0_i64)
        }
        _ => return Err(ApiError::internal("no figure about cases")),
    };
    Ok(first + second)
}
