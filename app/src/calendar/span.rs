//! Which days are shown, and the address that shows them. Weeks begin on Monday, as they do where the programme works.

use chrono::{Datelike, Days};
use yaninda_shared::values::NaiveDate;

/// How much is shown at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Day,
    Week,
}

impl View {
    /// As it stands in the address.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Day, Self::Week].into_iter().find(|view| view.as_str() == text)
    }
}

/// The days of the week around a day.
pub(super) fn week_of(day: NaiveDate) -> Vec<NaiveDate> {
    let back = Days::new(day.weekday().num_days_from_monday().into());
    let monday = day.checked_sub_days(back).unwrap_or(day);
    (0..7).filter_map(|ahead| monday.checked_add_days(Days::new(ahead))).collect()
}

/// The same day so many views later, or earlier.
pub(super) fn moved(day: NaiveDate, view: View, by: i64) -> NaiveDate {
    let days = match view {
        View::Day => by,
        View::Week => by * 7,
    };
    day.checked_add_signed(chrono::Duration::days(days)).unwrap_or(day)
}

/// Address of a day in a view.
pub(super) fn address(day: NaiveDate, view: View) -> String {
    format!("/calendar?view={}&day={day}", view.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday_also_over_the_end_of_a_year() {
        let week = week_of(day("2027-01-01"));
        assert_eq!((week.len(), week[0], week[6]), (7, day("2026-12-28"), day("2027-01-03")));
        assert_eq!(week_of(day("2026-11-23")), week_of(day("2026-11-29")));
    }

    #[test]
    fn going_on_keeps_the_weekday() {
        assert_eq!(moved(day("2026-11-25"), View::Week, -1), day("2026-11-18"));
        assert_eq!(moved(day("2026-11-30"), View::Day, 1), day("2026-12-01"));
        assert_eq!(View::parse("week"), Some(View::Week));
        assert_eq!(View::parse("month"), None);
    }
}
