//! The office's sequence row. Bumping it is the first statement of a unit of work: it takes the write lock, so that
//! positions are given in commit order and a cursor never misses one.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId},
    record::RecordKind,
};

use crate::{
    db::{
        AnyConnection, each,
        schema::{change_feed, feed_heads},
    },
    problem::ApiResult,
};

/// Proof that this unit of work holds the office's sequence row.
#[derive(Debug)]
pub struct FeedLock {
    office: OfficeId,
    base: i64,
    used: i64,
}

impl FeedLock {
    /// Takes the lock.
    pub fn take(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Self> {
        let seq: i64 = diesel::update(feed_heads::table.find(office))
            .set(feed_heads::seq.eq(feed_heads::seq + 1))
            .returning(feed_heads::seq)
            .get_result(conn)?;
        Ok(Self { office, base: seq - 1, used: 0 })
    }

    /// Says that a record changed.
    pub fn touch(
        &mut self,
        conn: &mut AnyConnection,
        kind: RecordKind,
        record: RawId,
        case: Option<CaseId>,
    ) -> ApiResult<()> {
        self.used += 1;
        let seq = self.base + self.used;
        each!(conn, |c| diesel::insert_into(change_feed::table)
            .values((
                change_feed::office_id.eq(self.office),
                change_feed::kind.eq(kind),
                change_feed::record_id.eq(record),
                change_feed::case_id.eq(case),
                change_feed::seq.eq(seq),
            ))
            .on_conflict((change_feed::office_id, change_feed::kind, change_feed::record_id))
            .do_update()
            .set(change_feed::seq.eq(seq))
            .execute(c))?;
        Ok(())
    }

    /// Leaves the sequence at the last position given.
    pub fn finish(self, conn: &mut AnyConnection) -> ApiResult<()> {
        if self.used != 1 {
            diesel::update(feed_heads::table.find(self.office))
                .set(feed_heads::seq.eq(self.base + self.used))
                .execute(conn)?;
        }
        Ok(())
    }
}
