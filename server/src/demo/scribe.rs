//! Writing inside one office: feed and audit entries beside the rows, as the API does it.

use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, OfficeId, RawId, UserId},
    record::RecordKind,
    values::{NaiveDate, Stamp},
};

use crate::{
    audit::{self, Actor, AuditDraft},
    cases::tokens::{Exact, replace_tokens},
    db::AnyConnection,
    feed::FeedLock,
    problem::ApiResult,
    random::{self, Random},
    seal::{Keyring, Sealer},
};

/// Writes cases of one office inside the caller's transaction.
pub(super) struct Scribe<'a> {
    pub conn: &'a mut AnyConnection,
    pub keys: &'a Keyring,
    pub office: OfficeId,
    ids: &'a dyn Random,
    now: Stamp,
    feed: FeedLock,
    entries: Vec<(Actor, AuditDraft)>,
    pub rows: u64,
}

/// The case that is being written.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub case: CaseId,
    pub key: Sealer,
    pub author: UserId,
}

impl<'a> Scribe<'a> {
    pub(super) fn begin(
        conn: &'a mut AnyConnection,
        keys: &'a Keyring,
        ids: &'a dyn Random,
        office: OfficeId,
        now: Stamp,
    ) -> ApiResult<Self> {
        let feed = FeedLock::take(conn, office)?;
        Ok(Self { conn, keys, office, ids, now, feed, entries: Vec::new(), rows: 0 })
    }

    /// Leaves feed and chain complete; answers how many rows were written.
    pub(super) fn finish(self) -> ApiResult<u64> {
        audit::append(self.conn, self.office, self.now, &self.entries)?;
        self.feed.finish(self.conn)?;
        Ok(self.rows + self.entries.len() as u64)
    }

    /// A new id of that time.
    pub(super) fn id(&self, at: Stamp) -> RawId {
        random::id(self.ids, at)
    }

    /// A row was written: its place in the feed, and its audit entry.
    pub(super) fn record(
        &mut self,
        kind: RecordKind,
        id: RawId,
        case: impl Into<Option<CaseId>>,
        author: UserId,
    ) -> ApiResult<()> {
        let case = case.into();
        self.rows += 2;
        self.feed.touch(self.conn, kind, id, case)?;
        let actor = Actor { user: Some(author), device: None };
        self.entries.push((actor, AuditDraft::one(AuditAction::Created, kind, case, id)));
        Ok(())
    }

    /// Makes the case findable by numbers of one of its records.
    pub(super) fn index(&mut self, case: CaseId, record: RawId, exact: &[Exact]) -> ApiResult<()> {
        self.rows += exact.len() as u64;
        if exact.is_empty() { Ok(()) } else { replace_tokens(self.conn, self.keys, self.office, case, record, exact) }
    }

    /// The day on which the demo is made.
    pub(super) fn today(&self) -> NaiveDate {
        self.now.utc_day()
    }

    /// Nine in the morning of a day, but never after now.
    pub(super) fn morning(&self, day: NaiveDate) -> Stamp {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
        Stamp::from(midnight).plus_seconds(9 * 3600).min(self.now)
    }
}
