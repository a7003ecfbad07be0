//! The day and the week: appointments of several cases in order.

use actix_web::{Responder, get};
use chrono::Duration;
use diesel::prelude::*;
use serde::Deserialize;
use yaninda_shared::{
    appointments::{Agenda, AgendaItem},
    audit::AuditAction,
    ids::{CaseId, UserId},
    record::RecordKind,
    values::{NaiveDate, ValueError},
};

use super::row::AppointmentRow;
use crate::{
    access::{
        Access, AgendaRead, Answer, Disclosed, InOffice, Reading,
        scope::{Visible, visible},
    },
    cases::row::code_name,
    db::schema::{appointments, cases},
    http::{Problems, Query},
    problem::{ApiError, ApiResult},
    seal::Sealer,
};

/// Most days that are asked for at once.
const MOST_DAYS: i64 = 42;
/// Most appointments of one answer.
const MOST: usize = 1000;

/// Which days.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Days {
    /// First day.
    from: NaiveDate,
    /// Last day, at most 41 days later.
    to: NaiveDate,
    /// Only what this colleague attends.
    worker: Option<UserId>,
}

/// Appointments of these days on the caller's cases, and those the caller attends; for supervisors of the whole office.
/// In order of time; `more` says that there are later ones on these days that are left out.
#[utoipa::path(tag = "appointments", params(Days), responses((status = 200, body = Agenda), Problems))]
#[get("/agenda")]
pub async fn agenda(access: Access<AgendaRead, InOffice>, query: Query<Days>) -> ApiResult<impl Responder> {
    let Days { from, to, worker } = query.0;
    if to < from {
        return Err(ApiError::field("to", ValueError::BeforeStart));
    }
    if to - from >= Duration::days(MOST_DAYS) {
        return Err(ApiError::field("to", ValueError::TooLarge));
    }
    let shown = access
        .read(move |reading| {
            let visible = visible(reading)?;
            let mut rows = between(reading, &visible, from, to, worker)?;
            let more = rows.len() > MOST;
            rows.truncate(MOST);
            let ids = rows.iter().map(|(row, ..)| row.id.raw()).collect();
            let items = items(reading, &visible, &rows)?;
            let agenda = Agenda { from, to, items, more };
            Ok(Disclosed::audited(agenda, AuditAction::Listed, RecordKind::Appointment, None, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// An appointment with its case's number and code name.
pub type Row = (AppointmentRow, String, String);

/// Appointments on these days that the caller may see, in order of time: one more than are shown, if there are so many.
fn between(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    from: NaiveDate,
    to: NaiveDate,
    worker: Option<UserId>,
) -> ApiResult<Vec<Row>> {
    let mut rows = appointments::table
        .inner_join(cases::table.on(cases::id.eq(appointments::case_id)))
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::starts_at.ge(reading.core.midnight(from).plus_seconds(-DAY)))
        .filter(appointments::starts_at.lt(reading.core.midnight(to).plus_seconds(2 * DAY)))
        .filter(appointments::occurred_on.ge(from))
        .filter(appointments::occurred_on.le(to))
        .order((appointments::starts_at, appointments::id))
        .limit(i64::try_from(MOST + 1).unwrap_or(i64::MAX))
        .select((appointments::all_columns, cases::number, cases::code_name))
        .into_boxed();
    if let Visible::Only(ids) = visible {
        // Who attends for a colleague sees when and what for, not the case.
        rows = rows.filter(appointments::case_id.eq_any(ids).or(appointments::attended_by.eq(reading.caller.user)));
    }
    if let Some(worker) = worker {
        rows = rows.filter(appointments::attended_by.eq(worker));
    }
    Ok(rows.load(reading.conn)?)
}

/// Seconds of a day; the days of a place elsewhere begin up to one earlier or later.
const DAY: i64 = 86_400;

fn items(reading: &mut Reading<'_, InOffice>, visible: &Visible, rows: &[Row]) -> ApiResult<Vec<AgendaItem>> {
    let mut ids: Vec<CaseId> = rows.iter().map(|(row, ..)| row.case_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let keys = reading.core.keys.cases(reading.conn, reading.caller.office, &ids)?;
    // A case without a key was erased.
    rows.iter().filter_map(|row| keys.get(&row.0.case_id).map(|key| item(row, key, visible))).collect()
}

fn item((row, number, code): &Row, key: &Sealer, visible: &Visible) -> ApiResult<AgendaItem> {
    let details = row.details(key)?;
    Ok(AgendaItem {
        id: row.id,
        case: row.case_id,
        code_name: code_name(code)?,
        number: number.clone(),
        code: row.code.clone(),
        starts: row.local()?,
        zone: row.zone()?,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        state: row.state,
        attended_by: row.attended_by,
        interpreter: details.interpreter,
        escort: details.escort,
        answer: row.answer,
        unverified: row.answer(key)?.is_some_and(|answer| answer.unverified),
        attends_only: !visible.has(row.case_id),
    })
}
