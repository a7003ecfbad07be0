//! Reading a part: decrypted, unpacked, and checked against its own last line.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use age::Identity;
use data_encoding::HEXLOWER;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};

use super::{
    BackupError, crypt,
    file::Counting,
    format::{End, Head, Mark, Part, TableHead, VERSION},
};

/// A line is at most so long: many times the largest row.
const LONGEST: u64 = 64 << 20;

/// Takes what a part holds, in its order. What it was given is good only once the whole part was read.
pub(super) trait Take {
    fn head(&mut self, head: &Head) -> Result<(), BackupError>;
    fn table(&mut self, table: &TableHead) -> Result<(), BackupError>;
    fn row(&mut self, line: &str) -> Result<(), BackupError>;
}

/// Reads the whole part; `heard` hears of the bytes that are read, of how many.
pub(super) fn read(
    path: &Path,
    identities: &[&dyn Identity],
    part: Part,
    take: &mut dyn Take,
    heard: &mut dyn FnMut(u64, u64),
) -> Result<(Head, End), BackupError> {
    let file = File::open(path).map_err(|error| BackupError::file(path, error))?;
    let total = file.metadata().map_err(|error| BackupError::file(path, error))?.len();
    let (counting, done) = Counting::new(file);
    let mut opened = crypt::open(BufReader::new(counting), path, identities.iter().copied())?;
    let mut lines = Lines { input: opened.lines(), path, hash: Sha256::new() };
    let head = match lines.next_mark()? {
        Some(Mark::Backup(head)) => head,
        _ => return Err(BackupError::told(format!("{} is no backup of Yanında", path.display()))),
    };
    if head.version != VERSION {
        return Err(BackupError::told(format!(
            "{} is of version {} of the format, and this program reads version {VERSION}; use a newer one",
            path.display(),
            head.version
        )));
    }
    if head.part != part {
        let (is, wanted) = if part == Part::Data { ("keys", "data") } else { ("data", "keys") };
        return Err(BackupError::told(format!("{} holds the {is} of a backup, not its {wanted}", path.display())));
    }
    take.head(&head)?;
    let end = lines.body(take, &mut || heard(done.get(), total))?;
    if !opened.ends_here().map_err(|error| BackupError::reading(path, error))? {
        return Err(BackupError::damaged(path, "something follows its last line"));
    }
    heard(total, total);
    Ok((head, end))
}

struct Lines<'a, R> {
    input: &'a mut R,
    path: &'a Path,
    hash: Sha256,
}

impl<R: BufRead> Lines<'_, R> {
    /// The next line without its line feed, not yet summed up; nothing at the end.
    fn next(&mut self) -> Result<Option<String>, BackupError> {
        let mut line = Vec::new();
        let fail = |error| BackupError::reading(self.path, error);
        self.input.by_ref().take(LONGEST).read_until(b'\n', &mut line).map_err(fail)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(BackupError::damaged(self.path, "a line does not end"));
        }
        String::from_utf8(line).map(Some).map_err(|_| BackupError::damaged(self.path, "a line is no text"))
    }

    fn next_mark(&mut self) -> Result<Option<Mark>, BackupError> {
        let Some(line) = self.next()? else { return Ok(None) };
        self.sum(&line);
        Ok(serde_json::from_str(&line).ok())
    }

    fn sum(&mut self, line: &str) {
        self.hash.update(line);
        self.hash.update("\n");
    }

    /// Everything after the first line.
    fn body(&mut self, take: &mut dyn Take, heard: &mut dyn FnMut()) -> Result<End, BackupError> {
        let damaged = |path, why: &str| Err(BackupError::damaged(path, why));
        let mut rows: BTreeMap<String, u64> = BTreeMap::new();
        let mut table: Option<TableHead> = None;
        while let Some(line) = self.next()? {
            if line.starts_with('[') {
                let Some(table) = &table else { return damaged(self.path, "a row stands before its table") };
                match serde_json::from_str::<Vec<IgnoredAny>>(&line) {
                    Ok(values) if values.len() == table.columns.len() => {}
                    _ => return damaged(self.path, "a row does not fit its table"),
                }
                take.row(&line)?;
                *rows.entry(table.name.clone()).or_default() += 1;
            } else {
                match serde_json::from_str(&line) {
                    Ok(Mark::Table(head)) if !rows.contains_key(&head.name) => {
                        rows.insert(head.name.clone(), 0);
                        take.table(&head)?;
                        table = Some(head);
                    }
                    Ok(Mark::End(end)) => {
                        if end.rows != rows {
                            return damaged(self.path, "it does not hold the rows that its last line names");
                        }
                        if end.sha256 != HEXLOWER.encode(&self.hash.clone().finalize()) {
                            return damaged(self.path, "its lines are not those that were written");
                        }
                        return Ok(end);
                    }
                    _ => return damaged(self.path, "a line is not understood"),
                }
            }
            self.sum(&line);
            heard();
        }
        damaged(self.path, "its last line is missing")
    }
}
