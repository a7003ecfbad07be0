//! What every stored record carries, and the kinds of record there are.

use serde::{Deserialize, Serialize};

use crate::{
    ids::UserId,
    values::{ShortText, Stamp},
};

/// Version and authorship of a record. The version is its ETag and starts at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meta {
    /// Counts up by one with every change.
    pub version: i64,
    /// When the server first stored it.
    pub created_at: Stamp,
    /// Who recorded it.
    pub created_by: UserId,
    /// When it last changed.
    pub updated_at: Stamp,
    /// Who last changed it.
    pub updated_by: UserId,
}

/// Body of `POST …/withdraw` of a service, note or document: the entry stays, marked as withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryWithdrawal {
    pub reason: ShortText,
}

/// A record as it was before a change; of a withdrawal also its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Former<T> {
    #[serde(flatten)]
    pub record: T,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw_reason: Option<ShortText>,
}

impl<T> Former<T> {
    /// Before a correction.
    pub const fn corrected(record: T) -> Self {
        Self { record, withdraw_reason: None }
    }

    /// Before it was withdrawn.
    pub const fn withdrawn(record: T, reason: ShortText) -> Self {
        Self { record, withdraw_reason: Some(reason) }
    }
}

text_enum! {
    /// The kinds of record that history, feed, audit and comments speak of.
    RecordKind {
        Case = "case",
        Service = "service",
        Document = "document",
        Note = "note",
        Consent = "consent",
        Contact = "contact",
        Assignment = "assignment",
        Share = "share",
        Comment = "comment",
        Attachment = "attachment",
        Event = "event",
        Appointment = "appointment",
        Approval = "approval",
        Assessment = "assessment",
        Goal = "goal",
        Plan = "plan",
        Milestone = "milestone",
        MilestoneDismissal = "milestone_dismissal",
        MilestoneType = "milestone_type",
        ClockRule = "clock_rule",
        Deadline = "deadline",
        Fund = "fund",
        Release = "release",
        Referral = "referral",
        Unit = "unit",
        Workshop = "workshop",
        Task = "task",
        Mail = "mail",
        Import = "import",
        User = "user",
        Office = "office",
        Device = "device",
        View = "view",
        Export = "export",
    }
}
