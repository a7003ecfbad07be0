//! The one way a stored milestone changes: the former version is kept, and row, feed and audit say the same.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::UserId,
    milestones::MilestoneRecord,
    record::{Former, RecordKind},
    values::{NaiveDate, Stamp},
};

use super::{
    due::due_on,
    row::{MilestoneRow, Said, place},
};
use crate::{
    access::{Case, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::milestones,
    history,
    problem::ApiResult,
    seal::{SealError, Sealer},
};

/// How a milestone is to be.
pub(super) struct Next {
    pub said: Said,
    pub expected_on: Option<NaiveDate>,
    pub reached_on: Option<NaiveDate>,
    pub reached_by: Option<UserId>,
    pub confirmed_at: Option<Stamp>,
    pub confirmed_by: Option<UserId>,
    pub declined_on: Option<NaiveDate>,
    pub withdrawn: bool,
}

impl Next {
    /// As it is.
    pub fn of(row: &MilestoneRow, key: &Sealer) -> Result<Self, SealError> {
        Ok(Self {
            said: row.said(key)?,
            expected_on: row.expected_on,
            reached_on: row.reached_on,
            reached_by: row.reached_by,
            confirmed_at: row.confirmed_at,
            confirmed_by: row.confirmed_by,
            declined_on: row.declined_on,
            withdrawn: row.withdrawn,
        })
    }
}

/// Changes the milestone.
pub(super) fn rewrite(
    writing: &mut Writing<'_, Case>,
    row: &MilestoneRow,
    next: &Next,
    was: &Former<MilestoneRecord>,
    action: AuditAction,
) -> ApiResult<Written> {
    let (id, key) = (row.id, writing.case_key()?);
    history::keep(writing, RecordKind::Milestone, id.raw(), row.version, was)?;
    let awaited = next.reached_on.is_none() && next.declined_on.is_none() && !next.withdrawn;
    let due_on = due_on(&writing.resource.row, next.expected_on.filter(|_| awaited));
    let sealed = key.seal(writing.core.keys.random(), place(id), &next.said)?;
    diesel::update(milestones::table.find(id))
        .set((
            milestones::version.eq(row.version + 1),
            milestones::updated_at.eq(writing.now),
            milestones::updated_by.eq(writing.caller.user),
            milestones::expected_on.eq(next.expected_on),
            milestones::due_on.eq(due_on),
            milestones::reached_on.eq(next.reached_on),
            milestones::reached_by.eq(next.reached_by),
            milestones::confirmed_at.eq(next.confirmed_at),
            milestones::confirmed_by.eq(next.confirmed_by),
            milestones::declined_on.eq(next.declined_on),
            milestones::withdrawn.eq(next.withdrawn),
            milestones::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    told(writing, row, action)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}

fn told(writing: &mut Writing<'_, Case>, row: &MilestoneRow, action: AuditAction) -> ApiResult<()> {
    let case = Some(writing.case());
    writing.touch(RecordKind::Milestone, row.id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Milestone, case, row.id.raw()).fields(["milestone"]));
    cases::touch_activity(writing, None, false)
}
