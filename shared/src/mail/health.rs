//! How mail fares: what waits, what failed and why. Nothing of it names a person or a case but [`MailSubject`], which is asked for
//! by who may see the case.

use serde::{Deserialize, Serialize};

use super::{MailKind, MailLanguage, MailState, Refusal};
use crate::{
    ids::{AppointmentId, CaseId, MailId, UserId},
    values::{CodeName, LocalTime, Name, Stamp},
};

text_enum! {
    /// What holds up the whole queue.
    MailPause {
        /// No neutral origin and mail domain, or no mail server.
        NotSetUp = "not_set_up",
        /// No encrypted connection, or a certificate that is not to be trusted.
        Tls = "tls",
        /// The mail server does not accept our name and password.
        Authentication = "authentication",
        /// The mail server cannot be reached.
        Unreachable = "unreachable",
    }
}

/// So many mails in one state, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailCount {
    pub state: MailState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
    pub count: i64,
}

/// A mail as the health page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailLine {
    pub id: MailId,
    pub version: i64,
    pub kind: MailKind,
    pub state: MailState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
    pub created_at: Stamp,
    /// When it is to leave next, or left.
    pub at: Stamp,
    pub attempts: i32,
}

/// What a mail is about: a row of `GET /mail/subjects`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailSubject {
    pub mail: MailId,
    pub case: CaseId,
    pub code_name: CodeName,
    /// Absent of an address code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// Wall time where it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<LocalTime>,
}

/// Answer of `GET /mail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailHealth {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<MailPause>,
    /// Counts of the last 30 days.
    pub counts: Vec<MailCount>,
    /// Since when the longest-waiting mail could have left; absent if none waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_due: Option<Stamp>,
    /// What waits or failed, newest first, at most 200.
    pub lines: Vec<MailLine>,
    pub languages: Vec<LanguageApproval>,
}

/// Whether a native speaker has approved the texts of a language, as they are in this version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LanguageApproval {
    pub language: MailLanguage,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<UserId>,
    /// The texts were changed since: they must be read again.
    #[serde(default)]
    pub outdated: bool,
    /// Every text of the language, to be read by a native speaker.
    pub texts: Vec<String>,
}

/// Body of `PUT /mail/languages/{language}`: who read the texts and found them right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LanguageDraft {
    pub approved_by: Name,
}
