//! How an appointment is shown.

use serde::{Deserialize, Serialize};

use super::{AppointmentDraft, AppointmentState};
use crate::{
    ids::{AppointmentId, CaseId, MailId, UserId},
    mail::{MailKind, MailState, Refusal},
    record::Meta,
    values::{CodeName, LocalTime, NaiveDate, ShortText, Stamp, ZoneName},
};

text_enum! {
    /// What the person answered behind the link of a mail.
    AnswerKind { Coming = "coming", NotComing = "not_coming", AnotherTime = "another_time" }
}

/// An answer. Whoever reads the inbox could have given it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    pub kind: AnswerKind,
    pub at: Stamp,
    /// The offered time that was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<LocalTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<ShortText>,
    /// Somebody else may read the inbox: confirm by a safe way.
    #[serde(default)]
    pub unverified: bool,
}

/// An appointment of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentRecord {
    pub id: AppointmentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: AppointmentDraft,
    pub state: AppointmentState,
    /// The instant of `starts` in `zone`.
    pub starts_at: Stamp,
    pub ends_at: Stamp,
    /// Rises with every change the person is concerned by (RFC 5545 SEQUENCE).
    pub sequence: i32,
    /// The first of the weekly ones it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<AppointmentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Why it was cancelled, or how it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_note: Option<ShortText>,
}

/// One mail about an appointment: a row of `GET …/appointments/{appointment}/mails`, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentMail {
    pub id: MailId,
    pub kind: MailKind,
    pub state: MailState,
    /// Hours before the appointment, of a reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_before: Option<u16>,
    /// When it leaves or left.
    pub at: Stamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
}

/// One line of the day and week view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgendaItem {
    pub id: AppointmentId,
    pub case: CaseId,
    pub code_name: CodeName,
    pub number: String,
    /// What it is for: a code of the catalogue.
    #[serde(rename = "type")]
    pub code: String,
    pub starts: LocalTime,
    pub zone: ZoneName,
    pub starts_at: Stamp,
    pub ends_at: Stamp,
    pub state: AppointmentState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attended_by: Option<UserId>,
    #[serde(default)]
    pub interpreter: bool,
    #[serde(default)]
    pub escort: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerKind>,
}

/// Answer of `GET /agenda?from=…&to=…`: appointments of the caller's cases, and those they attend, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agenda {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub items: Vec<AgendaItem>,
}
