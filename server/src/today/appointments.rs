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

use super::{answers::Answers, cut::most};
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
/// Seconds of a day. No appointment is that long.
const DAY: i64 = 86_400;

type Planned = (AppointmentId, CaseId, String, String, NaiveDate, Stamp, Option<AnswerKind>, String, String);

/// What is planned for the coming days, soonest first, and what was not followed up, latest first: of each as many as are
/// shown.
pub(super) fn of_appointments(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let (today, now, caller) = (reading.today(), reading.now, reading.caller);
    let until = reading.core.midnight(today + Duration::days(AHEAD_DAYS + 2));
    let planned = |since: Stamp| {
        let mut rows = appointments::table
            .inner_join(cases::table.on(cases::id.eq(appointments::case_id)))
            .filter(appointments::office_id.eq(caller.office))
            .filter(appointments::starts_at.gt(since))
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
    let coming = planned(now.plus_seconds(-DAY)).filter(appointments::ends_at.gt(now));
    let coming = coming.order((appointments::starts_at, appointments::id)).limit(most(DueKind::Appointment).into());
    let over = planned(now.plus_seconds(-ASKED_DAYS * DAY)).filter(appointments::ends_at.le(now));
    let over = over.order((appointments::starts_at.desc(), appointments::id.desc()));
    let mut rows: Vec<Planned> = coming.load(reading.conn)?;
    rows.extend(over.limit(most(DueKind::OutcomeMissing).into()).load::<Planned>(reading.conn)?);
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
