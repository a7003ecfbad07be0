//! An open, authorised read: one snapshot, and what must be recorded of it.

use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, RawId},
    policy::{Action, allows},
    record::RecordKind,
    values::{NaiveDate, Stamp},
};

use super::{
    core::Core,
    resources::{Case, OfCase},
    session::Caller,
};
use crate::{audit::AuditDraft, db::AnyConnection, problem::ApiResult, seal::Sealer};

/// An authorised look at the data: the connection, who looks, and at what.
pub struct Reading<'c, R> {
    pub conn: &'c mut AnyConnection,
    pub caller: Caller,
    pub resource: R,
    pub core: &'c Core,
    pub now: Stamp,
}

impl<R> Reading<'_, R> {
    /// The programme's day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.core.day(self.now)
    }

    /// The office's own key.
    pub fn office_key(&mut self) -> ApiResult<Sealer> {
        self.core.keys.office(self.conn, self.caller.office)
    }
}

impl<R: OfCase> Reading<'_, R> {
    /// The case's key.
    pub fn case_key(&mut self) -> ApiResult<Sealer> {
        self.core.keys.case(self.conn, self.caller.office, self.resource.case_id())
    }

    /// The case's id.
    #[must_use]
    pub fn case(&self) -> CaseId {
        self.resource.case_id()
    }
}

impl Reading<'_, Case> {
    /// Whether the caller may also do this to the case.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        allows(self.caller.role, action, self.resource.relation)
    }
}

/// The answer of a read together with what is recorded about it; a read cannot be answered without deciding this.
pub struct Disclosed<T> {
    pub(super) value: T,
    pub(super) entries: Vec<AuditDraft>,
}

impl<T> Disclosed<T> {
    /// Personal records were disclosed: one entry that lists them.
    pub fn audited(value: T, action: AuditAction, kind: RecordKind, case: Option<CaseId>, ids: Vec<RawId>) -> Self {
        Self { value, entries: vec![AuditDraft::many(action, kind, case, ids)] }
    }

    /// As [`Self::audited`], with a prepared entry.
    pub fn with(value: T, entry: AuditDraft) -> Self {
        Self { value, entries: vec![entry] }
    }

    /// Adds a further entry.
    #[must_use]
    pub fn and(mut self, entry: AuditDraft) -> Self {
        self.entries.push(entry);
        self
    }

    /// Nothing about any person is in the answer.
    pub fn impersonal(value: T) -> Self {
        Self { value, entries: Vec::new() }
    }
}
