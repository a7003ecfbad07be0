//! How an appointment is shown.

use serde::{Deserialize, Serialize};

use super::{AppointmentDraft, AppointmentState};
use crate::{
    catalogue,
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
    /// What was answered before that to the same, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_answers: Vec<Answer>,
    /// Why it was cancelled, or how it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_note: Option<ShortText>,
    /// The caller may not read more than [`AppointmentRecord::hide_details`] leaves.
    #[serde(default)]
    pub details_hidden: bool,
}

impl AppointmentRecord {
    /// Whether somebody may read the details, by what it is for: `own` if they booked or attend it, `trusted` if they may
    /// read restricted entries of its case.
    #[must_use]
    pub fn shows_details(code: &str, own: bool, trusted: bool) -> bool {
        catalogue::find(code).is_some_and(|kind| kind.confidentiality.shows_details(own, trusted))
    }

    /// Leaves what everyone on the case needs to plan by of one whose kind is restricted: what for, when, who attends, with
    /// an interpreter or not, whether it stands and will be kept.
    pub fn hide_details(&mut self) {
        let draft = &mut self.draft;
        (draft.with_whom, draft.place, draft.mail_place) = (None, None, None);
        (draft.bring, draft.note) = (None, None);
        draft.offered.clear();
        for answer in self.answer.iter_mut().chain(&mut self.earlier_answers) {
            (answer.slot, answer.message) = (None, None);
        }
        self.outcome_note = None;
        self.details_hidden = true;
    }
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
    /// Somebody else may have given the answer: confirm by a safe way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
    /// The caller only attends: the case is not theirs to open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub attends_only: bool,
}

/// Answer of `GET /agenda?from=…&to=…`: appointments of the caller's cases, and those they attend, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agenda {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub items: Vec<AgendaItem>,
    /// Later ones on these days are left out: there are too many for one answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}
