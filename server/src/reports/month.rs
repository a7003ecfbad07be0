//! Months as reports and lists name them: `2026-11`.

use chrono::{Datelike, Months};
use yaninda_shared::values::NaiveDate;

/// A calendar month between 1900 and 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month(NaiveDate);

impl Month {
    /// Reads exactly seven characters: chrono would also read `2026-1`.
    pub fn parse(text: &str) -> Option<Self> {
        let first: NaiveDate = if text.len() == 7 { format!("{text}-01").parse().ok()? } else { return None };
        (1900..=2100).contains(&first.year()).then_some(Self(first))
    }

    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// The first day after it.
    pub fn end(self) -> NaiveDate {
        self.plus(1).0
    }

    /// So many months later.
    pub fn plus(self, months: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(months)).unwrap_or(self.0))
    }

    /// So many months earlier.
    pub fn minus(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    /// How many months later another is; negative if it is earlier.
    pub fn until(self, other: Self) -> i32 {
        let count = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
        count(other.0) - count(self.0)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_written_and_moved() {
        let month = |text| Month::parse(text).expect("a month");
        let december = month("2023-12");
        assert_eq!(
            (december.plus(1).to_string(), december.minus(12).to_string()),
            ("2024-01".into(), "2022-12".into())
        );
        assert_eq!((december.until(month("2024-04")), december.until(month("2023-08"))), (4, -4));
        assert_eq!(Month::of("2023-12-19".parse().expect("a day")), december);
        assert_eq!(december.end().to_string(), "2024-01-01");
        for bad in ["2026-1", "2026-13", "2026", "", "2026-11-01", "1899-12", "9999-12"] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }
}
