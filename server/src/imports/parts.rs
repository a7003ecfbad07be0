//! Parts of an import: each sealed as a whole under the key of the office, so that nothing in them can be listed, counted or
//! searched by mistake.

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use yaninda_shared::ids::{ImportId, OfficeId};
use zeroize::Zeroizing;

use super::places::Part;
use crate::{
    db::{AnyConnection, schema::import_parts},
    problem::{ApiError, ApiResult},
    random::Random,
    seal::Sealer,
};

/// Most parts that are thrown away in one statement.
const MOST: i64 = 8;

/// Seals values as lines of JSON.
pub(super) fn seal<T: Serialize>(
    key: &Sealer,
    random: &dyn Random,
    import: ImportId,
    part: Part,
    seq: i32,
    values: &[T],
) -> ApiResult<Vec<u8>> {
    let mut lines = Zeroizing::new(Vec::new());
    for value in values {
        serde_json::to_writer(&mut *lines, value).map_err(ApiError::internal)?;
        lines.push(b'\n');
    }
    Ok(key.seal_bytes(random, part.place(import, seq), &lines)?)
}

/// Opens what [`seal`] has sealed.
pub(super) fn open<T: DeserializeOwned>(
    key: &Sealer,
    import: ImportId,
    part: Part,
    seq: i32,
    sealed: &[u8],
) -> ApiResult<Vec<T>> {
    let lines = key.open_bytes(part.place(import, seq), sealed)?;
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).map_err(|_| ApiError::internal("a part of an import"))).collect()
}

/// Keeps a part.
pub(super) fn keep(
    conn: &mut AnyConnection,
    office: OfficeId,
    import: ImportId,
    part: Part,
    seq: i32,
    sealed: &[u8],
) -> ApiResult<()> {
    diesel::insert_into(import_parts::table)
        .values((
            import_parts::office_id.eq(office),
            import_parts::import_id.eq(import),
            import_parts::kind.eq(part.as_str()),
            import_parts::seq.eq(seq),
            import_parts::sealed.eq(sealed),
        ))
        .execute(conn)?;
    Ok(())
}

/// A part, still sealed.
pub(super) fn find(
    conn: &mut AnyConnection,
    office: OfficeId,
    import: ImportId,
    part: Part,
    seq: i32,
) -> ApiResult<Option<Vec<u8>>> {
    Ok(import_parts::table
        .find((office, import, part.as_str(), seq))
        .select(import_parts::sealed)
        .get_result(conn)
        .optional()?)
}

/// Throws away some parts of an import, of these kinds or of all; answers how many.
pub(super) fn forget_some(
    conn: &mut AnyConnection,
    office: OfficeId,
    import: ImportId,
    kinds: &[Part],
) -> ApiResult<usize> {
    let mut gone = 0;
    for kind in kinds {
        let seqs: Vec<i32> = import_parts::table
            .filter(import_parts::office_id.eq(office))
            .filter(import_parts::import_id.eq(import))
            .filter(import_parts::kind.eq(kind.as_str()))
            .order(import_parts::seq)
            .select(import_parts::seq)
            .limit(MOST)
            .load(conn)?;
        for seq in seqs {
            gone += diesel::delete(import_parts::table.find((office, import, kind.as_str(), seq))).execute(conn)?;
        }
    }
    Ok(gone)
}
