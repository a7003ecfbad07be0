//! What is due on my cases.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    appointments::AnswerKind,
    ids::CaseId,
    mail::Refusal,
    record::RecordKind,
    values::{CodeName, LocalTime, NaiveDate},
};

text_enum! {
    /// Why something stands on Today.
    DueKind {
        DocumentExpires = "document_expires",
        NextStep = "next_step",
        QuietCase = "quiet_case",
        ConfirmContact = "confirm_contact",
        CommentOpen = "comment_open",
        CloseRequested = "close_requested",
        Unassigned = "unassigned",
        PossibleDuplicate = "possible_duplicate",
        /// An appointment of today or the coming days.
        Appointment = "appointment",
        /// An appointment is over and nobody said how it went.
        OutcomeMissing = "outcome_missing",
        /// An assessment is to be made, with its occasion as subject.
        AssessmentDue = "assessment_due",
        /// A goal or one of its steps is due.
        GoalDue = "goal_due",
        /// The plan is to be looked at again.
        PlanReview = "plan_review",
        /// A milestone is expected, with its kind as subject; an office's own has none.
        MilestoneDue = "milestone_due",
        /// A milestone was reached, as somebody else says.
        MilestoneToConfirm = "milestone_to_confirm",
        /// A task, with its kind as subject.
        Task = "task",
    }
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DueItem {
    pub kind: DueKind,
    /// The day it is due, or since when it has been waiting.
    pub on: NaiveDate,
    pub case: CaseId,
    pub code_name: CodeName,
    pub number: String,
    /// The record to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_kind: Option<RecordKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Uuid>,
    /// Catalogue code, document kind, kind of task, occasion or milestone, for its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Comes before everything else.
    #[serde(default)]
    pub urgent: bool,
    /// Of an appointment, and of a task about an answer: when it begins, and what the person answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<LocalTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerKind>,
    /// Somebody else may have given the answer: confirm by a safe way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
    /// The caller only attends: the case is not theirs to open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub attends_only: bool,
    /// Of a task: why a mail was not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
}

impl DueItem {
    /// What is due about a case that the caller may open; what it says of a record of the case is for others to add.
    #[must_use]
    pub const fn about(kind: DueKind, on: NaiveDate, case: CaseId, code_name: CodeName, number: String) -> Self {
        Self {
            kind,
            on,
            case,
            code_name,
            number,
            on_kind: None,
            record: None,
            subject: None,
            urgent: false,
            starts: None,
            answer: None,
            unverified: false,
            attends_only: false,
            reason: None,
        }
    }
}

/// Answer of `GET /today`: urgent ones first, then the soonest. At most 200 appointments, 200 tasks, and 100 of each other
/// kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Today {
    pub today: NaiveDate,
    pub items: Vec<DueItem>,
}
