//! A table being counted: rows, columns and their totals.

use std::collections::HashMap;

use yaninda_shared::reports::{Figures, ReportTable};

/// Counts by the codes of a table's axes.
pub(super) struct Grid {
    table: ReportTable,
    rows: Vec<String>,
    columns: Vec<String>,
    row_of: HashMap<String, usize>,
    column_of: HashMap<String, usize>,
    counts: Vec<u64>,
}

fn places(codes: &[String]) -> HashMap<String, usize> {
    codes.iter().cloned().enumerate().map(|(at, code)| (code, at)).collect()
}

impl Grid {
    /// With the rows and columns of the table's axes.
    pub fn of(table: ReportTable) -> Self {
        let (rows, _) = table.axes();
        Self::with_rows(table, rows.categories().into_iter().map(str::to_owned).collect())
    }

    /// With rows of its own.
    pub fn with_rows(table: ReportTable, rows: Vec<String>) -> Self {
        let columns: Vec<String> = table.axes().1.categories().into_iter().map(str::to_owned).collect();
        let counts = vec![0; (rows.len() + 1) * (columns.len() + 1)];
        let (row_of, column_of) = (places(&rows), places(&columns));
        Self { table, rows, columns, row_of, column_of, counts }
    }

    /// Counts so many in this row and column, and in the totals; a code that is not there counts in the totals only.
    pub fn add(&mut self, row: &str, column: &str, many: u64) {
        let width = self.columns.len() + 1;
        let own = (self.row_of.get(row).copied(), self.column_of.get(column).copied());
        let rows = [own.0, Some(self.rows.len())];
        let columns = [own.1, Some(self.columns.len())];
        for row in rows.into_iter().flatten() {
            for column in columns.into_iter().flatten() {
                if let Some(count) = self.counts.get_mut(row * width + column) {
                    *count += many;
                }
            }
        }
    }

    /// As it is shown.
    pub fn show(self) -> Figures {
        let cells: Vec<Option<u64>> = self.counts.into_iter().map(Some).collect();
        Figures::new(self.table, &self.rows, &self.columns, &cells)
    }
}
