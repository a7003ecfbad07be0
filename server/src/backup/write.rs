//! Writing one part as lines.

use std::{collections::BTreeMap, io::Write};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{
    BackupError,
    format::{End, Head, Mark, TableHead},
    tables::Table,
};
use crate::db::AnyConnection;

/// The lines of one part, on their way into its file.
pub(super) struct Lines<'a> {
    out: &'a mut dyn Write,
    fail: &'a dyn Fn(std::io::Error) -> BackupError,
    hash: Sha256,
    rows: BTreeMap<String, u64>,
}

impl<'a> Lines<'a> {
    /// Begins with the first line. `fail` names the file in an error.
    pub(super) fn begin(
        out: &'a mut dyn Write,
        fail: &'a dyn Fn(std::io::Error) -> BackupError,
        head: Head,
    ) -> Result<Self, BackupError> {
        let mut lines = Self { out, fail, hash: Sha256::new(), rows: BTreeMap::new() };
        lines.mark(&Mark::Backup(head))?;
        Ok(lines)
    }

    /// Writes a whole table; `done` hears of each row.
    pub(super) fn table(
        &mut self,
        conn: &mut AnyConnection,
        table: &Table,
        mut done: impl FnMut(),
    ) -> Result<(), BackupError> {
        self.mark(&Mark::Table(TableHead { name: table.name.clone(), columns: table.columns.clone() }))?;
        let mut count = 0;
        table.each_row(conn, |row| {
            count += 1;
            done();
            self.line(row)
        })?;
        self.rows.insert(table.name.clone(), count);
        Ok(())
    }

    /// Writes the last line; `tag` makes the keyed hash of what came before, if there is to be one.
    pub(super) fn end(mut self, tag: impl FnOnce(&[u8]) -> Option<String>) -> Result<End, BackupError> {
        let sum = self.hash.clone().finalize();
        let end = End { rows: std::mem::take(&mut self.rows), sha256: HEXLOWER.encode(&sum), tag: tag(&sum) };
        self.mark(&Mark::End(end.clone()))?;
        Ok(end)
    }

    fn mark(&mut self, mark: &Mark) -> Result<(), BackupError> {
        let text = serde_json::to_string(mark).map_err(|error| BackupError::told(error.to_string()))?;
        self.line(&zeroize::Zeroizing::new(text))
    }

    fn line(&mut self, text: &str) -> Result<(), BackupError> {
        self.hash.update(text);
        self.hash.update("\n");
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.write_all(b"\n")).map_err(self.fail)
    }
}
