//! What is due on my cases.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    appointments::AnswerKind,
    clocks::{Measure, RuleKey},
    documents::DocumentKind,
    ids::{CaseId, DeadlineId, ExportId, UserId},
    mail::Refusal,
    record::RecordKind,
    values::{CodeName, LocalTime, NaiveDate, Stamp},
};

text_enum! {
    /// Why something stands on Today.
    DueKind {
        DocumentExpires = "document_expires",
        /// A deadline of a rule that is no document's own end, with what the rule measures as subject.
        DeadlineDue = "deadline_due",
        /// A reminder that its worker left without an answer, or a deadline that passed.
        DeadlineEscalated = "deadline_escalated",
        NextStep = "next_step",
        QuietCase = "quiet_case",
        ConfirmContact = "confirm_contact",
        CommentOpen = "comment_open",
        CloseRequested = "close_requested",
        /// A payment or a transfer waits to be decided, with the kind as subject.
        ApprovalWaits = "approval_waits",
        /// What the caller asked for was decided, with the kind as subject.
        ApprovalGranted = "approval_granted",
        ApprovalRefused = "approval_refused",
        /// Somebody asks the caller about an entry.
        QuestionOpen = "question_open",
        /// Somebody says that something is wrong with an entry.
        FlagOpen = "flag_open",
        /// Somebody answered what the caller asked or flagged.
        Answered = "answered",
        /// A question or flag is open for a week.
        ThreadLate = "thread_late",
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

/// What a reminder of a deadline says besides its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DueDeadline {
    pub id: DeadlineId,
    pub version: i64,
    pub measure: Measure,
    /// The rule whose sentence explains it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cited: RuleKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_kind: Option<DocumentKind>,
    /// Since when the reminder has been shown.
    pub shown_since: NaiveDate,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<UserId>,
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
    /// Of a deadline: where it is answered, what it measures and which rule explains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DueDeadline>,
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
            deadline: None,
            reason: None,
        }
    }
}

/// A request for a file that names people: of an office and no case, so that it is no [`DueItem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DueExport {
    pub id: ExportId,
    /// Since when it has been waiting.
    pub on: NaiveDate,
    pub asked_by: UserId,
    /// Until then it can be decided.
    pub expires_at: Stamp,
}

/// Answer of `GET /today`: urgent ones first, then the soonest. At most 200 appointments, 200 tasks, and 100 of each other
/// kind, requests for files among them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Today {
    pub today: NaiveDate,
    pub items: Vec<DueItem>,
    /// Files that name people, which another supervisor asked for and the caller may decide; the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exports: Vec<DueExport>,
}
