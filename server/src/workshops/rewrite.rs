//! The one way a stored workshop changes: the former version is kept, and row, feed and audit say the same.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, WorkshopId},
    record::{Former, RecordKind},
    values::NaiveDate,
    workshops::{FeedbackPhase, WorkshopDraft},
};

use super::row::{Said, WorkshopRow, place};
use crate::{
    access::{InOffice, Writing, Written},
    audit::AuditDraft,
    db::schema::workshops,
    history,
    problem::ApiResult,
};

/// The name that its history is kept under.
pub(super) fn file(id: WorkshopId) -> CaseId {
    CaseId::from_raw(id.raw())
}

/// How a workshop is to be.
pub(super) struct Next {
    pub draft: WorkshopDraft,
    pub phase: FeedbackPhase,
    pub closes_on: Option<NaiveDate>,
    pub link_number: i32,
    pub link_hash: Option<Vec<u8>>,
    pub withdrawn: bool,
}

impl Next {
    /// As it is, with this draft.
    pub fn of(row: &WorkshopRow, draft: WorkshopDraft) -> Self {
        Self {
            draft,
            phase: row.phase,
            closes_on: row.closes_on,
            link_number: row.link_number,
            link_hash: row.link_hash.clone(),
            withdrawn: row.withdrawn,
        }
    }
}

/// Changes the workshop.
pub(super) fn rewrite(
    writing: &mut Writing<'_, InOffice>,
    row: &WorkshopRow,
    next: &Next,
    was: &Former<WorkshopDraft>,
    (action, field): (AuditAction, &str),
) -> ApiResult<Written> {
    let (id, key) = (row.id, writing.office_key()?);
    history::keep_under(writing, &key, file(id), (RecordKind::Workshop, id.raw(), row.version), was)?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Said::by(&next.draft))?;
    diesel::update(workshops::table.find(id))
        .set((
            workshops::version.eq(row.version + 1),
            workshops::updated_at.eq(writing.now),
            workshops::updated_by.eq(writing.caller.user),
            workshops::held_on.eq(next.draft.held_on),
            workshops::phase.eq(next.phase),
            workshops::closes_on.eq(next.closes_on),
            workshops::link_number.eq(next.link_number),
            workshops::link_hash.eq(next.link_hash.clone()),
            workshops::withdrawn.eq(next.withdrawn),
            workshops::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Workshop, id.raw(), None)?;
    writing.audit(AuditDraft::one(action, RecordKind::Workshop, None, id.raw()).fields([field]));
    Ok(Written::changed(id.raw(), row.version + 1))
}
