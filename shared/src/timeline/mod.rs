//! One timeline shows everything of a case.

use serde::{Deserialize, Serialize};

use crate::{
    appointments::AppointmentRecord,
    attachments::AttachmentRecord,
    cases::{CaseStatus, CloseReason},
    comments::CommentRecord,
    consents::ConsentRecord,
    documents::DocumentRecord,
    ids::{CaseId, EventId, UserId},
    milestones::MilestoneRecord,
    notes::NoteRecord,
    outcomes::AssessmentRecord,
    plans::{GoalRecord, PlanRecord},
    services::ServiceRecord,
    values::{NaiveDate, ShortText, Stamp},
};

text_enum! {
    /// What happened to the case itself.
    EventKind {
        Opened = "opened",
        StatusChanged = "status_changed",
        Assigned = "assigned",
        Shared = "shared",
        ShareEnded = "share_ended",
        CloseRequested = "close_requested",
        CloseRefused = "close_refused",
        CloseTakenBack = "close_taken_back",
        Closed = "closed",
        Reopened = "reopened",
        TransferAsked = "transfer_asked",
        TransferRefused = "transfer_refused",
        TransferTakenBack = "transfer_taken_back",
        Transferred = "transferred",
        PaymentAsked = "payment_asked",
        PaymentApproved = "payment_approved",
        PaymentRefused = "payment_refused",
        PaymentTakenBack = "payment_taken_back",
        ProfileChanged = "profile_changed",
        RiskChanged = "risk_changed",
        SafeContactChanged = "safe_contact_changed",
    }
}

/// A dated event of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventRecord {
    pub id: EventId,
    pub case: CaseId,
    pub kind: EventKind,
    pub occurred_on: NaiveDate,
    pub at: Stamp,
    pub by: UserId,
    /// The colleague it is about, for assignments and shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CaseStatus>,
    /// Why it closes, was to close, or stays open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CloseReason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Entry {
    Service(ServiceRecord),
    Document(DocumentRecord),
    Note(NoteRecord),
    Consent(ConsentRecord),
    Event(EventRecord),
    Appointment(AppointmentRecord),
    Assessment(AssessmentRecord),
    Milestone(MilestoneRecord),
    Plan(PlanRecord),
    /// Opened alone, never listed: it stands in the plan.
    Goal(GoalRecord),
}

/// An entry with what hangs on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineItem {
    #[serde(flatten)]
    pub entry: Entry,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<CommentRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentRecord>,
}

/// Answer of `GET /cases/{id}/timeline/{entry}`: everything of one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryDetail {
    pub item: TimelineItem,
    /// As it was before each change, oldest first.
    pub former: Vec<Entry>,
    /// Why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw_reason: Option<ShortText>,
}

impl Entry {
    /// The day it stands on.
    #[must_use]
    pub fn occurred_on(&self) -> NaiveDate {
        match self {
            Self::Service(service) => service.draft.occurred_on,
            Self::Document(document) => document.occurred_on,
            Self::Note(note) => note.draft.occurred_on,
            Self::Consent(consent) => consent.draft.given_on,
            Self::Event(event) => event.occurred_on,
            Self::Appointment(appointment) => appointment.draft.starts.day(),
            Self::Assessment(assessment) => assessment.draft.occurred_on,
            Self::Plan(plan) => plan.draft.occurred_on,
            Self::Goal(goal) => goal.draft.starts_on,
            // One that is neither reached nor declined stands on no day yet: it is opened alone, never listed.
            Self::Milestone(milestone) => {
                let days = [milestone.draft.reached_on, milestone.declined_on, milestone.draft.expected_on];
                days.into_iter().flatten().next().unwrap_or_default()
            }
        }
    }
}
