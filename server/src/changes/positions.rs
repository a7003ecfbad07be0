//! Where a page of changes stands in the feed.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, RawId},
    record::RecordKind,
};

use super::records::{CHUNK, Seen};
use crate::{
    access::{InOffice, Reading},
    db::schema::change_feed,
    problem::ApiResult,
};

/// Kind, id, case and position of a change.
pub(super) type Position = (RecordKind, RawId, CaseId, i64);

/// What tells that access to a case ended.
const GRANTS: [RecordKind; 2] = [RecordKind::Assignment, RecordKind::Share];

/// The first changes after a position, at most `most`, in their order: those of cases the caller may see, and the end
/// of `lost` grants.
pub(super) fn after(
    reading: &mut Reading<'_, InOffice>,
    seen: &Seen,
    lost: &[RawId],
    after: i64,
    most: i64,
) -> ApiResult<Vec<Position>> {
    let all = change_feed::table
        .filter(change_feed::office_id.eq(reading.caller.office))
        .filter(change_feed::seq.gt(after))
        .filter(change_feed::case_id.is_not_null())
        .select((change_feed::kind, change_feed::record_id, change_feed::case_id.assume_not_null(), change_feed::seq));
    let Seen::Only(cases) = seen else {
        return Ok(all.order(change_feed::seq).limit(most).load::<Position>(reading.conn)?);
    };
    // Each case through the feed's index by case, and put in order here: asked for the order, SQLite would walk the
    // feed of the whole office.
    let cases: Vec<CaseId> = cases.keys().copied().collect();
    let mut found: Vec<Position> = Vec::new();
    for chunk in cases.chunks(CHUNK) {
        found.extend(all.filter(change_feed::case_id.assume_not_null().eq_any(chunk)).load::<Position>(reading.conn)?);
    }
    for chunk in lost.chunks(CHUNK) {
        let grants = change_feed::kind.eq_any(GRANTS).and(change_feed::record_id.eq_any(chunk));
        found.extend(all.filter(grants).load::<Position>(reading.conn)?);
    }
    found.sort_unstable_by_key(|(_, _, _, seq)| *seq);
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}
