//! Files that are there only when they are whole, and readers and writers that keep count.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    rc::Rc,
};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::BackupError;

/// A path with something behind its file name.
pub(super) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A file under another name, for its owner alone, until it is kept. Dropped before, it is removed.
pub(super) struct Draft {
    path: PathBuf,
    temporary: PathBuf,
    kept: bool,
}

impl Draft {
    /// Begins a file that must not be there yet.
    pub(super) fn begin(path: &Path) -> Result<(Self, File), BackupError> {
        if path.exists() {
            return Err(BackupError::told(format!("{} is there already; give another name", path.display())));
        }
        let temporary = with_end(path, ".part");
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&temporary).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => BackupError::told(format!(
                "{} is left from a backup that was broken off, or another one is under way; remove it",
                temporary.display()
            )),
            _ => BackupError::file(&temporary, error),
        })?;
        Ok((Self { path: path.to_path_buf(), temporary, kept: false }, file))
    }

    /// Where it is now.
    pub(super) fn temporary(&self) -> &Path {
        &self.temporary
    }

    /// Gives it its own name, and makes that durable.
    pub(super) fn keep(mut self) -> Result<(), BackupError> {
        let fail = |error| BackupError::file(&self.path, error);
        std::fs::rename(&self.temporary, &self.path).map_err(fail)?;
        self.kept = true;
        sync_names(&self.path).map_err(fail)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

/// Makes the names in a file's folder durable.
pub fn sync_names(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    // Elsewhere a folder cannot be opened, and names are durable by themselves.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// What a file holds, without saying it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) bytes: u64,
    /// Hexadecimal.
    pub(super) sha256: String,
}

/// Sums up what is written through it.
pub(super) struct Summing<W> {
    out: W,
    bytes: u64,
    hash: Sha256,
}

impl<W> Summing<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, bytes: 0, hash: Sha256::new() }
    }

    pub(super) fn end(self) -> (W, Sum) {
        (self.out, Sum { bytes: self.bytes, sha256: HEXLOWER.encode(&self.hash.finalize()) })
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.bytes += count as u64;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Sums up a file as it is on the disk.
pub(super) fn sum(path: &Path) -> io::Result<Sum> {
    let mut summing = Summing::new(io::sink());
    io::copy(&mut File::open(path)?, &mut summing)?;
    Ok(summing.end().1)
}

/// Counts what is read through it.
pub(super) struct Counting<R> {
    input: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counting<R> {
    /// The reader, and where its count can be seen.
    pub(super) fn new(input: R) -> (Self, Rc<Cell<u64>>) {
        let count = Rc::new(Cell::new(0));
        (Self { input, count: Rc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.count.set(self.count.get() + count as u64);
        Ok(count)
    }
}
