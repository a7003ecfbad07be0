//! Making a backup while the server writes: one snapshot, two files, checked after writing.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use age::{Identity, Recipient, x25519};
use data_encoding::HEXLOWER;
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, ids::OfficeId, record::RecordKind, sensitive::Sensitive, values::Stamp};

use super::{
    BackupError, Progress, Step, crypt,
    file::{Draft, Sum, Summing, sum, with_end},
    format::{End, Head, Part, VERSION},
    tables::tables,
    verify,
    write::Lines,
};
use crate::{
    audit::{self, Actor, AuditDraft},
    db::{self, AnyConnection, schema::offices},
    problem::ApiResult,
    seal::Keyring,
};

/// What backup to make.
pub struct Wish<'a> {
    /// The file of the data; that of the keys lies beside it.
    pub to: &'a Path,
    /// Who can open it.
    pub recipients: &'a [x25519::Recipient],
    /// The keys of this database.
    pub keys: &'a Keyring,
    /// The root key as it is written.
    pub root_key: &'a str,
    /// Now.
    pub now: Stamp,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Rows in both files.
    pub rows: u64,
    /// Length of the data file.
    pub bytes: u64,
    /// SHA-256 of the data file as it lies there, hexadecimal.
    pub sha256: String,
    /// Where the keys are.
    pub keys: PathBuf,
}

/// Where the keys of a backup are.
#[must_use]
pub fn keys_path(data: &Path) -> PathBuf {
    with_end(data, ".keys.age")
}

/// Makes a backup. Whatever was committed before it began is in it.
///
/// For the check after writing, each file is also encrypted to an identity that is made here and forgotten at the end:
/// so it is really decrypted and read through, although the recipients' secret keys are elsewhere.
pub fn make(conn: &mut AnyConnection, wish: &Wish<'_>, progress: Progress<'_>) -> Result<Made, BackupError> {
    let keys_at = keys_path(wish.to);
    let (data, data_file) = Draft::begin(wish.to)?;
    let (keys, keys_file) = Draft::begin(&keys_at)?;
    let own = x25519::Identity::generate();
    let (keys_written, data_written) = db::read(conn, |conn| {
        let migrations = db::applied(conn)?;
        let mut all = Vec::new();
        for table in tables(conn)? {
            let rows = table.count(conn)?;
            all.push((table, rows));
        }
        let total = all.iter().map(|(_, rows)| rows).sum();
        let mut done = 0;
        let mut write = |part: Part, draft: &Draft, file| -> Result<Written, BackupError> {
            let root_key = (part == Part::Keys).then(|| Sensitive::new(wish.root_key.trim().to_owned()));
            let head = Head { version: VERSION, part, made_at: wish.now, migrations: migrations.clone(), root_key };
            encrypt(draft, file, wish.recipients, &own, |out, fail| {
                let mut lines = Lines::begin(out, fail, head)?;
                for (table, _) in all.iter().filter(|(table, _)| part.holds(&table.name)) {
                    lines.table(conn, table, || {
                        done += 1;
                        progress(Step::Writing, done, total);
                    })?;
                }
                lines.end(|sum| (part == Part::Data).then(|| tag(wish.keys, sum)))
            })
        };
        Ok::<_, BackupError>((write(Part::Keys, &keys, keys_file)?, write(Part::Data, &data, data_file)?))
    })?;
    verified(&keys, &keys_written, &own, Part::Keys, &mut |_, _, _| ())?;
    verified(&data, &data_written, &own, Part::Data, progress)?;
    // Told to the auditor before anybody can carry it away.
    db::write(conn, |conn| record(conn, wish.now, AuditAction::BackedUp))?;
    keys.keep()?;
    data.keep()?;
    let rows = [&keys_written.end, &data_written.end].iter().flat_map(|end| end.rows.values()).sum();
    Ok(Made { rows, bytes: data_written.sum.bytes, sha256: data_written.sum.sha256, keys: keys_at })
}

/// Keyed hash of a part's content, under a key that only the keys part holds and that outlives every rotation.
pub(super) fn tag(keys: &Keyring, sum: &[u8]) -> String {
    HEXLOWER.encode(&keys.pepper("backup").mac(&[sum]))
}

/// An entry in every office's log.
pub(super) fn record(conn: &mut AnyConnection, now: Stamp, action: AuditAction) -> ApiResult<()> {
    let all: Vec<OfficeId> = offices::table.select(offices::id).order(offices::id).load(conn)?;
    for office in all {
        let entry = AuditDraft::one(action, RecordKind::Office, None, office.raw());
        audit::append(conn, office, now, &[(Actor::default(), entry)])?;
    }
    Ok(())
}

/// What should be on the disk.
struct Written {
    sum: Sum,
    end: End,
}

/// Encrypts what `fill` writes.
fn encrypt(
    draft: &Draft,
    file: std::fs::File,
    recipients: &[x25519::Recipient],
    own: &x25519::Identity,
    fill: impl FnOnce(&mut dyn Write, &dyn Fn(std::io::Error) -> BackupError) -> Result<End, BackupError>,
) -> Result<Written, BackupError> {
    let path = draft.temporary();
    let fail = |error| BackupError::file(path, error);
    let own = own.to_public();
    let everybody = recipients.iter().chain([&own]).map(|one| -> &dyn Recipient { one });
    let mut sealing = crypt::seal(everybody, path, Summing::new(file))?;
    let end = fill(&mut sealing, &fail)?;
    let (file, sum) = crypt::finish(sealing, path)?.end();
    file.sync_all().map_err(fail)?;
    Ok(Written { sum, end })
}

/// Reads a file back: the ciphertext is what was written, it decrypts to the end, and holds what was put in.
fn verified(
    draft: &Draft,
    written: &Written,
    own: &x25519::Identity,
    part: Part,
    progress: Progress<'_>,
) -> Result<(), BackupError> {
    let path = draft.temporary();
    let own: &dyn Identity = own;
    let (_, end) = verify::part(path, &[own], part, progress)?;
    if end == written.end && sum(path).map_err(|error| BackupError::file(path, error))? == written.sum {
        return Ok(());
    }
    Err(BackupError::damaged(path, "it is not what was written; check the disk"))
}
