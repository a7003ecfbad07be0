//! What is left of a day once nobody is to be named: its month, and of an age its band.

use chrono::Datelike;

use crate::values::NaiveDate;

text_enum! {
    /// Years of age, so wide that one of them says little.
    AgeBand {
        Under12 = "0-11",
        From12 = "12-17",
        From18 = "18-24",
        From25 = "25-34",
        From35 = "35-44",
        From45 = "45-59",
        From60 = "60+",
    }
}

impl AgeBand {
    /// The band of somebody born on this day or, failing that, in this year; none of who is not born yet.
    #[must_use]
    pub fn of(born: Option<NaiveDate>, year: Option<i32>, today: NaiveDate) -> Option<Self> {
        let age = match (born, year) {
            (Some(day), _) => {
                let still_to_come = (today.month(), today.day()) < (day.month(), day.day());
                today.year() - day.year() - i32::from(still_to_come)
            }
            (None, Some(year)) => today.year() - year,
            (None, None) => return None,
        };
        match age {
            ..0 => None,
            0..12 => Some(Self::Under12),
            12..18 => Some(Self::From12),
            18..25 => Some(Self::From18),
            25..35 => Some(Self::From25),
            35..45 => Some(Self::From35),
            45..60 => Some(Self::From45),
            60.. => Some(Self::From60),
        }
    }
}

/// The month of a day, `2026-11`.
#[must_use]
pub fn month(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_birthday_counts_from_its_day_on() {
        let born = Some(day("2008-11-30"));
        assert_eq!(AgeBand::of(born, None, day("2026-11-29")), Some(AgeBand::From12));
        assert_eq!(AgeBand::of(born, None, day("2026-11-30")), Some(AgeBand::From18));
        assert_eq!(AgeBand::of(None, Some(1966), day("2026-01-01")), Some(AgeBand::From60));
        assert_eq!(AgeBand::of(None, Some(2027), day("2026-01-01")), None);
        assert_eq!(AgeBand::of(None, None, day("2026-01-01")), None);
        assert_eq!(month(day("2026-03-09")), "2026-03");
    }
}
