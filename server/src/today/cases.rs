//! What is due about cases themselves.

use std::{cmp::Reverse, collections::HashMap};

use chrono::Duration;
use diesel::{dsl::sql, prelude::*, sql_types::Date};
use yaninda_shared::{
    ids::{CaseId, UserId},
    record::RecordKind,
    today::{DueItem, DueKind},
    values::NaiveDate,
};

use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::{row::code_name, tokens::unscoped_doubles},
    db::schema::cases,
    problem::ApiResult,
};

/// Most cases looked at: those that wait for a supervisor come first, then the longest quiet.
const MOST: i64 = 1000;
/// Most pairs shown at a time, the newest first.
const MOST_DUPLICATES: i64 = 50;
/// A possible duplicate stands on Today for so many days after the newer case was opened.
const DUPLICATE_DAYS: i64 = 30;

#[derive(Queryable)]
struct Line {
    id: CaseId,
    number: String,
    code_name: String,
    worker_id: Option<UserId>,
    opened_on: NaiveDate,
    last_contact_on: Option<NaiveDate>,
    contact_confirmed_on: Option<NaiveDate>,
    close_requested_by: Option<UserId>,
    close_requested_on: Option<NaiveDate>,
}

impl Line {
    fn item(&self, kind: DueKind, on: NaiveDate) -> ApiResult<DueItem> {
        Ok(DueItem::about(kind, on, self.id, code_name(&self.code_name)?, self.number.clone()))
    }
}

type Columns = (
    cases::id,
    cases::number,
    cases::code_name,
    cases::worker_id,
    cases::opened_on,
    cases::last_contact_on,
    cases::contact_confirmed_on,
    cases::close_requested_by,
    cases::close_requested_on,
);
const COLUMNS: Columns = (
    cases::id,
    cases::number,
    cases::code_name,
    cases::worker_id,
    cases::opened_on,
    cases::last_contact_on,
    cases::contact_confirmed_on,
    cases::close_requested_by,
    cases::close_requested_on,
);

/// Quiet cases and contacts to confirm; for supervisors also close requests, cases without a worker, and cases that
/// may be about the same person.
pub(super) fn of_cases(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    supervises: bool,
    quiet_days: i64,
    confirm_days: i64,
) -> ApiResult<Vec<DueItem>> {
    let today = reading.today();
    let (quiet, confirm) = (today - Duration::days(quiet_days), today - Duration::days(confirm_days));
    let mut items = Vec::new();
    for line in lines(reading, visible, supervises, quiet, confirm)? {
        let contact = line.last_contact_on.unwrap_or(line.opened_on);
        if contact < quiet {
            items.push(line.item(DueKind::QuietCase, contact)?);
        }
        let confirmed = line.contact_confirmed_on.unwrap_or(line.opened_on);
        if confirmed < confirm {
            items.push(line.item(DueKind::ConfirmContact, confirmed + Duration::days(confirm_days))?);
        }
        if supervises && line.worker_id.is_none() {
            items.push(line.item(DueKind::Unassigned, line.opened_on)?);
        }
        // Nobody decides on their own request.
        if supervises && line.close_requested_by.is_some_and(|user| user != reading.caller.user) {
            items.push(line.item(DueKind::CloseRequested, line.close_requested_on.unwrap_or(today))?);
        }
    }
    if supervises {
        items.extend(duplicates(reading)?);
    }
    Ok(items)
}

fn lines(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    supervises: bool,
    quiet: NaiveDate,
    confirm: NaiveDate,
) -> ApiResult<Vec<Line>> {
    let waits = cases::worker_id.is_null().or(cases::close_requested_by.is_not_null());
    let due = cases::last_contact_on
        .lt(quiet)
        .or(cases::last_contact_on.is_null().and(cases::opened_on.lt(quiet)))
        .or(cases::contact_confirmed_on.lt(confirm))
        .or(cases::contact_confirmed_on.is_null().and(cases::opened_on.lt(confirm)));
    let mut rows = cases::table.select(COLUMNS).filter(cases::open.eq(true)).limit(MOST).into_boxed();
    rows = match visible {
        Visible::Office => rows.filter(cases::office_id.eq(reading.caller.office)),
        // Their ids come from grants of the caller's office.
        Visible::Only(ids) => rows.filter(cases::id.eq_any(ids)),
    };
    rows = if supervises { rows.filter(due.or(waits)).order(waits.desc()) } else { rows.filter(due) };
    // Nobody has heard of the person since; where nulls stand in an order differs between the databases.
    let quiet_since = sql::<Date>("coalesce(cases.last_contact_on, cases.opened_on)");
    Ok(rows.then_order_by(quiet_since).then_order_by(cases::id).load(reading.conn)?)
}

/// By name and birth year from the names in memory, by number from the tokens: each newer case once.
fn duplicates(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<DueItem>> {
    let (core, office) = (reading.core, reading.caller.office);
    let since = reading.now.plus_seconds(-DUPLICATE_DAYS * 86_400);
    let mut doubles = core.names.look(reading.conn, &core.keys, office, |names| names.doubles(since))?;
    doubles.extend(unscoped_doubles(reading.conn, office, since, MOST_DUPLICATES)?);
    doubles.sort_unstable_by_key(|(case, at, older)| (Reverse(*at), *case, *older));
    doubles.dedup_by_key(|(case, ..)| *case);
    doubles.truncate(usize::try_from(MOST_DUPLICATES).unwrap_or(usize::MAX));
    let ids: Vec<CaseId> = doubles.iter().map(|(case, ..)| *case).collect();
    let lines: Vec<Line> = cases::table.filter(cases::id.eq_any(ids)).select(COLUMNS).load(reading.conn)?;
    let lines: HashMap<CaseId, Line> = lines.into_iter().map(|line| (line.id, line)).collect();
    let pairs = doubles.into_iter().filter_map(|(case, at, older)| Some((lines.get(&case)?, at, older)));
    pairs
        .map(|(line, at, older)| {
            Ok(DueItem {
                on_kind: Some(RecordKind::Case),
                record: Some(older.uuid()),
                ..line.item(DueKind::PossibleDuplicate, reading.core.day(at))?
            })
        })
        .collect()
}
