//! An open unit of work: row, audit entry, feed entry and idempotency record commit together or not at all.

use std::ops::{Deref, DerefMut};

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::StatusCode, http::header::ETAG};
use serde::Serialize;
use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId},
    record::RecordKind,
    values::Stamp,
};

use super::{precondition::Precondition, reading::Reading, resources::InOffice};
use crate::{
    audit::{Actor, AuditDraft, append},
    db::AnyConnection,
    feed::FeedLock,
    problem::{ApiError, ApiResult},
};

/// An authorised unit of work. Reads through it are those of [`Reading`].
pub struct Writing<'c, R> {
    pub(super) reading: Reading<'c, R>,
    pub(super) feed: FeedLock,
    pub(super) entries: Vec<(Actor, AuditDraft)>,
    pub(super) other: Option<Other>,
    pub(super) precondition: Precondition,
    pub(super) stale: Option<RawId>,
}

/// The other office of a unit of work that reaches into two: its feed, and what is recorded there.
pub(super) struct Other {
    feed: FeedLock,
    entries: Vec<(Actor, AuditDraft)>,
}

/// Takes the feeds' locks, in the order of the offices, so that no two units of work wait for each other. There is
/// no other if that office does not exist or is the caller's own.
pub(super) fn take_locks(
    conn: &mut AnyConnection,
    own: OfficeId,
    other: Option<OfficeId>,
) -> ApiResult<(FeedLock, Option<Other>)> {
    let take_other = |conn: &mut AnyConnection, before: bool| match other {
        Some(other) if other != own && (other < own) == before => FeedLock::take_if_there(conn, other),
        _ => Ok(None),
    };
    let before = take_other(conn, true)?;
    let feed = FeedLock::take(conn, own)?;
    let after = take_other(conn, false)?;
    Ok((feed, before.or(after).map(|feed| Other { feed, entries: Vec::new() })))
}

/// Leaves feeds and audit chains complete; the chains' locks are taken after the feeds', in the order of the offices.
pub(super) fn settle(
    conn: &mut AnyConnection,
    at: Stamp,
    feed: FeedLock,
    entries: Vec<(Actor, AuditDraft)>,
    other: Option<Other>,
) -> ApiResult<()> {
    let mut chains = vec![(feed.office(), entries)];
    feed.finish(conn)?;
    if let Some(Other { feed, entries }) = other {
        chains.push((feed.office(), entries));
        feed.finish(conn)?;
    }
    chains.sort_by_key(|(office, _)| *office);
    chains.iter().try_for_each(|(office, entries)| append(conn, *office, at, entries))
}

impl<R> Writing<'_, R> {
    /// Holds the record's present version (`None`: not there) against what the caller believes. A stale belief is
    /// answered with the record as it is now.
    pub fn expect(&mut self, record: RawId, current: Option<i64>) -> ApiResult<()> {
        self.stale = Some(record);
        self.precondition.check(current)
    }

    /// Says in the feed that a record changed.
    pub fn touch(&mut self, kind: RecordKind, record: RawId, case: Option<CaseId>) -> ApiResult<()> {
        self.feed.touch(self.reading.conn, kind, record, case)
    }

    /// Puts everything of a case at the end of the feed, because somebody gained access to it.
    pub fn renew(&mut self, case: CaseId) -> ApiResult<()> {
        self.feed.renew_case(self.reading.conn, case)
    }

    /// The other office, if this unit of work reaches into one that exists and is not the caller's own.
    #[must_use]
    pub fn other_office(&self) -> Option<OfficeId> {
        self.other.as_ref().map(|other| other.feed.office())
    }

    /// Hands the case's place in the feed over to the other office, and adds an audit entry there.
    pub fn hand_over(&mut self, case: CaseId, draft: AuditDraft) -> ApiResult<()> {
        let (from, actor) = (self.feed.office(), self.reading.caller.actor());
        let other = self.other.as_mut().ok_or_else(|| ApiError::internal("a unit of work in one office only"))?;
        other.feed.receive_case(self.reading.conn, from, case)?;
        other.entries.push((actor, draft));
        Ok(())
    }

    /// The answer to a belief about what was asked for that is wrong in more than one version: the record as it is now.
    pub fn stale(&mut self, record: RawId) -> ApiError {
        self.stale = Some(record);
        ApiError::Stale(None)
    }

    /// Does a part of this unit of work about something else of the caller's office. Who calls it has resolved that there.
    pub fn about<S, T>(&mut self, resource: S, work: impl FnOnce(&mut Writing<'_, S>) -> ApiResult<T>) -> ApiResult<T> {
        let Reading { conn, caller, core, now, .. } = &mut self.reading;
        let reading = Reading { conn, caller: *caller, resource, core, now: *now };
        let (feed, precondition) = (self.feed.lend(), self.precondition);
        let mut part = Writing { reading, feed, entries: Vec::new(), other: None, precondition, stale: None };
        let done = work(&mut part);
        let Writing { feed, entries, .. } = part;
        self.feed = feed;
        self.entries.extend(entries);
        done
    }

    /// Adds an audit entry; every unit of work has at least one.
    pub fn audit(&mut self, draft: AuditDraft) {
        self.entries.push((self.reading.caller.actor(), draft));
    }
}

impl Writing<'_, InOffice> {
    /// Says in the feed that many records of one kind changed.
    pub fn touch_all(&mut self, kind: RecordKind, records: &[(RawId, CaseId)]) -> ApiResult<()> {
        self.feed.touch_all(self.reading.conn, kind, records)
    }

    /// The last position this unit of work has given so far.
    #[must_use]
    pub const fn feed_position(&self) -> i64 {
        self.feed.position()
    }
}

impl<'c, R> Deref for Writing<'c, R> {
    type Target = Reading<'c, R>;
    fn deref(&self) -> &Reading<'c, R> {
        &self.reading
    }
}

impl<R> DerefMut for Writing<'_, R> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.reading
    }
}

/// What a unit of work did.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    pub status: StatusCode,
    pub id: RawId,
    pub version: i64,
}

impl Written {
    /// A record was created: 201, version 1.
    #[must_use]
    pub const fn created(id: RawId) -> Self {
        Self { status: StatusCode::CREATED, id, version: 1 }
    }

    /// A record was changed: 200.
    #[must_use]
    pub const fn changed(id: RawId, version: i64) -> Self {
        Self { status: StatusCode::OK, id, version }
    }

    /// Done, nothing to show: 204.
    #[must_use]
    pub const fn done(id: RawId, version: i64) -> Self {
        Self { status: StatusCode::NO_CONTENT, id, version }
    }
}

/// A record with its version as ETag. A version of 0 has none.
#[derive(Debug)]
pub struct Answer<T> {
    pub status: StatusCode,
    pub version: i64,
    pub body: T,
}

impl<T> Answer<T> {
    /// A record that was read.
    pub const fn read(version: i64, body: T) -> Self {
        Self { status: StatusCode::OK, version, body }
    }
}

impl<T: Serialize> Responder for Answer<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status);
        if self.version > 0 {
            answer.insert_header((ETAG, format!("\"{}\"", self.version)));
        }
        if self.status == StatusCode::NO_CONTENT { answer.finish() } else { answer.json(self.body) }
    }
}
