//! What a mail tells. The level decides which fields there are, so a mail of level 1 has nowhere to keep a link.

use std::fmt;

use chrono_tz::Tz;
use yaninda_shared::{
    appointments::AppointmentPlace,
    cases::Wording,
    mail::{MailKind, MailLanguage},
    values::{LocalTime, ValueError},
};

use super::{Link, Token};

/// Everything a mail tells, in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub language: MailLanguage,
    pub body: Body,
}

/// About an appointment, or to show whose address it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    Appointment(Occasion, Level),
    AddressCode(AddressCode),
}

/// An appointment, and why there is a mail about it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    pub what: What,
    /// Wall time where it happens.
    pub starts: LocalTime,
}

/// Why there is a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Confirmation,
    /// `former` is the time it had before; absent or the same if something else was changed.
    Change {
        former: Option<LocalTime>,
    },
    Cancellation,
    /// How long before the appointment: the weekday alone is clear only when it is near.
    Reminder {
        hours_before: u16,
    },
    Missed,
}

/// How much is told: the person's own choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// 1: day and time, nothing else.
    TimeOnly,
    /// 2: with words for the place and a link.
    Place(Reply),
    /// 3: with an entry for a calendar too.
    Calendar(Reply, Entry),
}

/// What the reader may know and do from level 2 on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub place: Option<AppointmentPlace>,
    /// The page for an answer.
    pub link: Link,
    /// Where a mail program asks for no more mail (RFC 8058).
    pub stop: Link,
}

/// The appointment as a calendar keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same in every mail about this appointment, and about no other.
    pub uid: Token,
    /// Rises with every change and with the cancellation.
    pub sequence: i32,
    pub zone: Tz,
    pub minutes: u16,
}

impl What {
    /// The kind of mail.
    #[must_use]
    pub const fn kind(self) -> MailKind {
        match self {
            Self::Confirmation => MailKind::Confirmation,
            Self::Change { .. } => MailKind::Change,
            Self::Cancellation => MailKind::Cancellation,
            Self::Reminder { .. } => MailKind::Reminder,
            Self::Missed => MailKind::Missed,
        }
    }
}

impl Occasion {
    /// The time that no longer holds.
    #[must_use]
    pub fn former(&self) -> Option<LocalTime> {
        match self.what {
            What::Change { former } => former.filter(|former| *former != self.starts),
            What::Confirmation | What::Cancellation | What::Reminder { .. } | What::Missed => None,
        }
    }
}

impl Content {
    /// The kind of mail.
    #[must_use]
    pub const fn kind(&self) -> MailKind {
        match &self.body {
            Body::AddressCode(_) => MailKind::AddressCode,
            Body::Appointment(occasion, _) => occasion.what.kind(),
        }
    }

    /// The level as the person's choice is recorded; an address code is sent before there is one.
    #[must_use]
    pub const fn wording(&self) -> Wording {
        match &self.body {
            Body::AddressCode(_) => Wording::Nothing,
            Body::Appointment(_, Level::TimeOnly) => Wording::TimeOnly,
            Body::Appointment(_, Level::Place(_)) => Wording::Place,
            Body::Appointment(_, Level::Calendar(..)) => Wording::Calendar,
        }
    }

    /// Place and links; from level 2 on.
    #[must_use]
    pub const fn reply(&self) -> Option<&Reply> {
        match &self.body {
            Body::AddressCode(_) | Body::Appointment(_, Level::TimeOnly) => None,
            Body::Appointment(_, Level::Place(reply) | Level::Calendar(reply, _)) => Some(reply),
        }
    }

    /// What goes into the calendar file that comes with it. What was missed is over: there is nothing to put into one.
    #[must_use]
    pub const fn entry(&self) -> Option<(&Occasion, &Entry)> {
        match &self.body {
            Body::Appointment(Occasion { what: What::Missed, .. }, _) => None,
            Body::Appointment(occasion, Level::Calendar(_, entry)) => Some((occasion, entry)),
            Body::Appointment(_, Level::TimeOnly | Level::Place(_)) | Body::AddressCode(_) => None,
        }
    }
}

/// Six digits that the person reads back to show that an address is theirs.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressCode(String);

impl AddressCode {
    /// How many digits it has.
    pub const DIGITS: usize = 6;

    /// Takes six Latin digits. Errors: `BadCharacters`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if text.len() == Self::DIGITS && text.bytes().all(|digit| digit.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ValueError::BadCharacters)
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AddressCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<address code>")
    }
}
