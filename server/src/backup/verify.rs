//! Checking a backup without restoring it: that it decrypts to its last byte, holds the rows it names, and that its
//! audit log is whole.

use std::path::Path;

use age::Identity;
use yaninda_shared::values::Stamp;

use super::{
    BackupError, Progress, Step,
    chains::Chains,
    format::{End, Part},
    make::keys_path,
    read::read,
};

/// A backup that was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// When it was made.
    pub made_at: Stamp,
    /// How many rows its data holds.
    pub rows: u64,
    /// Whether its keys lay beside it and are good too.
    pub with_keys: bool,
}

/// Checks the data, and the keys if they lie beside it.
pub fn check(data: &Path, identities: &[&dyn Identity], progress: Progress<'_>) -> Result<Checked, BackupError> {
    let (made_at, end) = part(data, identities, Part::Data, progress)?;
    let keys = keys_path(data);
    let with_keys = keys.exists();
    if with_keys {
        part(&keys, identities, Part::Keys, &mut |_, _, _| ())?;
    }
    Ok(Checked { made_at, rows: end.rows.values().sum(), with_keys })
}

/// Checks one file.
pub(super) fn part(
    path: &Path,
    identities: &[&dyn Identity],
    part: Part,
    progress: Progress<'_>,
) -> Result<(Stamp, End), BackupError> {
    let mut chains = Chains::begin(path.to_path_buf());
    let (head, end) = read(path, identities, part, &mut chains, &mut |done, of| progress(Step::Checking, done, of))?;
    chains.end()?;
    Ok((head.made_at, end))
}
