//! Tasks: what somebody has to do about a case because the system could not, or must not.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseId, TaskId, UserId},
    mail::Refusal,
    record::{Meta, RecordKind},
    values::{NaiveDate, Stamp},
};

text_enum! {
    /// What is to be done.
    TaskKind {
        /// Tell the person of a changed or cancelled appointment by another way.
        ReachOtherWay = "reach_other_way",
        /// A mail was not sent: mend what forbids it.
        MailRefused = "mail_refused",
        /// The address does not work.
        AddressFailed = "address_failed",
        /// The person stopped all mail.
        MailStopped = "mail_stopped",
        /// The person answered that they cannot come, or ask for another time.
        Answered = "answered",
    }
}

/// What somebody is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    pub kind: TaskKind,
    pub urgent: bool,
}

/// A task of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskRecord {
    pub id: TaskId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    pub kind: TaskKind,
    pub urgent: bool,
    /// The record it is about.
    pub on_kind: RecordKind,
    pub on: Uuid,
    pub due_on: NaiveDate,
    /// Why a mail was not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_by: Option<UserId>,
}
