//! How the person may be reached without putting them in danger. Belongs to a case from the start.

use serde::{Deserialize, Serialize};

use crate::{
    contacts::Channel,
    problem::Checker,
    values::{LanguageTag, NaiveDate, ShortText, ValueError, ZoneName, check_not_future},
};

text_enum! {
    /// How much a message may say, the person's own choice. `Nothing` is the state before they chose.
    Wording { Nothing = "nothing", TimeOnly = "time_only", Place = "place", Calendar = "calendar" }
}

text_enum! {
    /// Who else reads what arrives.
    ReadBy { NobodyElse = "nobody_else", Family = "family", Employer = "employer", SharedPhone = "shared_phone", Unknown = "unknown" }
}

impl ReadBy {
    /// Whether it is known that somebody else reads along.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Family | Self::Employer | Self::SharedPhone)
    }
}

/// A window of the person's own day in which contact is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SafeHours {
    /// Minutes after midnight, 0 to 1439.
    #[cfg_attr(feature = "openapi", schema(maximum = 1439))]
    pub from: u16,
    /// Minutes after midnight, 1 to 1440; before `from` means past midnight.
    #[cfg_attr(feature = "openapi", schema(maximum = 1440))]
    pub to: u16,
}

/// The rules of safe contact for one case. Sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SafeContact {
    /// The way the person chose; numbers and addresses are among the contacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<SafeHours>,
    pub read_by: ReadBy,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    pub wording: Wording,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_confirmed_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    /// Hours before an appointment at which a reminder leaves, 1 to 168; none if empty.
    #[cfg_attr(feature = "openapi", schema(max_items = 3))]
    pub reminders: Vec<u16>,
    /// Where the person lives, as far as the clock goes; the programme's own zone if it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneName>,
}

impl Default for SafeContact {
    fn default() -> Self {
        Self {
            channel: None,
            hours: None,
            read_by: ReadBy::Unknown,
            language: None,
            wording: Wording::Nothing,
            last_confirmed_on: None,
            note: None,
            reminders: vec![24, 2],
            zone: None,
        }
    }
}

impl SafeContact {
    /// Checks hours within a day and a confirmation that has come.
    pub fn check(&self, at: &str, today: NaiveDate, checker: &mut Checker) {
        if let Some(hours) = self.hours {
            if hours.from > 1439 {
                checker.refuse(&format!("{at}.hours.from"), ValueError::TooLarge);
            }
            if hours.to > 1440 || hours.to == hours.from {
                checker.refuse(&format!("{at}.hours.to"), ValueError::TooLarge);
            }
        }
        if self.reminders.len() > 3 {
            checker.refuse(&format!("{at}.reminders"), ValueError::TooLong);
        }
        for hours in &self.reminders {
            match hours {
                0 => checker.refuse(&format!("{at}.reminders"), ValueError::Zero),
                169.. => checker.refuse(&format!("{at}.reminders"), ValueError::TooLarge),
                1..=168 => {}
            }
        }
        if let Some(day) = self.last_confirmed_on {
            checker.check(&format!("{at}.last_confirmed_on"), check_not_future(day, today));
        }
    }
}
