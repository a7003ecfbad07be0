//! One page of the timeline: a few rows of every kind, merged by day.

use std::collections::HashMap;

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    attachments::AttachmentRecord,
    audit::AuditAction,
    comments::CommentRecord,
    ids::{CaseId, EventId, RawId, ServiceId},
    page::Page,
    timeline::{Entry, TimelineItem},
    values::NaiveDate,
};

use super::event::EventRow;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    appointments::{self, row::AppointmentRow},
    attachments::row::AttachmentRow,
    audit::AuditDraft,
    comments::row::CommentRow,
    consents,
    db::schema::{attachments, case_events, comments},
    documents,
    http::{PageQuery, Problems, Query, page},
    milestones::{self, row::MilestoneRow},
    notes,
    outcomes::{self, row::AssessmentRow},
    plans::entries::{self, row::PlanRow},
    problem::ApiResult,
    seal::Sealer,
    services::{self, hidden},
};

type Cursor = Option<(NaiveDate, RawId)>;

/// Everything of a case, newest first, with comments and attachments; document numbers are masked. An entry whose
/// details the caller may not read comes without what hangs on it.
#[utoipa::path(tag = "timeline", params(("case" = CaseId, Path), PageQuery),
    responses((status = 200, body = Page<TimelineItem>), Problems))]
#[get("/cases/{case}/timeline")]
pub async fn list(
    access: Access<EntryRead, Case>,
    _path: web::Path<CaseId>,
    query: Query<PageQuery>,
) -> ApiResult<impl Responder> {
    let (limit, after) = (query.0.limit()?, query.0.cursor::<NaiveDate>()?);
    let shown = access
        .read(move |reading| {
            let key = reading.case_key()?;
            let entries = page(merged(reading, &key, after, limit + 1)?, limit, |entry| {
                (entry.occurred_on().to_string(), id_of(entry))
            });
            let mut ids: Vec<RawId> = entries.items.iter().map(id_of).collect();
            let mut comments = comments_on(reading, &key, &ids)?;
            let mut attachments = attachments_on(reading, &ids)?;
            ids.extend(comments.values().flatten().map(|comment| comment.id.raw()));
            ids.extend(attachments.values().flatten().map(|attachment| attachment.id.raw()));
            let items = entries.items.into_iter().map(|entry| {
                let id = id_of(&entry);
                let comments = comments.remove(&id).unwrap_or_default();
                TimelineItem { entry, comments, attachments: attachments.remove(&id).unwrap_or_default() }
            });
            let shown = Page { items: items.collect(), next: entries.next };
            let case = Some(reading.case());
            let entry = AuditDraft { action: AuditAction::Listed, kind: "timeline", case, ids, fields: Vec::new() };
            Ok(Disclosed::with(shown, entry))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn id_of(entry: &Entry) -> RawId {
    match entry {
        Entry::Service(service) => service.id.raw(),
        Entry::Document(document) => document.id.raw(),
        Entry::Note(note) => note.id.raw(),
        Entry::Consent(consent) => consent.id.raw(),
        Entry::Event(event) => event.id.raw(),
        Entry::Appointment(appointment) => appointment.id.raw(),
        Entry::Assessment(assessment) => assessment.id.raw(),
        Entry::Milestone(milestone) => milestone.id.raw(),
        Entry::Plan(plan) => plan.id.raw(),
        Entry::Goal(goal) => goal.id.raw(),
    }
}

/// A row that is not opened yet: only what is shown is opened.
enum Closed {
    Service(services::row::ServiceRow),
    Document(documents::row::DocumentRow),
    Note(notes::row::NoteRow),
    Consent(consents::row::ConsentRow),
    Event(EventRow),
    Appointment(AppointmentRow),
    Assessment(AssessmentRow),
    Milestone(MilestoneRow, NaiveDate),
    Plan(PlanRow),
}

impl Closed {
    fn place(&self) -> (NaiveDate, RawId) {
        match self {
            Self::Service(row) => (row.occurred_on, row.id.raw()),
            Self::Document(row) => (row.occurred_on, row.id.raw()),
            Self::Note(row) => (row.occurred_on, row.id.raw()),
            Self::Consent(row) => (row.given_on, row.id.raw()),
            Self::Event(row) => (row.occurred_on, row.id.raw()),
            Self::Appointment(row) => (row.occurred_on, row.id.raw()),
            Self::Assessment(row) => (row.occurred_on, row.id.raw()),
            Self::Plan(row) => (row.occurred_on, row.id.raw()),
            Self::Milestone(row, reached_on) => (*reached_on, row.id.raw()),
        }
    }
}

fn merged(reading: &mut Reading<'_, Case>, key: &Sealer, after: Cursor, limit: i64) -> ApiResult<Vec<Entry>> {
    let mut closed: Vec<Closed> = Vec::new();
    closed.extend(services::list::newest(reading, after, limit)?.into_iter().map(Closed::Service));
    closed.extend(documents::list::newest(reading, after, limit)?.into_iter().map(Closed::Document));
    closed.extend(notes::list::newest(reading, after, limit)?.into_iter().map(Closed::Note));
    closed.extend(consents::list::newest(reading, after, limit)?.into_iter().map(Closed::Consent));
    closed.extend(appointments::list::newest(reading, after, limit)?.into_iter().map(Closed::Appointment));
    closed.extend(outcomes::list::newest(reading, after, limit)?.into_iter().map(Closed::Assessment));
    closed.extend(entries::list::newest(reading, after, limit)?.into_iter().map(Closed::Plan));
    let reached = milestones::list::newest(reading, after, limit)?.into_iter();
    closed.extend(reached.filter_map(|row| row.reached_on.map(|day| Closed::Milestone(row, day))));
    closed.extend(newest(reading, after, limit)?.into_iter().map(Closed::Event));
    closed.sort_unstable_by_key(|row| std::cmp::Reverse(row.place()));
    closed.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let case = reading.case();
    let clocks = if closed.iter().any(|row| matches!(row, Closed::Document(_))) {
        documents::clocks::Clocks::load(reading.conn, reading.caller.office, &[case])?
    } else {
        documents::clocks::Clocks::default()
    };
    closed
        .iter()
        .map(|row| {
            Ok(match row {
                Closed::Service(row) => Entry::Service(row.open_for(reading, key)?),
                Closed::Document(row) => Entry::Document(row.open_masked(key, &clocks)?),
                Closed::Note(row) => Entry::Note(row.open(key)?),
                Closed::Consent(row) => Entry::Consent(row.open(key)?),
                Closed::Event(row) => Entry::Event(row.open(key)?),
                Closed::Appointment(row) => Entry::Appointment(row.open_for(reading, key)?),
                Closed::Assessment(row) => Entry::Assessment(row.open(key)?),
                Closed::Plan(row) => Entry::Plan(row.open(key)?),
                Closed::Milestone(row, _) => Entry::Milestone(row.open(key)?),
            })
        })
        .collect()
}

/// Events of this case from a cursor on, latest day first; nothing about the payment of a service that the caller may not read.
fn newest(reading: &mut Reading<'_, Case>, after: Cursor, limit: i64) -> ApiResult<Vec<EventRow>> {
    let hidden: Vec<ServiceId> = hidden::here(reading)?.into_iter().map(ServiceId::from_raw).collect();
    let mut rows = case_events::table
        .filter(case_events::office_id.eq(reading.caller.office))
        .filter(case_events::case_id.eq(reading.case()))
        .order((case_events::occurred_on.desc(), case_events::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = EventId::from_raw(id);
        // `a <= x AND (a < x OR id < y)` uses the index range on both databases.
        let from = case_events::occurred_on.lt(day).or(case_events::id.lt(id));
        rows = rows.filter(case_events::occurred_on.le(day).and(from));
    }
    if !hidden.is_empty() {
        let shown = case_events::service_id.is_null().or(case_events::service_id.assume_not_null().ne_all(hidden));
        rows = rows.filter(shown);
    }
    Ok(rows.load(reading.conn)?)
}

/// Comments on these entries, as far as the caller may read the entry.
pub(super) fn comments_on(
    reading: &mut Reading<'_, Case>,
    key: &Sealer,
    ids: &[RawId],
) -> ApiResult<HashMap<RawId, Vec<CommentRecord>>> {
    let rows: Vec<CommentRow> = comments::table
        .filter(comments::office_id.eq(reading.caller.office))
        .filter(comments::case_id.eq(reading.case()))
        .filter(comments::on_id.eq_any(ids))
        .order(comments::id)
        .limit(1000)
        .load(reading.conn)?;
    let hidden = hidden::here(reading)?;
    let mut found: HashMap<RawId, Vec<CommentRecord>> = HashMap::new();
    for row in rows.into_iter().filter(|row| !hidden.contains(&row.on_id)) {
        found.entry(row.on_id).or_default().push(row.open(key)?);
    }
    Ok(found)
}

/// Attachments of these entries, as far as the caller may read the entry.
pub(super) fn attachments_on(
    reading: &mut Reading<'_, Case>,
    ids: &[RawId],
) -> ApiResult<HashMap<RawId, Vec<AttachmentRecord>>> {
    let rows: Vec<AttachmentRow> = attachments::table
        .filter(attachments::office_id.eq(reading.caller.office))
        .filter(attachments::case_id.eq(reading.case()))
        .filter(attachments::on_id.eq_any(ids))
        .order(attachments::id)
        .limit(1000)
        .load(reading.conn)?;
    let hidden = hidden::here(reading)?;
    let mut found: HashMap<RawId, Vec<AttachmentRecord>> = HashMap::new();
    for row in rows.into_iter().filter(|row| !hidden.contains(&row.on_id)) {
        found.entry(row.on_id).or_default().push(row.show());
    }
    Ok(found)
}
