//! Restoring a backup into an empty database, all of it or nothing.

use std::{path::Path, sync::Arc};

use age::Identity;
use data_encoding::HEXLOWER;
use diesel::{Connection, dsl, prelude::*};
use yaninda_shared::{
    audit::AuditAction,
    ids::OfficeId,
    mail::{MailState, Refusal},
    values::Stamp,
};
use zeroize::Zeroizing;

use super::{
    BackupError, Progress, Step,
    format::{End, Head, Part},
    load::Loader,
    make::{record, tag},
    read::read,
    tables::{has_tables, tables},
};
use crate::{
    audit::verify_office,
    db::{
        self, AnyConnection,
        schema::{case_keys, cases, mails, offices},
    },
    random::SystemRandom,
    seal::{Keyring, RootKey, opens},
};

/// The two files, and what opens them.
pub struct Sources<'a> {
    pub data: &'a Path,
    pub keys: &'a Path,
    pub identities: &'a [&'a dyn Identity],
}

/// What was restored.
pub struct Restored {
    /// When the data was made.
    pub made_at: Stamp,
    /// Rows of the data.
    pub rows: u64,
    /// Cases that have no key: they were erased before the keys were made, and cannot be read.
    pub erased: i64,
    /// The root key as it is written.
    pub root_key: Zeroizing<String>,
}

/// Restores in one transaction, so that a failure leaves the database as empty as it was. A backup of an older version
/// is brought to this one. `last` is done before the commit, and its failure is a failure of all.
pub fn restore<E: From<BackupError> + From<diesel::result::Error>>(
    conn: &mut AnyConnection,
    sources: &Sources<'_>,
    now: Stamp,
    progress: Progress<'_>,
    last: impl FnOnce(&Restored) -> Result<(), E>,
) -> Result<Restored, E> {
    conn.transaction(|conn| {
        let restored = fill(conn, sources, now, progress)?;
        last(&restored)?;
        Ok(restored)
    })
}

fn fill(
    conn: &mut AnyConnection,
    sources: &Sources<'_>,
    now: Stamp,
    progress: Progress<'_>,
) -> Result<Restored, BackupError> {
    if has_tables(conn)? {
        return Err(BackupError::told("the database is not empty, and a backup is never restored over anything"));
    }
    let (keys, keys_end) = load(conn, sources, Part::Keys, None, &mut |_, _, _| ())?;
    let (data, data_end) = load(conn, sources, Part::Data, Some(&keys), progress)?;
    counted(conn, &[&keys_end, &data_end])?;
    db::migrate(conn).map_err(|error| BackupError::told(format!("a migration failed: {error}")))?;
    let root_key = Zeroizing::new(keys.root_key.map(|key| key.into_exposed()).unwrap_or_default());
    let erased = fits(conn, &root_key, &data_end, now)?;
    hold_back_mail(conn, now)?;
    audited(conn)?;
    record(conn, now, AuditAction::Restored)?;
    Ok(Restored { made_at: data.made_at, rows: data_end.rows.values().sum(), erased, root_key })
}

/// Loads one part; the keys come first and make the tables, the data must fit them.
fn load(
    conn: &mut AnyConnection,
    sources: &Sources<'_>,
    part: Part,
    keys: Option<&Head>,
    progress: Progress<'_>,
) -> Result<(Head, End), BackupError> {
    let path = if part == Part::Keys { sources.keys } else { sources.data };
    let mut loader = Loader::begin(conn, part, keys);
    let done = read(path, sources.identities, part, &mut loader, &mut |done, of| progress(Step::Restoring, done, of))?;
    loader.end()?;
    Ok(done)
}

/// Every row arrived.
fn counted(conn: &mut AnyConnection, ends: &[&End]) -> Result<(), BackupError> {
    for table in tables(conn)? {
        let wanted: u64 = ends.iter().filter_map(|end| end.rows.get(&table.name)).sum();
        let there = table.count(conn)?;
        if there != wanted {
            return Err(BackupError::told(format!("{there} of {wanted} rows of {} were restored", table.name)));
        }
    }
    Ok(())
}

/// The keys open the data and the data was made with them. Answers how many cases have no key.
fn fits(conn: &mut AnyConnection, root_key: &str, data: &End, now: Stamp) -> Result<i64, BackupError> {
    let root = RootKey::parse(root_key).map_err(|error| BackupError::told(error.to_string()))?;
    // Keys of cases that were opened after the data was made would be in the way if those are sent again.
    let there = cases::table.filter(cases::office_id.eq(case_keys::office_id)).filter(cases::id.eq(case_keys::case_id));
    diesel::delete(case_keys::table.filter(dsl::not(dsl::exists(there)))).execute(conn)?;
    let found = opens(conn, &root)?;
    if found.refused > 0 || found.opened == 0 {
        return Err(BackupError::told("the root key among the keys does not open them"));
    }
    let ring = Keyring::open(conn, root, Arc::new(SystemRandom), now)?;
    let sum = HEXLOWER.decode(data.sha256.as_bytes()).unwrap_or_default();
    if data.tag.as_deref() != Some(tag(&ring, &sum).as_str()) {
        return Err(BackupError::told("the data and the keys are not of the same installation"));
    }
    Ok(found.cases_without_key)
}

/// What waited to be sent is not sent: consent may have been withdrawn since, an appointment moved, and all of it may have
/// been sent already. The outbox drops it when it is due, which is now, and gives the workers a task for each.
fn hold_back_mail(conn: &mut AnyConnection, now: Stamp) -> Result<(), BackupError> {
    diesel::update(mails::table.filter(mails::state.eq_any([MailState::Queued, MailState::Sending])))
        .set((
            mails::state.eq(MailState::Queued),
            mails::reason.eq(Some(Refusal::Restored)),
            mails::next_at.eq(Some(now)),
            mails::leased_until.eq(None::<Stamp>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Every chain is whole.
fn audited(conn: &mut AnyConnection) -> Result<(), BackupError> {
    let all: Vec<(OfficeId, String)> =
        offices::table.order(offices::code).select((offices::id, offices::code)).load(conn)?;
    let mut wrong = Vec::new();
    for (office, code) in all {
        wrong.extend(verify_office(conn, office)?.wrong().map(|why| format!("{code}: {why}")));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(BackupError::told(format!("the audit log of the backup is not whole\n{}", wrong.join("\n"))))
}
