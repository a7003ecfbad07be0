//! Exact figures before suppression. Never published; supervisors' own lists only.

use crate::disclosure::{period::Period, shape::Parts, shape::Shape};
use thiserror::Error;

/// What is counted, and how its counts combine over time and over offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The name of what is counted, the same in every table that counts it: equal margins are then known to be equal.
    pub code: String,
    /// Events partition time; people overlap (a person seen in two months is one person in the quarter).
    pub over_time: Parts,
    /// Events partition offices; people do too unless a person can be with two offices in one period.
    pub over_offices: Parts,
}

/// Whose figures: one office's, or those of several offices together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One office, by its number.
    Office(u32),
    /// All the offices listed, which must be every office of the programme in that period.
    All(Vec<u32>),
}

/// Exact counts of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    measure: Measure,
    period: Period,
    scope: Scope,
    shape: Shape,
    counts: Vec<u64>,
    people: Option<Vec<u64>>,
}

/// The figures do not form a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadTable {
    /// There is not one count per cell.
    #[error("the table has {cells} cells but {counts} counts")]
    Length {
        /// Cells of the shape.
        cells: usize,
        /// Counts given.
        counts: usize,
    },
    /// A count is over [`Table::MOST`].
    #[error("a count is greater than can be handled exactly")]
    TooGreat,
    /// A total does not agree with its parts.
    #[error("the total in cell {total} does not agree with its parts")]
    Total {
        /// Number of the total's cell.
        total: usize,
    },
    /// A cell of events has more people than events, or events without people.
    #[error("cell {cell} counts events and people that cannot both be right")]
    People {
        /// Number of the cell.
        cell: usize,
    },
}

impl Table {
    /// The greatest count: sums over a table and a year stay far inside 64 bits.
    pub const MOST: u64 = 1_000_000_000;

    /// A table of `counts`, one per cell of `shape`, margins included.
    ///
    /// `people`: for a table of events, how many distinct people stand behind each cell, so that forty services to one
    /// person are not taken for forty people; `None` for a table of people.
    ///
    /// # Errors
    /// [`BadTable`], if lengths or totals disagree.
    pub fn new(
        measure: Measure,
        period: Period,
        scope: Scope,
        shape: Shape,
        counts: Vec<u64>,
        people: Option<Vec<u64>>,
    ) -> Result<Self, BadTable> {
        let cells = shape.cells();
        for counts in std::iter::once(&counts).chain(people.as_ref()) {
            if counts.len() != cells {
                return Err(BadTable::Length { cells, counts: counts.len() });
            }
        }
        if counts.iter().any(|&count| count > Self::MOST) {
            return Err(BadTable::TooGreat);
        }
        let people_fit = |(&events, &people): (&u64, &u64)| people <= events && (people == 0) == (events == 0);
        let wrong = people.iter().flat_map(|people| counts.iter().zip(people)).position(|pair| !people_fit(pair));
        if let Some(cell) = wrong {
            return Err(BadTable::People { cell });
        }
        let table = Self { measure, period, scope, shape, counts, people };
        for line in table.shape.lines() {
            let parts = line.parts.iter().map(|&part| table.count(part));
            if !agrees(table.count(line.total), parts, line.rule) {
                return Err(BadTable::Total { total: line.total });
            }
        }
        Ok(table)
    }

    /// What is counted.
    #[must_use]
    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// When.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// Whose.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The dimensions.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The exact count of a cell; 0 outside the table.
    #[must_use]
    pub fn count(&self, cell: usize) -> u64 {
        self.counts.get(cell).copied().unwrap_or(0)
    }

    /// Distinct people behind a cell: the count itself in a table of people.
    #[must_use]
    pub fn people(&self, cell: usize) -> u64 {
        self.people.as_ref().map_or_else(|| self.count(cell), |people| people.get(cell).copied().unwrap_or(0))
    }

    /// Whether the other table has the same measure and dimensions, so that periods and offices relate.
    pub(crate) fn same_kind(&self, other: &Self) -> bool {
        self.measure.code == other.measure.code && self.shape == other.shape
    }
}

/// Whether a total and its parts obey the rule.
pub(crate) fn agrees(total: u64, parts: impl Iterator<Item = u64>, rule: Parts) -> bool {
    let (sum, greatest) = parts.fold((0, 0), |(sum, greatest): (u64, u64), part| (sum + part, greatest.max(part)));
    match rule {
        Parts::Partition => sum == total,
        Parts::Overlapping => greatest <= total && total <= sum,
    }
}
