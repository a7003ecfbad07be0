//! What a worker is told before an appointment is saved: clashes, and the mail as the person will read it.

use serde::{Deserialize, Serialize};

use crate::{
    cases::Wording,
    ids::AppointmentId,
    mail::{MailKind, MailLanguage, Refusal},
    tasks::Asked,
    values::{LocalTime, NaiveDate, Stamp},
};

text_enum! {
    /// Whose time is taken already.
    Whose { Worker = "worker", Person = "person" }
}

/// Another appointment at the same time: of what is being booked, or of one of its following weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clash {
    pub whose: Whose,
    pub appointment: AppointmentId,
    /// Wall time in the zone of what is being booked, whatever the zone of this one is.
    pub starts: LocalTime,
    pub ends: LocalTime,
}

/// A mail as it will be, in the person's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailPreview {
    pub kind: MailKind,
    pub language: MailLanguage,
    pub rtl: bool,
    pub wording: Wording,
    /// The sender's name, if the office has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    pub subject: String,
    /// The plain text. Its link leads nowhere.
    pub text: String,
    /// A calendar file comes with it.
    pub calendar: bool,
    /// When it will leave: now, or at the next safe hour. Of a reminder it is when the first one will.
    pub leaves_at: Stamp,
    /// When the reminders will.
    pub reminders_at: Vec<Stamp>,
}

text_enum! {
    /// What may become of an appointment of which the person is told.
    Ending { Cancelled = "cancelled", Missed = "missed" }
}

/// Answer of `GET …/appointments/{appointment}/ending?state=…`: what would be told if it ended so now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndingCheck {
    /// The mail that telling the person calls for; absent if there is nothing to tell, whatever is wished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<MailKind>,
    /// When that leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_at: Option<Stamp>,
    /// Why it does not leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
    /// The task that is raised if the mail is wanted: only where it does not leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Asked>,
    /// The task that is raised if no mail is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_instead: Option<Asked>,
}

/// Answer of `POST …/appointments/{appointment}/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentCheck {
    pub clashes: Vec<Clash>,
    /// The mail that saving this calls for; a reminder if the person was told of it as it stands and is only reminded.
    /// Absent if there is nothing new to tell, or nobody is to be told: what waits already then stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<MailKind>,
    /// Why no mail would leave; the first is the one to mend first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
    /// The day the person last confirmed that the address is safe, and until when that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_until: Option<NaiveDate>,
    /// Absent if no mail would leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<MailPreview>,
}
