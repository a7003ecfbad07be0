//! Whose turn it is in a question or flag, so that Today finds it by an index.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::Assignment,
    comments::{CommentDraft, CommentKind},
    ids::{RawId, UserId},
    policy::{Action, Relation, Role, allows},
    record::RecordKind,
    values::ValueError,
};

use super::row::CommentRow;
use crate::{
    access::{Case, Reading, Writing},
    audit::AuditDraft,
    db::schema::{case_grants, comments, users},
    problem::{ApiError, ApiResult},
    services::hidden,
    timeline::entry::author,
};

/// Who is to see to a new question or flag; the supervisors, if nobody is named. Errors: 422 on `asked_of` for who cannot read
/// the entry, and for the caller.
pub(super) fn first(reading: &mut Reading<'_, Case>, draft: &CommentDraft) -> ApiResult<Option<UserId>> {
    match (draft.kind, draft.asked_of) {
        (CommentKind::Question, Some(user)) => {
            if user != reading.caller.user && reads(reading, user, RawId(draft.on))? {
                Ok(Some(user))
            } else {
                Err(ApiError::field("asked_of", ValueError::NotAllowedHere))
            }
        }
        (CommentKind::Comment, _) | (CommentKind::Question, None) => Ok(None),
        (CommentKind::Flag, _) => responsible(reading, draft.on_kind, RawId(draft.on)),
    }
}

/// After an answer: who asked looks at it; what they say themselves is for who was asked.
pub(super) fn after_answer(reading: &mut Reading<'_, Case>, thread: &CommentRow) -> ApiResult<Option<UserId>> {
    let caller = reading.caller.user;
    let next = if thread.created_by == caller { thread.asked_of } else { Some(thread.created_by) };
    match (thread.kind, next) {
        (CommentKind::Flag, _) if thread.created_by == caller => responsible(reading, thread.on_kind, thread.on_id),
        (_, Some(user)) => still_there(reading, user, thread.on_id, caller),
        (_, None) => Ok(None),
    }
}

/// Questions and flags of this case that wait for somebody who can not read the entry any more wait from now on for its worker,
/// else for the supervisors: access has ended, or the account.
pub(crate) fn pass_on(writing: &mut Writing<'_, Case>) -> ApiResult<()> {
    let waiting: Vec<CommentRow> = comments::table
        .filter(comments::office_id.eq(writing.caller.office))
        .filter(comments::case_id.eq(writing.case()))
        .filter(comments::open_since.is_not_null())
        .filter(comments::waits_for.is_not_null())
        .load(writing.conn)?;
    let mut passed = Vec::new();
    for row in waiting {
        let Some(user) = row.waits_for else { continue };
        let next = still_there(writing, user, row.on_id, row.created_by)?;
        if next == Some(user) {
            continue;
        }
        diesel::update(comments::table.find(row.id))
            .set((
                comments::version.eq(row.version + 1),
                comments::updated_at.eq(writing.now),
                comments::updated_by.eq(writing.caller.user),
                comments::waits_for.eq(next),
            ))
            .execute(writing.conn)?;
        let case = Some(writing.case());
        writing.touch(RecordKind::Comment, row.id.raw(), case)?;
        passed.push(row.id.raw());
    }
    if !passed.is_empty() {
        let case = Some(writing.case());
        writing.audit(AuditDraft::many(AuditAction::Changed, RecordKind::Comment, case, passed));
    }
    Ok(())
}

/// This member of staff while they can read the entry, else the case's worker, unless that is `except`; else the supervisors.
fn still_there(reading: &mut Reading<'_, Case>, user: UserId, on: RawId, except: UserId) -> ApiResult<Option<UserId>> {
    if reads(reading, user, on)? {
        return Ok(Some(user));
    }
    let worker = reading.resource.row.worker_id.filter(|worker| *worker != except);
    let Some(worker) = worker else { return Ok(None) };
    Ok(reads(reading, worker, on)?.then_some(worker))
}

/// Who recorded the entry, else the case's worker, unless they flag it themselves; else the supervisors.
fn responsible(reading: &mut Reading<'_, Case>, on_kind: RecordKind, on: RawId) -> ApiResult<Option<UserId>> {
    let recorded_by = author(reading, on_kind, on)?;
    for user in [recorded_by, reading.resource.row.worker_id].into_iter().flatten() {
        if user != reading.caller.user && reads(reading, user, on)? {
            return Ok(Some(user));
        }
    }
    Ok(None)
}

/// Whether this member of staff can read the entry.
fn reads(reading: &mut Reading<'_, Case>, user: UserId, entry: RawId) -> ApiResult<bool> {
    let (office, case) = (reading.caller.office, reading.case());
    let role: Option<Role> = users::table
        .filter(users::id.eq(user))
        .filter(users::office_id.eq(office))
        .filter(users::disabled_at.is_null())
        .select(users::role)
        .get_result(reading.conn)
        .optional()?;
    let Some(role) = role else { return Ok(false) };
    let relation = if reading.resource.row.worker_id == Some(user) {
        Relation::Worker
    } else {
        let granted: Vec<Assignment> = case_grants::table
            .filter(case_grants::office_id.eq(office))
            .filter(case_grants::user_id.eq(user))
            .filter(case_grants::case_id.eq(case))
            .filter(case_grants::ended_at.is_null())
            .select(case_grants::kind)
            .load(reading.conn)?;
        if granted.contains(&Assignment::Shared) { Relation::Shared } else { Relation::Office }
    };
    if !allows(role, Action::EntryRead, relation) {
        return Ok(false);
    }
    Ok(allows(role, Action::RestrictedRead, relation) || !hidden::from(reading, user, entry)?)
}
