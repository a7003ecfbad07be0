//! Days and times as people type them.

use chrono::Datelike;
use yaninda_shared::{users::Locale, values::NaiveDate};

use super::two;
use crate::i18n;

/// A day as it is typed: "23.11.2026" in Turkish, else "23/11/2026".
#[must_use]
pub fn day_typed(day: NaiveDate) -> String {
    let [year, month, day] = [day.year().to_string(), two(day.month()), two(day.day())];
    [day, month, year].join(if i18n::current() == Locale::Tr { "." } else { "/" })
}

/// A typed day: day, month, year with any signs between them or none (`23112026`), or ISO; the year may have two digits. Arabic and Persian digits
/// too. Nothing if it is no day.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = digits_and_gaps(text);
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    let (day, month, year) = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] => (day, month, year),
        [all] if all.len() == 8 => (all.get(..2)?, all.get(2..4)?, all.get(4..)?),
        _ => return None,
    };
    let short: i32 = year.parse().ok()?;
    let year = match year.len() {
        4 => short,
        // People write 85 for a birth and 27 for the end of a permit.
        2 => short + if short < 50 { 2000 } else { 1900 },
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// A typed time of day in minutes after midnight: `10:30`, `10.30`, `1030`, `9`. Arabic and Persian digits too. Nothing
/// if it is no time.
#[must_use]
pub fn parse_time(text: &str) -> Option<u32> {
    let text = digits_and_gaps(text);
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    let (hours, minutes) = match *parts.as_slice() {
        [hours, minutes] if minutes.len() == 2 => (hours, minutes),
        [all] if all.len() <= 2 => (all, "0"),
        [all] if all.len() <= 4 => all.split_at_checked(all.len() - 2)?,
        _ => return None,
    };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Digits of any script as Latin ones, and a gap for everything else.
fn digits_and_gaps(text: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10),
        _ => None,
    };
    text.trim().chars().map(|c| digit(c).unwrap_or(' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::clock, *};

    #[test]
    fn days_are_read_as_people_type_them() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 3);
        for text in [
            "3/4/2026",
            "03.04.2026",
            " 03 04 2026 ",
            "03042026",
            "2026-04-03",
            "3/4/26",
            "3.4.26",
            "٠٣/٠٤/٢٠٢٦",
            "۳.۴.۲۰۲۶",
        ] {
            assert_eq!(parse_day(text), day, "{text}");
        }
        for text in ["", "3/4", "31/02/2026", "3/4/026", "2026", "tomorrow", "1/2/3/2026"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
        assert_eq!(day.map(day_typed).as_deref(), Some("03/04/2026"));
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for text in ["9:30", "09:30", "9.30", "930", "0930", " 9 30 ", "٠٩:٣٠", "۹:۳۰"] {
            assert_eq!(parse_time(text), Some(570), "{text}");
        }
        assert_eq!((parse_time("14"), parse_time("0"), parse_time("23:59")), (Some(840), Some(0), Some(1439)));
        for text in ["", "24:00", "9:60", "9:5", "12345", "1:2:3", "noon"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
        assert_eq!((clock(570), clock(0)), ("09:30".to_owned(), "00:00".to_owned()));
    }
}
