//! Cells and rows as the process that reads a spreadsheet hands them over: lines of JSON, the sheet first.

use serde::{Deserialize, Serialize};
use yaninda_shared::{
    imports::{ImportColumn, ImportKind, ImportSource, MAX_COLUMNS, guess},
    values::NaiveDate,
};

/// Most characters of a cell that are handed over: more than any value may have.
const LONGEST: usize = 10_100;
/// Values shown of each column, and most characters of each.
const SAMPLES: usize = 3;
const SHOWN: usize = 60;

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Cell {
    #[serde(rename = "t")]
    Text(String),
    /// A number of a workbook, with a point.
    #[serde(rename = "n")]
    Number(f64),
    /// A day of a workbook.
    #[serde(rename = "d")]
    Day(NaiveDate),
    /// Covered by the cell it was merged with.
    #[serde(rename = "m")]
    Merged,
    /// A formula that nobody has worked out.
    #[serde(rename = "f")]
    NoValue,
    /// A formula that came to nothing.
    #[serde(rename = "e")]
    Error,
}

impl Cell {
    /// Of a text; `None` if there is nothing in it.
    pub(super) fn text(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self::Text(text.chars().take(LONGEST).collect()))
    }

    /// As a person reads it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Merged | Self::NoValue | Self::Error => String::new(),
        }
    }

    /// Its beginning.
    pub(super) fn beginning(&self) -> Option<String> {
        Some(self.shown().chars().take(SHOWN).collect::<String>()).filter(|shown| !shown.is_empty())
    }
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Its number as a spreadsheet shows it.
    #[serde(rename = "r")]
    pub row: u32,
    #[serde(rename = "c")]
    pub cells: Vec<Option<Cell>>,
    /// Something stands where no column is.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub extra: bool,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Sheet {
    pub source: ImportSource,
    pub columns: Vec<ImportColumn>,
    pub rows: usize,
}

/// Puts rows together to a sheet: the first row of at least two cells is its header.
pub(super) struct Gather {
    most: usize,
    columns: Vec<ImportColumn>,
    /// The only row so far: a title, or the header of a single column.
    alone: Option<Line>,
    pub rows: usize,
    pub out: Vec<u8>,
}

/// There are more rows or columns than may be.
pub(super) struct TooMany;

impl Gather {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, columns: Vec::new(), alone: None, rows: 0, out: Vec::new() }
    }

    /// Takes the next row.
    pub(super) fn take(&mut self, row: u32, mut cells: Vec<Option<Cell>>) -> Result<(), TooMany> {
        let filled = cells.iter().filter(|cell| !matches!(cell, None | Some(Cell::Merged))).count();
        if filled == 0 {
            return Ok(());
        }
        if self.columns.is_empty() {
            if filled == 1 && self.alone.is_none() {
                self.alone = Some(Line { row, cells, extra: false });
                return Ok(());
            }
            if filled >= 2 {
                return self.begin(&cells);
            }
            // Two rows of one cell each: the first is the header.
            if let Some(header) = self.alone.take() {
                self.begin(&header.cells)?;
            }
        }
        let extra = cells.iter().skip(self.columns.len()).any(Option::is_some);
        cells.truncate(self.columns.len());
        for (column, cell) in self.columns.iter_mut().zip(&cells) {
            if let Some(shown) = cell.as_ref().and_then(Cell::beginning)
                && column.samples.len() < SAMPLES
                && !column.samples.contains(&shown)
            {
                column.samples.push(shown);
            }
        }
        while matches!(cells.last(), Some(None)) {
            cells.pop();
        }
        self.rows += 1;
        if self.rows > self.most {
            return Err(TooMany);
        }
        // Writing to memory does not fail.
        let _ = serde_json::to_writer(&mut self.out, &Line { row, cells, extra });
        self.out.push(b'\n');
        Ok(())
    }

    fn begin(&mut self, header: &[Option<Cell>]) -> Result<(), TooMany> {
        let width = header.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        if width > MAX_COLUMNS {
            return Err(TooMany);
        }
        let name = |cell: &Option<Cell>| cell.as_ref().and_then(Cell::beginning).unwrap_or_default();
        self.columns =
            header.iter().take(width).map(|cell| ImportColumn { name: name(cell), samples: Vec::new() }).collect();
        Ok(())
    }

    /// How many of its headers are understood.
    pub(super) fn understood(&self, kind: ImportKind) -> usize {
        let headers: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        guess(kind, &headers).iter().flatten().count()
    }

    /// The sheet and its rows, as lines.
    pub(super) fn finish(self, source: ImportSource) -> Vec<u8> {
        let sheet = Sheet { source, columns: self.columns, rows: self.rows };
        let mut lines = serde_json::to_vec(&sheet).unwrap_or_default();
        lines.push(b'\n');
        lines.extend_from_slice(&self.out);
        lines
    }
}
