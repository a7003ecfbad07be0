//! An open unit of work: row, audit entry, feed entry and idempotency record commit together or not at all.

use std::ops::{Deref, DerefMut};

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::StatusCode, http::header::ETAG};
use serde::Serialize;
use yaninda_shared::{
    ids::{CaseId, RawId},
    record::RecordKind,
};

use super::{precondition::Precondition, reading::Reading};
use crate::{
    audit::{Actor, AuditDraft},
    feed::FeedLock,
    problem::ApiResult,
};

/// An authorised unit of work. Reads through it are those of [`Reading`].
pub struct Writing<'c, R> {
    pub(super) reading: Reading<'c, R>,
    pub(super) feed: FeedLock,
    pub(super) entries: Vec<(Actor, AuditDraft)>,
    pub(super) precondition: Precondition,
    pub(super) stale: Option<RawId>,
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

    /// Adds an audit entry; every unit of work has at least one.
    pub fn audit(&mut self, draft: AuditDraft) {
        self.entries.push((self.reading.caller.actor(), draft));
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
