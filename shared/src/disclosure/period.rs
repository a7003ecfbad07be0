//! The fixed periods figures are published for: months, quarters and years, nothing else.

/// A calendar month, quarter or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
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
        (1..=12).contains(&month).then_some(Self { year, span: Span::Month(month) })
    }

    /// A quarter, 1 to 4; `None` otherwise.
    #[must_use]
    pub fn quarter(year: u16, quarter: u8) -> Option<Self> {
        (1..=4).contains(&quarter).then_some(Self { year, span: Span::Quarter(quarter) })
    }

    /// A whole year.
    #[must_use]
    pub fn year(year: u16) -> Self {
        Self { year, span: Span::Year }
    }

    /// The periods this one is made of: none for a month, three months for a quarter, four quarters for a year.
    #[must_use]
    pub fn parts(self) -> Vec<Self> {
        let part = |span| Self { year: self.year, span };
        match self.span {
            Span::Month(_) => Vec::new(),
            Span::Quarter(quarter) => (1..=3).map(|month| part(Span::Month(3 * (quarter - 1) + month))).collect(),
            Span::Year => (1..=4).map(|quarter| part(Span::Quarter(quarter))).collect(),
        }
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
}
