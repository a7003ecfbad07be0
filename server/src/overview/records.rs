//! Figures that need nothing but today: which records each of them counts.

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentState,
    ids::RawId,
    mail::{MailState, Refusal},
    overview::{Figure, FigureLine},
    record::RecordKind,
    tasks::TaskKind,
    values::{NaiveDate, Stamp},
};

use super::lines::{Ask, Told, told};
use crate::{
    access::{InOffice, Reading},
    db::schema::{appointments, cases, documents, goals, mails, milestones, tasks},
    documents::in_force,
    outbox::handled,
    problem::{ApiError, ApiResult},
};

/// Missed appointments and failed mails are counted for so many days.
const RECENT_DAYS: i64 = 30;

/// A line about a record, with its day and what it is.
pub(super) fn line(
    line: FigureLine,
    kind: RecordKind,
    id: RawId,
    on: NaiveDate,
    subject: Option<String>,
) -> FigureLine {
    FigureLine { on: Some(on), on_kind: Some(kind), record: Some(id.0), subject, ..line }
}

/// How many records a figure counts, or a page of them. Errors: 404 for a figure that is none of these.
pub(super) fn ask(reading: &mut Reading<'_, InOffice>, figure: Figure, ask: Ask) -> ApiResult<Told> {
    match figure {
        Figure::GoalsOverdue => goals(reading, ask),
        Figure::MilestonesToConfirm => to_confirm(reading, ask),
        Figure::AppointmentsMissed => missed(reading, ask),
        Figure::MailsRefused => refused(reading, ask),
        Figure::MailsFailed => failed(reading, ask),
        _ => match figure.days_left() {
            Some(days) => papers(reading, days, ask),
            None => Err(ApiError::not_found()),
        },
    }
}

fn goals(reading: &mut Reading<'_, InOffice>, ask: Ask) -> ApiResult<Told> {
    let rows = goals::table
        .inner_join(cases::table.on(cases::id.eq(goals::case_id)))
        .filter(goals::office_id.eq(reading.caller.office))
        .filter(goals::next_due_on.lt(reading.today()))
        .filter(cases::open.eq(true))
        .into_boxed();
    told!(reading, ask, rows, goals::id, goals::next_due_on => NaiveDate, goals::version => i64, |about, id, on, _| {
        Ok::<_, ApiError>(line(about, RecordKind::Goal, id, on, None))
    })
}

/// Papers in force whose last day lies between so many days from today.
fn papers(reading: &mut Reading<'_, InOffice>, (from, to): (i64, i64), ask: Ask) -> ApiResult<Told> {
    let today = reading.today();
    let rows = documents::table
        .inner_join(cases::table.on(cases::id.eq(documents::case_id)))
        .filter(documents::office_id.eq(reading.caller.office))
        .filter(documents::expires_on.ge(today + Duration::days(from)))
        .filter(documents::expires_on.le(today + Duration::days(to)))
        .filter(in_force())
        .filter(cases::open.eq(true))
        .into_boxed();
    told!(reading, ask, rows, documents::id, documents::expires_on => NaiveDate, documents::kind => String, |about, id, on, kind| {
        Ok::<_, ApiError>(line(about, RecordKind::Document, id, on, Some(kind)))
    })
}

fn to_confirm(reading: &mut Reading<'_, InOffice>, ask: Ask) -> ApiResult<Told> {
    let rows = milestones::table
        .inner_join(cases::table.on(cases::id.eq(milestones::case_id)))
        .filter(milestones::office_id.eq(reading.caller.office))
        // The words of the index `milestones_to_confirm`.
        .filter(milestones::reached_on.is_not_null())
        .filter(milestones::confirmed_at.is_null())
        .filter(milestones::withdrawn.eq(false))
        .into_boxed();
    told!(reading, ask, rows, milestones::id, milestones::reached_on => NaiveDate, milestones::kind => Option<String>, |about, id, on, kind| {
        Ok::<_, ApiError>(line(about, RecordKind::Milestone, id, on, kind))
    })
}

fn missed(reading: &mut Reading<'_, InOffice>, ask: Ask) -> ApiResult<Told> {
    let rows = appointments::table
        .inner_join(cases::table.on(cases::id.eq(appointments::case_id)))
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::state.eq(AppointmentState::Missed))
        .filter(appointments::occurred_on.gt(reading.today() - Duration::days(RECENT_DAYS)))
        .into_boxed();
    told!(reading, ask, rows, appointments::id, appointments::occurred_on.nullable() => NaiveDate, appointments::code => String, |about, id, on, code| {
        Ok::<_, ApiError>(line(about, RecordKind::Appointment, id, on, Some(code)))
    })
}

/// Open tasks about what no mail said, as they stand on Today.
fn refused(reading: &mut Reading<'_, InOffice>, ask: Ask) -> ApiResult<Told> {
    let rows = tasks::table
        .inner_join(cases::table.on(cases::id.eq(tasks::case_id)))
        .filter(tasks::office_id.eq(reading.caller.office))
        .filter(tasks::done_at.is_null())
        .filter(tasks::reason.is_not_null())
        .filter(cases::open.eq(true).or(tasks::kind.eq(TaskKind::ReachOtherWay)))
        .into_boxed();
    type Of = (String, Option<Refusal>);
    told!(reading, ask, rows, tasks::id, tasks::due_on.nullable() => NaiveDate, (tasks::kind, tasks::reason) => Of, |about, id, on, (kind, reason): Of| {
        let line = line(about, RecordKind::Task, id, on, Some(kind));
        Ok::<_, ApiError>(FigureLine { reason, ..line })
    })
}

fn failed(reading: &mut Reading<'_, InOffice>, ask: Ask) -> ApiResult<Told> {
    let core = reading.core;
    let rows = mails::table
        .inner_join(cases::table.on(cases::id.eq(mails::case_id)))
        .filter(mails::state.eq(MailState::Failed))
        .filter(handled(reading.caller.office))
        .filter(mails::created_at.gt(reading.now.plus_seconds(-RECENT_DAYS * 86_400)))
        .into_boxed();
    type Of = (String, Option<Refusal>);
    told!(reading, ask, rows, mails::id, mails::created_at.nullable() => i64, (mails::kind, mails::reason) => Of, |about, id, at, (kind, reason): Of| {
        let line = line(about, RecordKind::Mail, id, core.day(Stamp::from_micros(at)), Some(kind));
        Ok::<_, ApiError>(FigureLine { reason, ..line })
    })
}
