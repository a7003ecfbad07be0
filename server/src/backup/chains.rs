//! Walking the audit chains of a backup while it is read.

use std::{collections::BTreeMap, path::PathBuf};

use data_encoding::HEXLOWER;
use serde_json::Value;
use uuid::Uuid;
use yaninda_shared::{
    ids::{CaseId, DeviceId, OfficeId, RawId, UserId},
    values::Stamp,
};

use super::{
    BackupError,
    format::{Head, TableHead},
    read::Take,
};
use crate::audit::{Chain, Finding, StoredEntry};

/// The chains of all offices, and what is wrong with them.
pub(super) struct Chains {
    path: PathBuf,
    table: Option<TableHead>,
    walks: BTreeMap<OfficeId, Result<Chain, Finding>>,
    wrong: Vec<String>,
}

impl Chains {
    /// Before the first entry of this file.
    pub(super) fn begin(path: PathBuf) -> Self {
        Self { path, table: None, walks: BTreeMap::new(), wrong: Vec::new() }
    }

    /// What is wrong, if anything.
    pub(super) fn end(mut self) -> Result<(), BackupError> {
        let headless = self.walks.keys().map(|office| format!("office {}: its chain has no head", office.uuid()));
        self.wrong.extend(headless);
        if self.wrong.is_empty() {
            return Ok(());
        }
        Err(BackupError::told(format!(
            "the audit log in {} is not whole\n{}",
            self.path.display(),
            self.wrong.join("\n")
        )))
    }

    fn entry(&mut self, row: &Row) -> Option<()> {
        let office = OfficeId::from_raw(row.id("office_id")?);
        let entry = StoredEntry {
            seq: row.number("seq")?,
            at: Stamp::from_micros(row.number("at")?),
            user: row.id("user_id").map(UserId::from_raw),
            device: row.id("device_id").map(DeviceId::from_raw),
            action: row.text("action")?,
            kind: row.text("kind")?,
            case: row.id("case_id").map(CaseId::from_raw),
            ids: row.bytes("ids")?,
            fields: row.text("fields")?,
            hash: row.bytes("hash")?,
        };
        let walk = self.walks.entry(office).or_insert_with(|| Ok(Chain::begin(office)));
        if let Ok(chain) = walk
            && let Err(finding) = chain.follow(entry)
        {
            *walk = Err(finding);
        }
        Some(())
    }

    fn head(&mut self, row: &Row) -> Option<()> {
        let office = OfficeId::from_raw(row.id("office_id")?);
        let (seq, hash) = (row.number("seq")?, row.bytes("hash")?);
        let walk = self.walks.remove(&office).unwrap_or_else(|| Ok(Chain::begin(office)));
        let finding = walk.map_or_else(|finding| finding, |chain| chain.end(seq, &hash));
        self.wrong.extend(finding.wrong().map(|why| format!("office {}: {why}", office.uuid())));
        Some(())
    }
}

impl Take for Chains {
    fn head(&mut self, _: &Head) -> Result<(), BackupError> {
        Ok(())
    }

    fn table(&mut self, table: &TableHead) -> Result<(), BackupError> {
        self.table = ["audit_entries", "audit_heads"].contains(&table.name.as_str()).then(|| table.clone());
        Ok(())
    }

    fn row(&mut self, line: &str) -> Result<(), BackupError> {
        let Some(table) = self.table.take() else { return Ok(()) };
        let row = Row { columns: &table.columns, values: serde_json::from_str(line).unwrap_or_default() };
        let understood = if table.name == "audit_heads" { self.head(&row) } else { self.entry(&row) };
        self.table = Some(table);
        understood.ok_or_else(|| BackupError::damaged(&self.path, "an entry of the audit log is not understood"))
    }
}

/// A row by the names of its columns.
struct Row<'a> {
    columns: &'a [String],
    values: Vec<Value>,
}

impl Row<'_> {
    fn value(&self, column: &str) -> Option<&Value> {
        self.values.get(self.columns.iter().position(|name| name == column)?)
    }

    fn number(&self, column: &str) -> Option<i64> {
        self.value(column)?.as_i64()
    }

    fn text(&self, column: &str) -> Option<String> {
        self.value(column)?.as_str().map(str::to_owned)
    }

    fn bytes(&self, column: &str) -> Option<Vec<u8>> {
        HEXLOWER.decode(self.value(column)?.as_str()?.as_bytes()).ok()
    }

    fn id(&self, column: &str) -> Option<RawId> {
        Uuid::from_slice(&self.bytes(column)?).ok().map(RawId)
    }
}
