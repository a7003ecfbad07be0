//! The caseload as it is now.

use std::collections::HashMap;

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentState,
    caseload::{Caseload, CaseloadCase},
    cases::{CaseStatus, Risk},
    ids::CaseId,
    values::{LocalTime, NaiveDate, Stamp},
};

use crate::{
    access::{Account, Reading},
    cases::row::code_name,
    db::schema::{appointments, cases, tasks},
    problem::{ApiError, ApiResult},
};

/// Cases of one statement.
const CHUNK: usize = 500;

type Row = (CaseId, i64, String, String, CaseStatus, Risk, Option<NaiveDate>);

/// The open cases whose worker this is, by number. Errors: 404 if there is no such account.
pub(super) fn load(reading: &mut Reading<'_, Account>) -> ApiResult<Caseload> {
    let user = reading.resource.id;
    if !reading.resource.exists {
        return Err(ApiError::not_found());
    }
    let mut rows: Vec<Row> = cases::table
        .filter(cases::office_id.eq(reading.caller.office))
        .filter(cases::worker_id.eq(user))
        .filter(cases::open.eq(true))
        .select((
            cases::id,
            cases::version,
            cases::code_name,
            cases::number,
            cases::status,
            cases::risk,
            cases::next_due_on,
        ))
        .load(reading.conn)?;
    // Sorted here: asked for in this order, SQLite would walk every number of the office.
    rows.sort_by(|a, b| a.3.cmp(&b.3));
    let ids: Vec<CaseId> = rows.iter().map(|(id, ..)| *id).collect();
    let (mut next, mut waiting) = (HashMap::new(), HashMap::new());
    for chunk in ids.chunks(CHUNK) {
        next_appointments(reading, chunk, &mut next)?;
        open_tasks(reading, chunk, &mut waiting)?;
    }
    let one = |(id, version, name, number, status, risk, next_due_on): Row| {
        Ok(CaseloadCase {
            id,
            version,
            code_name: code_name(&name)?,
            number,
            status,
            risk,
            next_due_on,
            next_appointment: next.remove(&id),
            open_tasks: waiting.remove(&id).unwrap_or_default(),
        })
    };
    Ok(Caseload { user, cases: rows.into_iter().map(one).collect::<ApiResult<_>>()? })
}

/// The next appointment of each of these cases.
fn next_appointments(
    reading: &mut Reading<'_, Account>,
    cases: &[CaseId],
    next: &mut HashMap<CaseId, LocalTime>,
) -> ApiResult<()> {
    let rows: Vec<(CaseId, NaiveDate, Stamp, String)> = appointments::table
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::case_id.eq_any(cases))
        // Not before yesterday in any zone: the day is what the index knows.
        .filter(appointments::occurred_on.ge(reading.today().pred_opt().unwrap_or_else(|| reading.today())))
        .filter(appointments::state.eq(AppointmentState::Planned))
        .filter(appointments::starts_at.gt(reading.now))
        .select((appointments::case_id, appointments::occurred_on, appointments::starts_at, appointments::starts))
        .load(reading.conn)?;
    let mut first: HashMap<CaseId, (NaiveDate, Stamp, String)> = HashMap::new();
    for (case, day, at, starts) in rows {
        let known = first.entry(case).or_insert_with(|| (day, at, starts.clone()));
        if (day, at) < (known.0, known.1) {
            *known = (day, at, starts);
        }
    }
    for (case, (_, _, starts)) in first {
        next.insert(case, LocalTime::parse(&starts).map_err(ApiError::internal)?);
    }
    Ok(())
}

/// Counts the open tasks of each of these cases. In Rust: grouped by SQLite, they would be sorted first.
fn open_tasks(
    reading: &mut Reading<'_, Account>,
    cases: &[CaseId],
    waiting: &mut HashMap<CaseId, i64>,
) -> ApiResult<()> {
    let open: Vec<CaseId> = tasks::table
        .filter(tasks::office_id.eq(reading.caller.office))
        .filter(tasks::case_id.eq_any(cases))
        .filter(tasks::done_at.is_null())
        .select(tasks::case_id)
        .load(reading.conn)?;
    open.into_iter().for_each(|case| *waiting.entry(case).or_default() += 1);
    Ok(())
}
