//! The office's sequence row. Bumping it is the first statement of a unit of work: it takes the write lock, so that
//! positions are given in commit order and a cursor never misses one.

use diesel::{prelude::*, sql_query, sql_types::BigInt, upsert::excluded};
use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId, sql::Guid},
    record::RecordKind,
};

use crate::{
    db::{
        AnyConnection, each,
        schema::{change_feed, feed_heads},
    },
    problem::{ApiError, ApiResult},
};

/// What says who worked on a case in this office.
const GRANTS: [RecordKind; 2] = [RecordKind::Assignment, RecordKind::Share];

/// Records of one statement.
const CHUNK: usize = 1000;

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
        Self::take_if_there(conn, office)?.ok_or_else(ApiError::not_found)
    }

    /// Takes the lock of an office that may not exist.
    pub fn take_if_there(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Option<Self>> {
        let seq: Option<i64> = diesel::update(feed_heads::table.find(office))
            .set(feed_heads::seq.eq(feed_heads::seq + 1))
            .returning(feed_heads::seq)
            .get_result(conn)
            .optional()?;
        Ok(seq.map(|seq| Self { office, base: seq - 1, used: 0 }))
    }

    /// Hands the proof on to a part of the same unit of work, which gives it back.
    pub(crate) const fn lend(&mut self) -> Self {
        Self { office: self.office, base: self.base, used: self.used }
    }

    /// Whose feed it is.
    #[must_use]
    pub const fn office(&self) -> OfficeId {
        self.office
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

    /// Says that many records of one kind changed.
    pub fn touch_all(
        &mut self,
        conn: &mut AnyConnection,
        kind: RecordKind,
        records: &[(RawId, CaseId)],
    ) -> ApiResult<()> {
        match conn {
            AnyConnection::Pg(_) => {}
            // There a statement is a call, not a message.
            AnyConnection::Sqlite(_) => {
                return records.iter().try_for_each(|(id, case)| self.touch(conn, kind, *id, Some(*case)));
            }
        }
        for chunk in records.chunks(CHUNK) {
            let first = self.base + self.used + 1;
            let rows: Vec<_> = (first..)
                .zip(chunk)
                .map(|(seq, (id, case))| {
                    (
                        change_feed::office_id.eq(self.office),
                        change_feed::kind.eq(kind),
                        change_feed::record_id.eq(*id),
                        change_feed::case_id.eq(Some(*case)),
                        change_feed::seq.eq(seq),
                    )
                })
                .collect();
            if let AnyConnection::Pg(pg) = conn {
                diesel::insert_into(change_feed::table)
                    .values(&rows)
                    .on_conflict((change_feed::office_id, change_feed::kind, change_feed::record_id))
                    .do_update()
                    .set(change_feed::seq.eq(excluded(change_feed::seq)))
                    .execute(pg)?;
            }
            self.used += i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        }
        Ok(())
    }

    /// The last position given.
    #[must_use]
    pub const fn position(&self) -> i64 {
        self.base + self.used
    }

    /// Moves everything of a case to the end of the feed, in the order it has: whoever gained access hears of all of
    /// it, also of what lies before their cursor.
    pub fn renew_case(&mut self, conn: &mut AnyConnection, case: CaseId) -> ApiResult<()> {
        self.take_in(conn, self.office, case)
    }

    /// Takes everything of a case out of another office's feed and puts it at the end of this one, in the order it
    /// has. What this feed knew of the case from an earlier time gives way; grants stay with the office they were in.
    pub fn receive_case(&mut self, conn: &mut AnyConnection, from: OfficeId, case: CaseId) -> ApiResult<()> {
        diesel::delete(
            change_feed::table
                .filter(change_feed::office_id.eq(self.office))
                .filter(change_feed::case_id.eq(case))
                .filter(change_feed::kind.ne_all(GRANTS)),
        )
        .execute(conn)?;
        self.take_in(conn, from, case)
    }

    fn take_in(&mut self, conn: &mut AnyConnection, from: OfficeId, case: CaseId) -> ApiResult<()> {
        let mut moving = sql_query(
            "UPDATE change_feed SET office_id = $1, seq = $2 + moving.place FROM (SELECT kind, record_id, \
             ROW_NUMBER() OVER (ORDER BY seq) AS place FROM change_feed WHERE office_id = $3 AND case_id = $4",
        );
        if from != self.office {
            moving = moving.sql(" AND kind NOT IN ('assignment', 'share')");
        }
        let moved = moving
            .sql(
                ") AS moving WHERE change_feed.office_id = $3 AND change_feed.kind = moving.kind \
                 AND change_feed.record_id = moving.record_id",
            )
            .bind::<Guid, _>(self.office)
            .bind::<BigInt, _>(self.base + self.used)
            .bind::<Guid, _>(from)
            .bind::<Guid, _>(case)
            .execute(conn)?;
        self.used += i64::try_from(moved).unwrap_or(i64::MAX);
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
