//! Age in bands.

use chrono::Datelike;

use crate::values::NaiveDate;

text_enum! {
    /// How old somebody was on a day.
    AgeBand {
        Child = "0-17",
        To24 = "18-24",
        To34 = "25-34",
        To49 = "35-49",
        From50 = "50-up",
        Unknown = "unknown",
    }
}

/// What is known of somebody's birth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Born {
    /// The day.
    On(NaiveDate),
    /// The year alone.
    In(i32),
    #[default]
    Unknown,
}

impl AgeBand {
    /// The band on a day. Of whom only the year is known it is the age reached within the year of that day.
    #[must_use]
    pub fn of(born: Born, on: NaiveDate) -> Self {
        let years = match born {
            Born::On(day) => on.year() - day.year() - i32::from((on.month(), on.day()) < (day.month(), day.day())),
            Born::In(year) => on.year() - year,
            Born::Unknown => return Self::Unknown,
        };
        match years {
            ..0 => Self::Unknown,
            0..18 => Self::Child,
            18..25 => Self::To24,
            25..35 => Self::To34,
            35..50 => Self::To49,
            50.. => Self::From50,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eighteenth_birthday_is_the_first_day_of_the_next_band() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let born = Born::On(day("2008-02-29"));
        assert_eq!(AgeBand::of(born, day("2026-02-28")), AgeBand::Child);
        assert_eq!(AgeBand::of(born, day("2026-03-01")), AgeBand::To24);
        assert_eq!(AgeBand::of(Born::In(2008), day("2026-01-01")), AgeBand::To24);
        assert_eq!(AgeBand::of(Born::In(1976), day("2026-01-01")), AgeBand::From50);
        assert_eq!(AgeBand::of(Born::Unknown, day("2026-01-01")), AgeBand::Unknown);
        assert_eq!(AgeBand::of(Born::In(2027), day("2026-01-01")), AgeBand::Unknown);
    }
}
