//! Wall time and its place.

use std::fmt;

use chrono::{NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::{NaiveDate, ValueError, check_day};

/// Wall time to the minute, without a zone: `2026-11-26T10:30`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 16, max_length = 16, example = "2026-11-26T10:30"))]
pub struct LocalTime(NaiveDateTime);

impl LocalTime {
    /// Takes a time of a plausible day. Errors: `ImpossibleDate`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let at = Self::read(text).ok_or(ValueError::ImpossibleDate)?;
        check_day(at.date())?;
        Ok(Self(at))
    }

    /// By hand: chrono's reader of written forms would come into the app's WebAssembly for this alone.
    fn read(text: &str) -> Option<NaiveDateTime> {
        let digits = |from: usize, to: usize| -> Option<u32> {
            let part = text.get(from..to)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
        };
        let signs = [(4, "-"), (7, "-"), (10, "T"), (13, ":")];
        if text.len() != 16 || signs.iter().any(|(at, sign)| text.get(*at..at + 1) != Some(sign)) {
            return None;
        }
        let year = i32::try_from(digits(0, 4)?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, digits(5, 7)?, digits(8, 10)?)?;
        Some(day.and_time(NaiveTime::from_hms_opt(digits(11, 13)?, digits(14, 16)?, 0)?))
    }

    /// From a day and minutes after its midnight, held below a day.
    #[must_use]
    pub fn new(day: NaiveDate, minutes: u32) -> Self {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes.min(1439) * 60, 0).unwrap_or_default();
        Self(day.and_time(time))
    }

    /// Its day.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.0.date()
    }

    /// Its time of day.
    #[must_use]
    pub fn time(self) -> NaiveTime {
        self.0.time()
    }

    /// Day and time together.
    #[must_use]
    pub const fn wall(self) -> NaiveDateTime {
        self.0
    }

    /// So many minutes later on the same clock; the last minute that can be told if there is none.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.0.checked_add_signed(chrono::TimeDelta::minutes(minutes)).map_or(self, Self)
    }
}

impl From<NaiveDateTime> for LocalTime {
    /// Seconds are left out.
    fn from(at: NaiveDateTime) -> Self {
        Self::new(at.date(), at.hour() * 60 + at.minute())
    }
}

impl TryFrom<String> for LocalTime {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<LocalTime> for String {
    fn from(at: LocalTime) -> String {
        at.to_string()
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.0.date(), self.0.hour(), self.0.minute())
    }
}

impl fmt::Debug for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A name of the IANA time zone database, for instance `Europe/Istanbul`. Its form is checked here, that it exists by
/// the server, which has the database.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 40, example = "Europe/Istanbul"))]
pub struct ZoneName(String);

impl ZoneName {
    /// Where the first programme works.
    pub const DEFAULT: &'static str = "Europe/Istanbul";

    /// Takes a name that could be one of the database. Errors: `UnknownZone`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
        if (1..=40).contains(&text.len()) && text.chars().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ValueError::UnknownZone)
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ZoneName {
    fn default() -> Self {
        Self(Self::DEFAULT.to_owned())
    }
}

impl TryFrom<String> for ZoneName {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<ZoneName> for String {
    fn from(zone: ZoneName) -> String {
        zone.0
    }
}

impl fmt::Debug for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_time_is_read_as_it_is_written_and_in_no_other_way() {
        for text in ["2026-11-26T10:30", "2028-02-29T00:00", "2026-12-31T23:59"] {
            assert_eq!(LocalTime::parse(text).map(|at| at.to_string()).as_deref(), Ok(text));
        }
        for text in [
            "",
            "2026-11-26",
            "2026-11-26T10:30:00",
            "2026-11-26 10:30",
            "2026-11-26T24:00",
            "2026-11-26T10:60",
            "2027-02-29T10:00",
            "+026-11-26T10:30",
            "2026-1-26T010:30",
            "2026-11-26T1\u{660}:3",
            "0001-01-01T00:00",
        ] {
            assert_eq!(LocalTime::parse(text), Err(ValueError::ImpossibleDate), "{text}");
        }
    }
}
