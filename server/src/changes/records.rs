//! The records of a page of changes: one statement a kind and chunk, never one a record.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use yaninda_shared::{
    feed::FeedRecord,
    ids::{
        AppointmentId, ApprovalId, AssessmentId, AttachmentId, CaseId, CommentId, ConsentId, ContactId, DeadlineId,
        DocumentId, EventId, GoalId, GrantId, MilestoneDismissalId, MilestoneId, NoteId, OfficeId, PlanId, RawId,
        ServiceId, TaskId,
    },
    policy::{Action, Relation, allows},
    record::RecordKind,
};

use super::positions::Position;
use crate::{
    access::{InOffice, Reading},
    appointments::row::AppointmentRow,
    approvals::row::{ApprovalRow, supervisors},
    attachments::row::AttachmentRow,
    cases::{CaseRow, grant::GrantRow},
    clocks::deadlines::row::DeadlineRow,
    comments::row::CommentRow,
    consents::row::ConsentRow,
    contacts::row::ContactRow,
    db::schema::{
        appointments, approvals, assessments, attachments, case_events, case_grants, cases, comments, consents,
        contacts, deadlines, documents, goals, milestone_dismissals, milestones, notes, plan_entries, services, tasks,
    },
    documents::{clocks::Clocks, row::DocumentRow},
    milestones::{dismiss::DismissalRow, row::MilestoneRow},
    notes::row::NoteRow,
    outcomes::row::AssessmentRow,
    plans::{entries::row::PlanRow, goals::row::GoalRow},
    problem::ApiResult,
    seal::Sealer,
    services::{hidden, row::ServiceRow},
    tasks::row::TaskRow,
    timeline::event::EventRow,
};

/// What the caller may see.
pub(super) enum Seen {
    Office,
    Only(HashMap<CaseId, Relation>),
}

impl Seen {
    fn relation(&self, case: CaseId) -> Option<Relation> {
        match self {
            Self::Office => Some(Relation::Office),
            Self::Only(cases) => cases.get(&case).copied(),
        }
    }
}

/// Most ids in one statement.
pub(super) const CHUNK: usize = 500;

/// Those of these cases that are in the caller's office: the feed still tells of cases that moved away.
fn in_office(reading: &mut Reading<'_, InOffice>, ids: &[CaseId]) -> ApiResult<Vec<CaseId>> {
    let mut here = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        // By id alone, the office checked here: SQLite would otherwise walk the office's index.
        let rows: Vec<(CaseId, OfficeId)> =
            cases::table.filter(cases::id.eq_any(chunk)).select((cases::id, cases::office_id)).load(reading.conn)?;
        here.extend(rows.into_iter().filter(|(_, office)| *office == reading.caller.office).map(|(id, _)| id));
    }
    Ok(here)
}

/// Rows of one table by id, opened one by one.
macro_rules! each_row {
    ($reading:ident, $positions:ident, $kind:pat, $table:ident, $id:ident, $row:ty, $open:expr) => {{
        let ids: Vec<$id> = $positions
            .iter()
            .filter(|(kind, _, _, _)| matches!(kind, $kind))
            .map(|(_, id, _, _)| $id::from_raw(*id))
            .collect();
        for chunk in ids.chunks(CHUNK) {
            // By id alone, the office checked here: SQLite would otherwise walk the office's index.
            let rows: Vec<$row> = $table::table.filter($table::id.eq_any(chunk)).load($reading.conn)?;
            for row in rows.iter().filter(|row| row.office_id == $reading.caller.office) {
                $open(row)?;
            }
        }
    }};
}

/// What is found at positions of the feed.
pub(super) struct Found {
    pub records: HashMap<(RecordKind, RawId), FeedRecord>,
    /// Requests and events about services whose details the caller may not read: that there are any would tell of the service.
    pub untold: HashSet<RawId>,
}

/// The records at these positions that the caller may see and whose keys are still there.
pub(super) fn load(reading: &mut Reading<'_, InOffice>, seen: &Seen, positions: &[Position]) -> ApiResult<Found> {
    let mut ids: Vec<CaseId> = positions.iter().map(|(_, _, case, _)| *case).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|case| seen.relation(*case).is_some());
    if matches!(seen, Seen::Office) {
        ids = in_office(reading, &ids)?;
    }
    let (core, caller, today) = (reading.core, reading.caller, reading.today());
    let keys = core.keys.cases(reading.conn, caller.office, &ids)?;
    let has_documents = positions.iter().any(|(kind, _, _, _)| *kind == RecordKind::Document);
    let clocks = if has_documents { Clocks::load(reading.conn, caller.office, &ids)? } else { Clocks::default() };
    let mut found = HashMap::with_capacity(positions.len());
    let mut untold = HashSet::new();
    // A case without a key was erased; one the caller may not see is left out.
    let key = |case: CaseId| -> Option<(&Sealer, Relation)> { keys.get(&case).zip(seen.relation(case)) };
    let restricted = |relation| allows(caller.role, Action::RestrictedRead, relation);
    let untrusted: Vec<CaseId> =
        ids.iter().copied().filter(|case| seen.relation(*case).is_some_and(|relation| !restricted(relation))).collect();
    let hidden = hidden::in_cases(reading, &untrusted)?;

    each_row!(reading, positions, RecordKind::Case, cases, CaseId, CaseRow, |row: &CaseRow| -> ApiResult<()> {
        if let Some((key, relation)) = key(row.id) {
            let record = FeedRecord::Case(Box::new(row.show(key, relation, today)?));
            found.insert((RecordKind::Case, row.id.raw()), record);
        }
        Ok(())
    });
    each_row!(reading, positions, RecordKind::Service, services, ServiceId, ServiceRow, |row: &ServiceRow| {
        if let Some((key, relation)) = key(row.case_id) {
            let record = row.open(key, row.shows_details_to(caller.user, restricted(relation)))?;
            found.insert((RecordKind::Service, row.id.raw()), FeedRecord::Service(record));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Document, documents, DocumentId, DocumentRow, |row: &DocumentRow| {
        if let Some((key, _)) = key(row.case_id) {
            let record = FeedRecord::Document(row.open_masked(key, &clocks)?);
            found.insert((RecordKind::Document, row.id.raw()), record);
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Note, notes, NoteId, NoteRow, |row: &NoteRow| {
        if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Note, row.id.raw()), FeedRecord::Note(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Consent, consents, ConsentId, ConsentRow, |row: &ConsentRow| {
        if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Consent, row.id.raw()), FeedRecord::Consent(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Contact, contacts, ContactId, ContactRow, |row: &ContactRow| {
        if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Contact, row.id.raw()), FeedRecord::Contact(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    each_row!(
        reading,
        positions,
        RecordKind::Assignment | RecordKind::Share,
        case_grants,
        GrantId,
        GrantRow,
        |row: &GrantRow| {
            if let Some((key, _)) = key(row.case_id) {
                let record = FeedRecord::Grant(row.open(key)?);
                found.insert((crate::cases::grant::record_kind(row.kind), row.id.raw()), record);
            }
            ApiResult::Ok(())
        }
    );
    each_row!(reading, positions, RecordKind::Comment, comments, CommentId, CommentRow, |row: &CommentRow| {
        if let Some((key, _)) = key(row.case_id).filter(|_| !hidden.contains(&row.on_id)) {
            found.insert((RecordKind::Comment, row.id.raw()), FeedRecord::Comment(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    each_row!(
        reading,
        positions,
        RecordKind::Attachment,
        attachments,
        AttachmentId,
        AttachmentRow,
        |row: &AttachmentRow| {
            if key(row.case_id).is_some() && !hidden.contains(&row.on_id) {
                found.insert((RecordKind::Attachment, row.id.raw()), FeedRecord::Attachment(row.show()));
            }
            ApiResult::Ok(())
        }
    );
    each_row!(
        reading,
        positions,
        RecordKind::Appointment,
        appointments,
        AppointmentId,
        AppointmentRow,
        |row: &AppointmentRow| {
            if let Some((key, relation)) = key(row.case_id) {
                let record = FeedRecord::Appointment(row.open_to(caller.user, restricted(relation), key)?);
                found.insert((RecordKind::Appointment, row.id.raw()), record);
            }
            ApiResult::Ok(())
        }
    );
    let has_approvals = positions.iter().any(|(kind, _, _, _)| *kind == RecordKind::Approval);
    let supervisors = if has_approvals { supervisors(reading.conn, caller.office)? } else { Vec::new() };
    each_row!(reading, positions, RecordKind::Approval, approvals, ApprovalId, ApprovalRow, |row: &ApprovalRow| {
        if row.service_id.is_some_and(|service| hidden.contains(&service.raw())) {
            untold.insert(row.id.raw());
        } else if let Some((key, _)) = key(row.case_id) {
            let record = FeedRecord::Approval(row.open(key, &supervisors)?);
            found.insert((RecordKind::Approval, row.id.raw()), record);
        }
        ApiResult::Ok(())
    });
    each_row!(
        reading,
        positions,
        RecordKind::Assessment,
        assessments,
        AssessmentId,
        AssessmentRow,
        |row: &AssessmentRow| {
            if let Some((key, _)) = key(row.case_id) {
                found.insert((RecordKind::Assessment, row.id.raw()), FeedRecord::Assessment(row.open(key)?));
            }
            ApiResult::Ok(())
        }
    );
    each_row!(
        reading,
        positions,
        RecordKind::Milestone,
        milestones,
        MilestoneId,
        MilestoneRow,
        |row: &MilestoneRow| {
            if let Some((key, _)) = key(row.case_id) {
                found.insert((RecordKind::Milestone, row.id.raw()), FeedRecord::Milestone(row.open(key)?));
            }
            ApiResult::Ok(())
        }
    );
    each_row!(
        reading,
        positions,
        RecordKind::MilestoneDismissal,
        milestone_dismissals,
        MilestoneDismissalId,
        DismissalRow,
        |row: &DismissalRow| {
            if let Some((key, _)) = key(row.case_id) {
                let record = FeedRecord::MilestoneDismissal(row.open(key)?);
                found.insert((RecordKind::MilestoneDismissal, row.id.raw()), record);
            }
            ApiResult::Ok(())
        }
    );
    each_row!(reading, positions, RecordKind::Goal, goals, GoalId, GoalRow, |row: &GoalRow| {
        if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Goal, row.id.raw()), FeedRecord::Goal(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Plan, plan_entries, PlanId, PlanRow, |row: &PlanRow| {
        if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Plan, row.id.raw()), FeedRecord::Plan(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Deadline, deadlines, DeadlineId, DeadlineRow, |row: &DeadlineRow| {
        if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Deadline, row.id.raw()), FeedRecord::Deadline(row.open(key, today)?));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Task, tasks, TaskId, TaskRow, |row: &TaskRow| {
        if key(row.case_id).is_some() {
            found.insert((RecordKind::Task, row.id.raw()), FeedRecord::Task(row.show()));
        }
        ApiResult::Ok(())
    });
    each_row!(reading, positions, RecordKind::Event, case_events, EventId, EventRow, |row: &EventRow| {
        if row.service_id.is_some_and(|service| hidden.contains(&service.raw())) {
            untold.insert(row.id.raw());
        } else if let Some((key, _)) = key(row.case_id) {
            found.insert((RecordKind::Event, row.id.raw()), FeedRecord::Event(row.open(key)?));
        }
        ApiResult::Ok(())
    });
    Ok(Found { records: found, untold })
}
