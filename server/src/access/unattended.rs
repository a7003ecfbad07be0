//! Units of work that no member of staff asked for: what came of a mail, what a survivor answered. And what every unit
//! of work offers, whoever is behind it, so that a rule is written once for both.

use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId, UserId},
    record::RecordKind,
    values::{NaiveDate, Stamp},
};

use super::{
    core::Core,
    writing::{Writing, settle},
};
use crate::{
    audit::{Actor, AuditDraft},
    db::AnyConnection,
    feed::FeedLock,
    problem::{ApiError, ApiResult},
    seal::Sealer,
};

/// What every unit of work offers.
pub trait Unit {
    /// The open transaction.
    fn conn(&mut self) -> &mut AnyConnection;
    /// The shared services.
    fn core(&self) -> &Core;
    /// When it happens.
    fn now(&self) -> Stamp;
    /// In which office.
    fn office(&self) -> OfficeId;
    /// Who of the staff is behind it; nobody if it is unattended.
    fn user(&self) -> Option<UserId>;
    /// Says in the feed that a record changed.
    fn touch(&mut self, kind: RecordKind, record: RawId, case: Option<CaseId>) -> ApiResult<()>;
    /// Adds an audit entry.
    fn audit(&mut self, draft: AuditDraft);

    /// The programme's day.
    fn today(&self) -> NaiveDate {
        self.core().day(self.now())
    }

    /// The key of a case of this office.
    fn key_of(&mut self, case: CaseId) -> ApiResult<Sealer> {
        let (keys, office) = (self.core().keys.clone(), self.office());
        keys.case(self.conn(), office, case)
    }
}

impl<R> Unit for Writing<'_, R> {
    fn conn(&mut self) -> &mut AnyConnection {
        self.reading.conn
    }
    fn core(&self) -> &Core {
        self.reading.core
    }
    fn now(&self) -> Stamp {
        self.reading.now
    }
    fn office(&self) -> OfficeId {
        self.reading.caller.office
    }
    fn user(&self) -> Option<UserId> {
        Some(self.reading.caller.user)
    }
    fn touch(&mut self, kind: RecordKind, record: RawId, case: Option<CaseId>) -> ApiResult<()> {
        Writing::touch(self, kind, record, case)
    }
    fn audit(&mut self, draft: AuditDraft) {
        Writing::audit(self, draft);
    }
}

/// An open unit of work in one office with nobody of the staff behind it.
pub struct Unattended<'c> {
    conn: &'c mut AnyConnection,
    core: &'c Core,
    now: Stamp,
    feed: FeedLock,
    entries: Vec<(Actor, AuditDraft)>,
}

impl Unit for Unattended<'_> {
    fn conn(&mut self) -> &mut AnyConnection {
        self.conn
    }
    fn core(&self) -> &Core {
        self.core
    }
    fn now(&self) -> Stamp {
        self.now
    }
    fn office(&self) -> OfficeId {
        self.feed.office()
    }
    fn user(&self) -> Option<UserId> {
        None
    }
    fn touch(&mut self, kind: RecordKind, record: RawId, case: Option<CaseId>) -> ApiResult<()> {
        self.feed.touch(self.conn, kind, record, case)
    }
    fn audit(&mut self, draft: AuditDraft) {
        self.entries.push((Actor::default(), draft));
    }
}

impl Core {
    /// Runs one unit of work that commits unless it fails. Only the outbox, the survivor's page, the form after a
    /// workshop, an update of the rules and the worker that publishes have any: everything else is asked for by somebody, through the door. What changed a record must add an audit entry.
    pub(crate) async fn unattended<T: Send + 'static>(
        &self,
        office: OfficeId,
        work: impl Fn(&mut Unattended<'_>) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let core = self.clone();
        self.store
            .write(move |conn| {
                let now = core.clock.now();
                let feed = FeedLock::take(conn, office)?;
                let mut unit = Unattended { conn, core: &core, now, feed, entries: Vec::new() };
                let value = work(&mut unit)?;
                let Unattended { conn, feed, entries, .. } = unit;
                settle(conn, now, feed, entries, None)?;
                Ok::<_, ApiError>(value)
            })
            .await
    }

    /// A read that nobody of the staff asked for, across offices: the outbox looks for what is due, the survivor's page
    /// for the appointment behind a link. Nothing of it may reach a member of staff.
    pub(crate) async fn unscoped_read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut AnyConnection, &Self) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let core = self.clone();
        self.store.read(move |conn| look(conn, &core)).await
    }

    /// A statement across offices that touches no record of a person: claiming what is due to be sent.
    pub(crate) async fn unscoped_write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut AnyConnection, &Self) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let core = self.clone();
        self.store.write(move |conn| work(conn, &core)).await
    }
}
