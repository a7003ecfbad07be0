//! `yaninda read-sheet`: what the server starts for each spreadsheet, under limits of its own.

use clap::Args;

use super::failure::Failure;
use crate::imports::{Wish, read_own_input};

/// How to read it.
#[derive(Args, Debug)]
pub(super) struct ReadSheet {
    /// Encoding of a text file
    #[arg(long)]
    encoding: Option<String>,
    /// What stands between its cells
    #[arg(long)]
    delimiter: Option<String>,
    /// Sheet of a workbook, from 0
    #[arg(long)]
    sheet: Option<u16>,
    /// What the rows should be: of several sheets the one whose headers say most of it is read
    #[arg(long)]
    kind: Option<String>,
    /// Most rows
    #[arg(long)]
    most: usize,
}

/// Writes the sheet and its rows to standard output as lines of JSON. Exit codes: 10 broken, 11 too large, 12 encrypted.
pub(super) fn run(sheet: &ReadSheet) -> Result<(), Failure> {
    let (encoding, delimiter) = (sheet.encoding.as_deref(), sheet.delimiter.as_deref());
    let wish = Wish::new(encoding, delimiter, sheet.sheet, sheet.kind.as_deref());
    Ok(read_own_input(wish, sheet.most)??)
}
