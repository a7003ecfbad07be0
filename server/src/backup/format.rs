//! What is inside a backup file, after `age --decrypt` and `gunzip`: lines of JSON.
//!
//! - `{"backup":{…}}` is the first: the version of this format, which part it is, when it was made, and the migrations
//!   the database had run; in the keys part also the root key.
//! - `{"table":{"name":…,"columns":[…]}}` begins a table. Tables come in the order of their names.
//! - `[…]` is a row of that table in the order of its columns: ids and bytes in hexadecimal, days as `YYYY-MM-DD`, times
//!   in microseconds, yes and no as 1 and 0.
//! - `{"end":{…}}` is the last: the rows of every table and SHA-256 of every line before it. In the data part also a keyed
//!   hash of that, under a key of the keys part, which shows that nobody else made the data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yaninda_shared::{sensitive::Sensitive, values::Stamp};

/// The version this program writes and reads.
pub(super) const VERSION: u32 = 1;

/// The tables of the keys part.
pub(super) const KEY_TABLES: &[&str] = &["case_keys", "office_keys", "system_keys"];

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Data,
    Keys,
}

impl Part {
    /// Whether a table belongs to this part.
    pub(super) fn holds(self, table: &str) -> bool {
        KEY_TABLES.contains(&table) == (self == Self::Keys)
    }
}

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) version: u32,
    pub(super) part: Part,
    pub(super) made_at: Stamp,
    pub(super) migrations: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) root_key: Option<Sensitive<String>>,
}

/// The line that begins a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TableHead {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
}

/// The last line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    /// Rows of every table.
    pub(super) rows: BTreeMap<String, u64>,
    /// Of every line before this one, with its line feed; hexadecimal.
    pub(super) sha256: String,
    /// Keyed hash of the same; hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tag: Option<String>,
}

/// Any line that is not a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mark {
    Backup(Head),
    Table(TableHead),
    End(End),
}
