//! The fixed periods figures are published for: months, quarters and years, nothing else.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::{NaiveDate, ValueError};

/// A calendar month, quarter or year; in text `2026-03`, `2026-Q1`, `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-Q1", pattern = r"^20[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]))?$"))]
pub struct Period(Place);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    year: u16,
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Span {
    Month(u8),
    Quarter(u8),
    Year,
}

impl Period {
    /// A month, 1 to 12; `None` otherwise.
    #[must_use]
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self(Place { year, span: Span::Month(month) }))
    }

    /// A quarter, 1 to 4; `None` otherwise.
    #[must_use]
    pub fn quarter(year: u16, quarter: u8) -> Option<Self> {
        (1..=4).contains(&quarter).then_some(Self(Place { year, span: Span::Quarter(quarter) }))
    }

    /// A whole year.
    #[must_use]
    pub fn year(year: u16) -> Self {
        Self(Place { year, span: Span::Year })
    }

    /// The periods this one is made of: none for a month, three months for a quarter, four quarters for a year.
    #[must_use]
    pub fn parts(self) -> Vec<Self> {
        let part = |span| Self(Place { year: self.0.year, span });
        match self.0.span {
            Span::Month(_) => Vec::new(),
            Span::Quarter(quarter) => (1..=3).map(|month| part(Span::Month(3 * (quarter - 1) + month))).collect(),
            Span::Year => (1..=4).map(|quarter| part(Span::Quarter(quarter))).collect(),
        }
    }
}

impl Period {
    /// Reads `2026-03`, `2026-Q1` or `2026`, of this century.
    ///
    /// # Errors
    /// [`ValueError::ImpossibleDate`] for anything else.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        let (year, rest) = text.split_at_checked(4).ok_or(ValueError::ImpossibleDate)?;
        let year = number(year).filter(|year| (2000..2100).contains(year)).ok_or(ValueError::ImpossibleDate)?;
        let part = |digits: &str, long: usize| {
            if digits.len() == long { number(digits).and_then(|number| u8::try_from(number).ok()) } else { None }
        };
        let found = match (rest, rest.strip_prefix("-Q"), rest.strip_prefix('-')) {
            ("", _, _) => Some(Self::year(year)),
            (_, Some(quarter), _) => part(quarter, 1).and_then(|quarter| Self::quarter(year, quarter)),
            (_, _, Some(month)) => part(month, 2).and_then(|month| Self::month(year, month)),
            _ => None,
        };
        found.ok_or(ValueError::ImpossibleDate)
    }

    /// The year it lies in.
    #[must_use]
    pub const fn in_year(self) -> u16 {
        self.0.year
    }

    /// The months it is made of: itself, if it is one.
    #[must_use]
    pub fn months(self) -> Vec<Self> {
        let parts = self.parts();
        if parts.is_empty() { vec![self] } else { parts.into_iter().flat_map(Self::months).collect() }
    }

    /// Its first day, and the day after its last.
    #[must_use]
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let (month, months) = match self.0.span {
            Span::Month(month) => (month, 1),
            Span::Quarter(quarter) => (3 * (quarter - 1) + 1, 3),
            Span::Year => (1, 12),
        };
        let day = |month: u8| {
            let (year, month) = if month > 12 { (self.0.year + 1, month - 12) } else { (self.0.year, month) };
            NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), 1).unwrap_or_default()
        };
        (day(month), day(month + months))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.span {
            Span::Month(month) => write!(f, "{}-{month:02}", self.0.year),
            Span::Quarter(quarter) => write!(f, "{}-Q{quarter}", self.0.year),
            Span::Year => write!(f, "{}", self.0.year),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_quarters_of_three_months() {
        let months: Vec<Period> = Period::year(2026).parts().into_iter().flat_map(Period::parts).collect();
        let expected: Vec<Period> = (1..=12).filter_map(|month| Period::month(2026, month)).collect();
        assert_eq!(months, expected);
        assert!(Period::month(2026, 1).unwrap().parts().is_empty());
        assert_eq!(Period::month(2026, 13), None);
        assert_eq!(Period::quarter(2026, 0), None);
    }

    #[test]
    fn a_period_reads_what_it_writes_and_nothing_else() {
        let year = Period::year(2026);
        let all = year.months().into_iter().chain(year.parts()).chain([year]);
        for period in all {
            assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }
        for text in [
            "",
            "26",
            "2026-",
            "2026-1",
            "2026-13",
            "2026-00",
            "2026-Q0",
            "2026-Q5",
            "2026-q1",
            "1999",
            "2026-+1",
            "２０２６",
        ] {
            assert_eq!(Period::parse(text), Err(ValueError::ImpossibleDate), "{text}");
        }
    }

    #[test]
    fn a_period_knows_its_days() {
        let days = |text: &str| Period::parse(text).map(|period| period.days()).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(days("2026-12").unwrap(), "2026-12-01 2027-01-01");
        assert_eq!(days("2026-Q4").unwrap(), "2026-10-01 2027-01-01");
        assert_eq!(days("2026").unwrap(), "2026-01-01 2027-01-01");
        assert_eq!(days("2024-02").unwrap(), "2024-02-01 2024-03-01");
    }
}
