//! Reminders of deadlines: to those whose case it is, and to the supervisors what nobody answered.

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    clocks::{ClockRuleDraft, Measure},
    documents::DocumentKind,
    ids::{CaseId, DeadlineId, DocumentId, UserId},
    record::RecordKind,
    today::{DueDeadline, DueItem, DueKind},
    values::NaiveDate,
};

use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    clocks::deadlines::row::rule_key,
    db::schema::{cases, deadlines},
    problem::ApiResult,
};

/// Most reminders looked at, soonest first: as many of each kind as are shown.
const MOST: i64 = 300;

type Row = (
    DeadlineId,
    CaseId,
    i64,
    Measure,
    String,
    Option<DocumentId>,
    Option<DocumentKind>,
    NaiveDate,
    NaiveDate,
    NaiveDate,
    NaiveDate,
    Option<UserId>,
    String,
    String,
);

/// Reminders that nobody answered, the soonest deadline first. Of other people's cases supervisors see those as escalated
/// that were left too long, or whose day has passed.
pub(super) fn of_deadlines(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    supervises: bool,
) -> ApiResult<Vec<DueItem>> {
    let (today, caller) = (reading.today(), reading.caller);
    let shown = || {
        let mut rows = deadlines::table
            .inner_join(cases::table.on(cases::id.eq(deadlines::case_id)))
            .filter(deadlines::office_id.eq(caller.office))
            // The words of the index `deadlines_open`.
            .filter(deadlines::answered_at.is_null())
            .filter(deadlines::due_on.le(today + Duration::days(ClockRuleDraft::LONGEST_REMINDER.into())))
            .filter(deadlines::remind_on.le(today))
            .filter(cases::open.eq(true))
            .order((deadlines::due_on, deadlines::case_id))
            .limit(MOST)
            .select((
                deadlines::id,
                deadlines::case_id,
                deadlines::version,
                deadlines::measure,
                deadlines::cited,
                deadlines::document_id,
                deadlines::document_kind,
                deadlines::due_on,
                deadlines::remind_on,
                deadlines::since_on,
                deadlines::escalate_on,
                cases::worker_id,
                cases::number,
                cases::code_name,
            ))
            .into_boxed();
        if let Visible::Only(ids) = visible {
            rows = rows.filter(deadlines::case_id.eq_any(ids));
        }
        rows
    };
    let mut rows: Vec<Row> = shown().load(reading.conn)?;
    if supervises {
        // However many reminders there are, they hide none that was left too long.
        let known: Vec<DeadlineId> = rows.iter().map(|row| row.0).collect();
        let left: Vec<Row> = shown().filter(deadlines::escalate_on.le(today)).load(reading.conn)?;
        rows.extend(left.into_iter().filter(|row| !known.contains(&row.0)));
    }
    let escalated = |row: &Row| supervises && row.10 <= today && row.11 != Some(caller.user);
    rows.into_iter().map(|row| item(escalated(&row), row)).collect()
}

fn item(escalated: bool, row: Row) -> ApiResult<DueItem> {
    let (id, case, version, measure, cited, document, document_kind, due_on, remind_on, since_on, ..) = row;
    let (worker, number, name) = (row.11, row.12, row.13);
    let kind = match measure {
        _ if escalated => DueKind::DeadlineEscalated,
        Measure::Expires => DueKind::DocumentExpires,
        _ => DueKind::DeadlineDue,
    };
    let of_kind = document_kind.filter(|_| measure == Measure::Expires);
    Ok(DueItem {
        on_kind: document.map(|_| RecordKind::Document),
        record: document.map(|document| document.uuid()),
        subject: Some(of_kind.map_or_else(|| measure.as_str().to_owned(), |kind| kind.as_str().to_owned())),
        deadline: Some(DueDeadline {
            id,
            version,
            measure,
            cited: rule_key(&cited)?,
            document_kind,
            shown_since: remind_on.max(since_on),
            worker,
        }),
        ..DueItem::about(kind, due_on, case, code_name(&name)?, number)
    })
}
