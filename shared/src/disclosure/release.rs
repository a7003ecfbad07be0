//! A table as it is published: decided once, stored, never changed.

use crate::disclosure::{table::Table, threshold::Threshold};

/// What a reader sees of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// The exact count.
    Shown(u64),
    /// Nothing. One mark for all hidden cells, small ones and those hidden to protect them, so that the mark itself
    /// says nothing about the value.
    Hidden,
}

/// A table with its suppression. Stored whole; only [`Release::cells`] may leave the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    table: Table,
    threshold: Threshold,
    shown: Vec<bool>,
}

impl Release {
    /// Rebuilds a release from storage. `shown` has one entry per cell; missing entries are hidden.
    #[must_use]
    pub fn stored(table: Table, threshold: Threshold, shown: Vec<bool>) -> Self {
        Self { table, threshold, shown }
    }

    /// The published cells in cell order, as many as the shape has.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        (0..self.table.shape().cells())
            .map(|cell| if self.is_shown(cell) { Cell::Shown(self.table.count(cell)) } else { Cell::Hidden })
    }

    /// Whether a cell is shown.
    #[must_use]
    pub fn is_shown(&self, cell: usize) -> bool {
        self.shown.get(cell).copied().unwrap_or(false)
    }

    /// The exact table, for supervisors and for later decisions; never for managers.
    #[must_use]
    pub fn exact(&self) -> &Table {
        &self.table
    }

    /// The threshold in force when this was decided.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        self.threshold
    }
}
