//! The change feed: everything a caller may see, in the order it was committed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    appointments::AppointmentRecord,
    approvals::ApprovalRecord,
    attachments::AttachmentRecord,
    cases::{CaseRecord, GrantRecord},
    clocks::DeadlineRecord,
    comments::CommentRecord,
    consents::ConsentRecord,
    contacts::ContactRecord,
    documents::DocumentRecord,
    ids::CaseId,
    milestones::{MilestoneDismissalRecord, MilestoneRecord},
    notes::NoteRecord,
    outcomes::AssessmentRecord,
    plans::{GoalRecord, PlanRecord},
    record::RecordKind,
    services::ServiceRecord,
    tasks::TaskRecord,
    timeline::EventRecord,
};

/// A record as the feed carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FeedRecord {
    Case(Box<CaseRecord>),
    Service(ServiceRecord),
    Document(DocumentRecord),
    Note(NoteRecord),
    Consent(ConsentRecord),
    Contact(ContactRecord),
    Grant(GrantRecord),
    Comment(CommentRecord),
    Attachment(AttachmentRecord),
    Event(EventRecord),
    Appointment(AppointmentRecord),
    Approval(ApprovalRecord),
    Assessment(AssessmentRecord),
    Milestone(MilestoneRecord),
    MilestoneDismissal(MilestoneDismissalRecord),
    Goal(GoalRecord),
    Plan(PlanRecord),
    Deadline(DeadlineRecord),
    Task(TaskRecord),
}

/// One change: the present state of a record that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// Position in the office's feed.
    pub seq: i64,
    pub kind: RecordKind,
    pub id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Absent if the caller may no longer see it. An object of its own, because a record has an `id` and a `case` too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<FeedRecord>,
}

/// A page of `GET /changes`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesPage {
    pub items: Vec<Change>,
    /// Pass as `after` to go on.
    pub next: i64,
    /// There is more right now.
    pub more: bool,
}
