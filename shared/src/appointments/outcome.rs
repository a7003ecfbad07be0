//! Where an appointment stands, and how it ends.

use serde::{Deserialize, Serialize};

use crate::values::ShortText;

text_enum! {
    /// Where an appointment stands.
    AppointmentState {
        Planned = "planned",
        Attended = "attended",
        Missed = "missed",
        /// The person had a reason not to come.
        Excused = "excused",
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How an appointment went.
    Outcome { Attended = "attended", Missed = "missed", Excused = "excused" }
}

impl From<Outcome> for AppointmentState {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Attended => Self::Attended,
            Outcome::Missed => Self::Missed,
            Outcome::Excused => Self::Excused,
        }
    }
}

/// Body of `POST …/appointments/{appointment}/outcome`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutcomeDraft {
    pub outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    /// After a missed one, ask by mail for another time, as far as it is safe.
    #[serde(default)]
    pub tell: bool,
}

text_enum! {
    /// How the person hears that an appointment is cancelled.
    #[derive(Default)]
    Hears {
        /// By e-mail, as far as it is safe.
        Mail = "mail",
        /// Somebody is asked to tell them; also where nothing is said about it.
        #[default]
        Word = "word",
        /// They know already, so nobody is asked to tell them.
        Knows = "knows",
    }
}

/// Body of `POST …/appointments/{appointment}/cancel`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cancellation {
    /// Why; for colleagues, never in a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ShortText>,
    #[serde(default)]
    pub hears: Hears,
    /// Also those of the following weeks.
    #[serde(default)]
    pub following: bool,
}
