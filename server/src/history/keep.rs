//! Keeping a former version, sealed under the case's key, and reading them back.

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use yaninda_shared::{
    ids::{OfficeId, RawId},
    record::RecordKind,
};

use crate::{
    access::{Case, OfCase, Reading, Writing},
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
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(record, version), was)?;
    diesel::insert_into(revisions::table)
        .values((
            revisions::office_id.eq(writing.caller.office),
            revisions::kind.eq(kind),
            revisions::record_id.eq(record),
            revisions::version.eq(version),
            revisions::case_id.eq(writing.case()),
            revisions::at.eq(writing.now),
            revisions::by_user.eq(writing.caller.user),
            revisions::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    Ok(())
}

/// Former versions of a record of this case, oldest first, at most 200.
pub fn versions<T: DeserializeOwned>(
    reading: &mut Reading<'_, Case>,
    kind: RecordKind,
    record: RawId,
) -> ApiResult<Vec<T>> {
    let key = reading.case_key()?;
    let rows: Vec<(i64, Vec<u8>)> = revisions::table
        .filter(revisions::office_id.eq(reading.caller.office))
        .filter(revisions::kind.eq(kind))
        .filter(revisions::record_id.eq(record))
        .filter(revisions::case_id.eq(reading.case()))
        .order(revisions::version)
        .limit(200)
        .select((revisions::version, revisions::sealed))
        .load(reading.conn)?;
    rows.into_iter().map(|(version, sealed)| Ok(key.open(place(record, version), &sealed)?)).collect()
}

/// Former versions of a record whose case's key is at hand, newest first, at most 200.
pub fn formers<T: DeserializeOwned>(
    conn: &mut AnyConnection,
    key: &Sealer,
    office: OfficeId,
    kind: RecordKind,
    record: RawId,
) -> ApiResult<Vec<T>> {
    let rows: Vec<(i64, Vec<u8>)> = revisions::table
        .filter(revisions::office_id.eq(office))
        .filter(revisions::kind.eq(kind))
        .filter(revisions::record_id.eq(record))
        .order(revisions::version.desc())
        .limit(200)
        .select((revisions::version, revisions::sealed))
        .load(conn)?;
    rows.into_iter().map(|(version, sealed)| Ok(key.open(place(record, version), &sealed)?)).collect()
}
