//! Appointments of today and tomorrow, and those nobody said the outcome of.

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AnswerKind, AppointmentState},
    ids::{AppointmentId, CaseId},
    record::RecordKind,
    today::{DueItem, DueKind},
    values::{LocalTime, NaiveDate, Stamp},
};

use super::answers::Answers;
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{appointments, cases},
    problem::{ApiError, ApiResult},
};

/// Appointments show so many days ahead.
const AHEAD_DAYS: i64 = 1;
/// An appointment without an outcome is asked about for so many days.
const ASKED_DAYS: i64 = 30;
/// Most appointments to come, soonest first.
const MOST_COMING: i64 = 200;
/// Most appointments without an outcome, latest first.
const MOST_OVER: i64 = 100;

type Planned = (AppointmentId, CaseId, String, String, NaiveDate, Stamp, Option<AnswerKind>, String, String);

/// What is planned for the coming days, and what was not followed up. One crowds out nothing of the other.
pub(super) fn of_appointments(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let (today, now, caller) = (reading.today(), reading.now, reading.caller);
    let until = reading.core.midnight(today + Duration::days(AHEAD_DAYS + 2));
    let planned = || {
        let mut rows = appointments::table
            .inner_join(cases::table.on(cases::id.eq(appointments::case_id)))
            .filter(appointments::office_id.eq(caller.office))
            .filter(appointments::starts_at.gt(now.plus_seconds(-ASKED_DAYS * 86_400)))
            .filter(appointments::starts_at.lt(until))
            .filter(appointments::occurred_on.le(today + Duration::days(AHEAD_DAYS)))
            .filter(appointments::state.eq(AppointmentState::Planned))
            .filter(cases::open.eq(true))
            .select((
                appointments::id,
                appointments::case_id,
                appointments::code,
                appointments::starts,
                appointments::occurred_on,
                appointments::ends_at,
                appointments::answer,
                cases::number,
                cases::code_name,
            ))
            .into_boxed();
        if let Visible::Only(ids) = visible {
            rows = rows.filter(appointments::case_id.eq_any(ids).or(appointments::attended_by.eq(caller.user)));
        }
        rows
    };
    let coming = planned().filter(appointments::ends_at.gt(now)).order((appointments::starts_at, appointments::id));
    let mut rows: Vec<Planned> = coming.limit(MOST_COMING).load(reading.conn)?;
    let over = planned().filter(appointments::ends_at.le(now));
    let over = over.order((appointments::starts_at.desc(), appointments::id.desc()));
    rows.extend(over.limit(MOST_OVER).load::<Planned>(reading.conn)?);
    let answers = Answers::load(reading, rows.iter().filter(|row| row.6.is_some()).map(|row| row.0))?;
    rows.into_iter()
        .map(|(id, case, code, starts, on, ends_at, answer, number, name)| {
            let kind = if ends_at <= now { DueKind::OutcomeMissing } else { DueKind::Appointment };
            Ok(DueItem {
                on_kind: Some(RecordKind::Appointment),
                record: Some(id.uuid()),
                subject: Some(code),
                starts: Some(LocalTime::parse(&starts).map_err(ApiError::internal)?),
                answer,
                unverified: answers.of(id).is_some_and(|answer| answer.unverified),
                attends_only: !visible.has(case),
                ..DueItem::about(kind, on, case, code_name(&name)?, number)
            })
        })
        .collect()
}
