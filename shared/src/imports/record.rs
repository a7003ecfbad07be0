//! An import as its screen shows it.

use serde::{Deserialize, Serialize};

use super::{ImportKind, ImportMapping, Trouble};
use crate::{ids::ImportId, record::Meta, values::Stamp};

text_enum! {
    /// Where an import stands.
    ImportState {
        /// The file is here.
        Read = "read",
        Checking = "checking",
        Checked = "checked",
        Running = "running",
        Done = "done",
        Undone = "undone",
    }
}

text_enum! {
    /// How a text file is written.
    TextEncoding {
        Utf8 = "utf_8",
        Utf16 = "utf_16",
        Windows1254 = "windows_1254",
        Windows1252 = "windows_1252",
        Windows1251 = "windows_1251",
        Windows1256 = "windows_1256",
    }
}

text_enum! {
    /// What stands between two cells of a text file.
    Delimiter { Comma = "comma", Semicolon = "semicolon", Tab = "tab" }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetName {
    pub name: String,
    /// Who opens the workbook does not see it.
    pub hidden: bool,
}

/// How the file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSource {
    /// Of a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<TextEncoding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// Of a workbook.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetName>,
    /// The one that was read, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<u16>,
    /// Characters that the encoding does not know: probably it is another one.
    #[serde(default)]
    pub unreadable: u32,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportColumn {
    /// Its header; empty if it has none.
    pub name: String,
    /// Its first values.
    pub samples: Vec<String>,
}

/// What is wrong with several rows alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemGroup {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u16>,
    pub trouble: Trouble,
    pub rows: u32,
    /// The first of them.
    pub first: Vec<RowProblem>,
}

/// What is wrong with a row. Rows are counted as the spreadsheet counts them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowProblem {
    pub row: u32,
    /// From 0; left out if it is about the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u16>,
    pub trouble: Trouble,
    /// The beginning of what stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The number of a case, or a row further up: whom it is a double of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// Some of the problems, in the order of the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemPage {
    pub items: Vec<RowProblem>,
    /// `after` of the next ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i32>,
}

/// An import of the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SameFile {
    pub id: ImportId,
    pub at: Stamp,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRecord {
    pub id: ImportId,
    #[serde(flatten)]
    pub meta: Meta,
    pub kind: ImportKind,
    pub state: ImportState,
    /// Checking or running ended before its end: nothing came of it, and it can be begun again.
    pub stopped: bool,
    pub rows: i64,
    /// Rows that were gone through so far.
    pub done: i64,
    /// Rows that cannot be brought in.
    pub wrong: i64,
    /// Rows that cost more than the office's limit: they come in as `requested` and wait for another supervisor.
    pub waits: i64,
    /// Rows about people who may be known already.
    pub doubles: i64,
    /// Cases or services that were made.
    pub made: i64,
    /// Of those, what stayed when the rest was undone, because somebody had gone on with it.
    pub kept: i64,
    pub source: ImportSource,
    pub columns: Vec<ImportColumn>,
    /// The mapping it was checked with, or what its headers suggest; without its meanings.
    pub mapping: ImportMapping,
    /// The mapping is the one that a file with these headers had before.
    pub remembered: bool,
    pub problems: Vec<ProblemGroup>,
    /// This very file was brought in already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same: Option<SameFile>,
    /// Until when a file that is not brought in is kept.
    pub expires_at: Stamp,
    /// Until when it can be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_until: Option<Stamp>,
}

/// Body of `POST /imports/{import}/run`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRun {
    /// Also if this very file was brought in already.
    pub again: bool,
}
