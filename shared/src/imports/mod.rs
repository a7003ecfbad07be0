//! Bringing in cases and services from spreadsheets: file, columns, check, all or nothing, undo within a day.

mod field;
mod guess;
mod mapping;
mod record;
mod trouble;

pub use field::{ImportField, ImportKind, letter};
pub use guess::guess;
pub use mapping::{ConsentTerms, DateOrder, Doubles, ImportMapping, Meaning};
pub use record::{
    Delimiter, ImportColumn, ImportRecord, ImportRun, ImportSource, ImportState, ProblemGroup, ProblemPage, RowProblem,
    SameFile, SheetName, TextEncoding,
};
pub use trouble::Trouble;

/// Most bytes of a file.
pub const MAX_BYTES: usize = 24 * 1024 * 1024;
/// Most columns that hold anything.
pub const MAX_COLUMNS: usize = 200;
/// Hours after which a file that was not brought in is forgotten, and for which what was brought in can be undone.
pub const KEPT_HOURS: i64 = 24;
