//! Appointments of today and tomorrow, those nobody said the outcome of, and open tasks.

use std::collections::HashMap;

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AnswerKind, AppointmentState},
    ids::{AppointmentId, CaseId, RawId, TaskId},
    mail::Refusal,
    record::RecordKind,
    tasks::TaskKind,
    today::{DueItem, DueKind},
    values::{LocalTime, NaiveDate, Stamp},
};

use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{appointments, cases, tasks},
    problem::{ApiError, ApiResult},
};

/// Appointments show so many days ahead.
const AHEAD_DAYS: i64 = 1;
/// An appointment without an outcome is asked about for so many days.
const ASKED_DAYS: i64 = 30;
/// Most appointments and most tasks looked at, soonest first.
const MOST: i64 = 400;

/// What is planned for the coming days, what was not followed up, and what the system could not do itself.
pub(super) fn of_appointments(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let mut items = planned(reading, visible)?;
    items.extend(open_tasks(reading, visible)?);
    Ok(items)
}

type Planned = (AppointmentId, CaseId, String, String, NaiveDate, Stamp, Option<AnswerKind>, String, String);

fn planned(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let (today, now, caller) = (reading.today(), reading.now, reading.caller);
    let mut rows = appointments::table
        .inner_join(cases::table.on(cases::id.eq(appointments::case_id)))
        .filter(appointments::office_id.eq(caller.office))
        .filter(appointments::starts_at.gt(now.plus_seconds(-ASKED_DAYS * 86_400)))
        .filter(appointments::starts_at.lt(reading.core.midnight(today + Duration::days(AHEAD_DAYS + 2))))
        .filter(appointments::occurred_on.le(today + Duration::days(AHEAD_DAYS)))
        .filter(appointments::state.eq(AppointmentState::Planned))
        .filter(cases::open.eq(true))
        .order((appointments::starts_at, appointments::id))
        .limit(MOST)
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
    let rows: Vec<Planned> = rows.load(reading.conn)?;
    rows.into_iter()
        .map(|(id, case, code, starts, on, ends_at, answer, number, name)| {
            let over = ends_at <= now;
            let starts = LocalTime::parse(&starts).map_err(ApiError::internal)?;
            Ok(DueItem {
                kind: if over { DueKind::OutcomeMissing } else { DueKind::Appointment },
                on,
                case,
                code_name: code_name(&name)?,
                number,
                on_kind: Some(RecordKind::Appointment),
                record: Some(id.uuid()),
                subject: Some(code),
                urgent: false,
                starts: Some(starts),
                answer,
                reason: None,
            })
        })
        .collect()
}

fn open_tasks(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let mut rows = tasks::table
        .inner_join(cases::table.on(cases::id.eq(tasks::case_id)))
        .filter(tasks::office_id.eq(reading.caller.office))
        .filter(tasks::done_at.is_null())
        .filter(cases::open.eq(true))
        .order((tasks::due_on, tasks::id))
        .limit(MOST)
        .select((
            tasks::id,
            tasks::case_id,
            tasks::kind,
            tasks::urgent,
            tasks::due_on,
            tasks::reason,
            tasks::on_id,
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    if let Visible::Only(ids) = visible {
        rows = rows.filter(tasks::case_id.eq_any(ids));
    }
    type Row = (TaskId, CaseId, TaskKind, bool, NaiveDate, Option<Refusal>, RawId, String, String);
    let rows: Vec<Row> = rows.load(reading.conn)?;
    let answers = answers(reading, rows.iter().filter(|row| row.2 == TaskKind::Answered).map(|row| row.6))?;
    rows.into_iter()
        .map(|(id, case, kind, urgent, on, reason, about, number, name)| {
            let (starts, answer) = answers.get(&about).copied().unzip();
            Ok(DueItem {
                kind: DueKind::Task,
                on,
                case,
                code_name: code_name(&name)?,
                number,
                on_kind: Some(RecordKind::Task),
                record: Some(id.uuid()),
                subject: Some(kind.as_str().to_owned()),
                urgent,
                starts,
                answer,
                reason,
            })
        })
        .collect()
}

/// What was answered about each of these appointments, and when they begin. Their ids come from tasks of the caller's office.
fn answers(
    reading: &mut Reading<'_, InOffice>,
    ids: impl Iterator<Item = RawId>,
) -> ApiResult<HashMap<RawId, (LocalTime, AnswerKind)>> {
    let ids: Vec<AppointmentId> = ids.map(AppointmentId::from_raw).collect();
    let rows: Vec<(AppointmentId, String, Option<AnswerKind>)> = appointments::table
        .filter(appointments::id.eq_any(ids))
        .select((appointments::id, appointments::starts, appointments::answer))
        .load(reading.conn)?;
    let answered = rows.into_iter().filter_map(|(id, starts, answer)| Some((id, starts, answer?)));
    answered
        .map(|(id, starts, answer)| Ok((id.raw(), (LocalTime::parse(&starts).map_err(ApiError::internal)?, answer))))
        .collect()
}
