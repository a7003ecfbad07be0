//! Keeping a former version, sealed under the case's key, and reading them back.

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId},
    record::RecordKind,
};

use crate::{
    access::{OfCase, Reading, Writing},
    db::{AnyConnection, schema::revisions},
    problem::ApiResult,
    seal::{Place, Sealer},
};

const COLUMN: &str = "revisions.sealed";

fn place(record: RawId, version: i64) -> Place {
    Place { column: COLUMN, record, part: u32::try_from(version).unwrap_or(u32::MAX) }
}

/// Keeps the record as it was at `version`, before it changes.
pub fn keep<R: OfCase, T: Serialize>(
    writing: &mut Writing<'_, R>,
    kind: RecordKind,
    record: RawId,
    version: i64,
    was: &T,
) -> ApiResult<()> {
    let (key, case) = (writing.case_key()?, writing.case());
    keep_under(writing, &key, case, (kind, record, version), was)
}

/// The same under another key than that of the resource, with the name it is kept under.
pub fn keep_under<R, T: Serialize>(
    writing: &mut Writing<'_, R>,
    key: &Sealer,
    file: CaseId,
    (kind, record, version): (RecordKind, RawId, i64),
    was: &T,
) -> ApiResult<()> {
    let sealed = key.seal(writing.core.keys.random(), place(record, version), was)?;
    diesel::insert_into(revisions::table)
        .values((
            revisions::office_id.eq(writing.caller.office),
            revisions::kind.eq(kind),
            revisions::record_id.eq(record),
            revisions::version.eq(version),
            revisions::case_id.eq(file),
            revisions::at.eq(writing.now),
            revisions::by_user.eq(writing.caller.user),
            revisions::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    Ok(())
}

/// Most former versions that are read.
const MOST: i64 = 200;

/// Former versions of a record of this case, oldest first; of more than 200 the newest.
pub fn versions<R: OfCase, T: DeserializeOwned>(
    reading: &mut Reading<'_, R>,
    kind: RecordKind,
    record: RawId,
) -> ApiResult<Vec<T>> {
    let (key, office, case) = (reading.case_key()?, reading.caller.office, reading.case());
    load(reading.conn, &key, office, (kind, record), Some(case))
}

/// The same of a record whose key is at hand, whatever it is kept under.
pub fn formers<T: DeserializeOwned>(
    conn: &mut AnyConnection,
    key: &Sealer,
    office: OfficeId,
    kind: RecordKind,
    record: RawId,
) -> ApiResult<Vec<T>> {
    load(conn, key, office, (kind, record), None)
}

fn load<T: DeserializeOwned>(
    conn: &mut AnyConnection,
    key: &Sealer,
    office: OfficeId,
    (kind, record): (RecordKind, RawId),
    file: Option<CaseId>,
) -> ApiResult<Vec<T>> {
    let mut rows = revisions::table
        .filter(revisions::office_id.eq(office))
        .filter(revisions::kind.eq(kind))
        .filter(revisions::record_id.eq(record))
        .order(revisions::version.desc())
        .limit(MOST)
        .select((revisions::version, revisions::sealed))
        .into_boxed();
    if let Some(file) = file {
        rows = rows.filter(revisions::case_id.eq(file));
    }
    let rows: Vec<(i64, Vec<u8>)> = rows.load(conn)?;
    rows.into_iter().rev().map(|(version, sealed)| Ok(key.open(place(record, version), &sealed)?)).collect()
}
