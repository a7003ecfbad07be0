//! Days and times of day as people write them. The time is always the wall time of the appointment's own zone, on a clock
//! of 24 hours.
//!
//! Nobody must come on the wrong day, so where readers of one language use two calendars or two sets of month names, both
//! are given: Persian has the Persian date and the Gregorian one, Arabic the month as in Syria and as in Egypt.

use chrono::{Datelike, Timelike};
use icu_calendar::{Date, Gregorian, cal::Persian};
use icu_datetime::{
    DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{E, M, MD, MDE, T, YMD, YMDE},
    input::Time,
    preferences::HourCycle,
};
use icu_locale::{Locale, locale};
use yaninda_shared::{
    mail::MailLanguage,
    values::{LocalTime, NaiveDate},
};

/// A day in one calendar, if the formatter has its data.
macro_rules! written {
    ($calendar:ty, $locale:expr, $fields:expr, $date:expr) => {
        FixedCalendarDateTimeFormatter::<$calendar, _>::try_new(preferences($locale), $fields)
            .ok()
            .map(|formatter| formatter.format($date).to_string())
    };
}

/// Weekday, day, month and year: "Thursday, 26 November 2026".
#[must_use]
pub fn day(language: MailLanguage, at: LocalTime) -> String {
    let shown = gregorian(at).and_then(|date| match language {
        MailLanguage::Fa => Some(both_calendars(
            &written!(Persian, locale_of(language), YMDE::long(), &date.to_calendar(Persian))?,
            &written!(Gregorian, locale_of(language), YMD::long(), &date)?,
        )),
        MailLanguage::Ar => both_months(&written!(Gregorian, locale_of(language), YMDE::long(), &date)?, &date),
        _ => written!(Gregorian, locale_of(language), YMDE::long(), &date),
    });
    shown.unwrap_or_else(|| at.day().to_string())
}

/// Day, month and year without the weekday: "26 November 2026".
#[must_use]
pub fn date(language: MailLanguage, day: NaiveDate) -> String {
    let shown = gregorian(LocalTime::new(day, 0)).and_then(|date| match language {
        MailLanguage::Fa => Some(both_calendars(
            &written!(Persian, locale_of(language), YMD::long(), &date.to_calendar(Persian))?,
            &written!(Gregorian, locale_of(language), YMD::long(), &date)?,
        )),
        MailLanguage::Ar => both_months(&written!(Gregorian, locale_of(language), YMD::long(), &date)?, &date),
        _ => written!(Gregorian, locale_of(language), YMD::long(), &date),
    });
    shown.unwrap_or_else(|| day.to_string())
}

/// Weekday, day and month: "Thursday 26 November".
#[must_use]
pub fn short_day(language: MailLanguage, at: LocalTime) -> String {
    let shown = gregorian(at).and_then(|date| match language {
        MailLanguage::Fa => Some(both_calendars(
            &written!(Persian, locale_of(language), MDE::long(), &date.to_calendar(Persian))?,
            &written!(Gregorian, locale_of(language), MD::long(), &date)?,
        )),
        MailLanguage::Ar => both_months(&written!(Gregorian, locale_of(language), MDE::long(), &date)?, &date),
        _ => written!(Gregorian, locale_of(language), MDE::long(), &date),
    });
    shown.unwrap_or_else(|| at.day().to_string())
}

/// The weekday alone: "Thursday". Clear only when it is less than a week away.
#[must_use]
pub fn weekday(language: MailLanguage, at: LocalTime) -> String {
    gregorian(at)
        .and_then(|date| written!(Gregorian, locale_of(language), E::long(), &date))
        .unwrap_or_else(|| at.day().to_string())
}

/// The time of day: "14:00".
#[must_use]
pub fn time(language: MailLanguage, at: LocalTime) -> String {
    let (hour, minute) = (at.time().hour(), at.time().minute());
    let shown = || {
        let formatter = NoCalendarFormatter::try_new(preferences(locale_of(language)), T::hm()).ok()?;
        let time = Time::try_new(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0).ok()?;
        Some(formatter.format(&time).to_string())
    };
    shown().unwrap_or_else(|| format!("{hour:02}:{minute:02}"))
}

/// Arabic is written with the digits that every clock in Türkiye shows, and which readers from everywhere know.
const fn locale_of(language: MailLanguage) -> Locale {
    match language {
        // Day before month, and a clock of 24 hours.
        MailLanguage::En => locale!("en-GB"),
        MailLanguage::Tr => locale!("tr"),
        MailLanguage::Ar => locale!("ar-SY-u-nu-latn"),
        MailLanguage::Fa => locale!("fa"),
        MailLanguage::Ru => locale!("ru"),
        MailLanguage::Uk => locale!("uk"),
        MailLanguage::Fr => locale!("fr"),
    }
}

fn preferences(locale: Locale) -> DateTimeFormatterPreferences {
    let mut preferences = DateTimeFormatterPreferences::from(&locale);
    preferences.hour_cycle = Some(HourCycle::H23);
    preferences
}

fn gregorian(at: LocalTime) -> Option<Date<Gregorian>> {
    let day = at.day();
    Date::try_new_gregorian(day.year(), day.month().try_into().ok()?, day.day().try_into().ok()?).ok()
}

fn both_calendars(own: &str, gregorian: &str) -> String {
    format!("{own} ({gregorian})")
}

/// Puts the month's other name beside the one that is in the text: "تشرين الثاني/نوفمبر".
fn both_months(text: &str, date: &Date<Gregorian>) -> Option<String> {
    let levant = written!(Gregorian, locale_of(MailLanguage::Ar), M::long(), date)?;
    let egypt = written!(Gregorian, locale!("ar-EG"), M::long(), date)?;
    text.contains(&levant).then(|| text.replacen(&levant, &format!("{levant}/{egypt}"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> LocalTime {
        LocalTime::parse(text).expect("a time")
    }

    #[test]
    fn a_day_is_written_as_its_readers_write_it() {
        let thursday = at("2026-11-26T10:30");
        for (language, long, short, alone) in [
            (MailLanguage::En, "Thursday, 26 November 2026", "Thursday 26 November", "Thursday"),
            (MailLanguage::Tr, "26 Kasım 2026 Perşembe", "26 Kasım Perşembe", "Perşembe"),
            (MailLanguage::Ar, "الخميس، 26 تشرين الثاني/نوفمبر 2026", "الخميس، 26 تشرين الثاني/نوفمبر", "الخميس"),
            (MailLanguage::Fa, "پنجشنبه ۵ آذر ۱۴۰۵ (۲۶ نوامبر ۲۰۲۶)", "پنجشنبه ۵ آذر (۲۶ نوامبر)", "پنجشنبه"),
            (MailLanguage::Ru, "четверг, 26 ноября 2026\u{202f}г.", "четверг, 26 ноября", "четверг"),
            (MailLanguage::Uk, "четвер, 26 листопада 2026\u{202f}р.", "четвер, 26 листопада", "четвер"),
            (MailLanguage::Fr, "jeudi 26 novembre 2026", "jeudi 26 novembre", "jeudi"),
        ] {
            assert_eq!(day(language, thursday), long);
            // The same without the weekday; Persian and Arabic keep both calendars, or both names of the month.
            let dated = date(language, thursday.day());
            assert!(long.contains(&dated), "{dated}");
            assert_eq!(short_day(language, thursday), short);
            assert_eq!(weekday(language, thursday), alone);
        }
    }

    #[test]
    fn the_persian_year_turns_in_march() {
        assert_eq!(day(MailLanguage::Fa, at("2027-03-20T09:00")), "شنبه ۲۹ اسفند ۱۴۰۵ (۲۰ مارس ۲۰۲۷)");
        assert_eq!(day(MailLanguage::Fa, at("2027-03-21T09:00")), "یکشنبه ۱ فروردین ۱۴۰۶ (۲۱ مارس ۲۰۲۷)");
    }

    #[test]
    fn every_month_has_both_its_arabic_names() {
        for month in 1..=12 {
            let text = short_day(MailLanguage::Ar, at(&format!("2026-{month:02}-15T09:00")));
            assert_eq!(text.matches('/').count(), 1, "{text}");
        }
    }

    #[test]
    fn the_clock_has_24_hours_everywhere() {
        for language in MailLanguage::ALL {
            let expected = match language {
                MailLanguage::Fa => ["۱۴:۰۵", "۰:۰۰", "۲۳:۵۹"],
                _ => ["14:05", "00:00", "23:59"],
            };
            assert_eq!(
                ["14:05", "00:00", "23:59"].map(|time_of| time(*language, at(&format!("2026-11-26T{time_of}")))),
                expected
            );
        }
    }

    #[test]
    fn no_day_is_left_in_digits_alone() {
        for language in MailLanguage::ALL {
            for year in [1990, 2026, 2099] {
                let text = day(*language, at(&format!("{year}-02-28T09:00")));
                assert!(!text.contains('-'), "{text}");
            }
        }
    }
}
