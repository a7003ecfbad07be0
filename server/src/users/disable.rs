//! Disabling and enabling an account. Access ends with the next request.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, UserId},
    policy::Relation,
    problem::Code,
    record::RecordKind,
    users::UserRecord,
};

use super::{
    link::void_reset_links,
    password_confirmation::forget_waiting,
    write::{find, show},
};
use crate::{
    access::{Access, Account, Case, UserWrite, Writing, Written},
    audit::AuditDraft,
    cases::CaseRow,
    comments::pass_on,
    db::schema::{cases, comments, users},
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    sessions::end_devices,
};

/// Disables an account and signs it out everywhere. Nobody disables their own.
#[utoipa::path(tag = "users", params(("user" = UserId, Path), WriteHeaders),
    responses((status = 200, body = UserRecord), Problems))]
#[post("/users/{user}/disable")]
pub async fn disable(
    access: Access<UserWrite, Account>,
    _path: web::Path<UserId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    access.write(digest, |writing| switch(writing, true), show).await
}

/// Enables an account again; its password stands.
#[utoipa::path(tag = "users", params(("user" = UserId, Path), WriteHeaders),
    responses((status = 200, body = UserRecord), Problems))]
#[post("/users/{user}/enable")]
pub async fn enable(
    access: Access<UserWrite, Account>,
    _path: web::Path<UserId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    access.write(digest, |writing| switch(writing, false), show).await
}

/// What waited for an answer of somebody who is gone waits for somebody else.
fn pass_questions_on(writing: &mut Writing<'_, Account>, user: UserId) -> ApiResult<()> {
    let office = writing.caller.office;
    let asked: Vec<CaseId> = comments::table
        .filter(comments::office_id.eq(office))
        .filter(comments::waits_for.eq(user))
        // The words of the index `comments_waiting`.
        .filter(comments::open_since.is_not_null())
        .select(comments::case_id)
        .distinct()
        .load(writing.conn)?;
    // By id alone, the office checked here: SQLite would otherwise walk the office's index.
    let rows: Vec<CaseRow> = cases::table.filter(cases::id.eq_any(asked)).load(writing.conn)?;
    for row in rows.into_iter().filter(|row| row.office_id == office) {
        writing.about(Case { row, relation: Relation::Office }, pass_on)?;
    }
    Ok(())
}

fn switch(writing: &mut Writing<'_, Account>, off: bool) -> ApiResult<Written> {
    let user = find(writing)?;
    writing.expect(user.id.raw(), Some(user.version))?;
    let caller = writing.caller;
    if user.id == caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    if user.disabled_at.is_some() == off {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let now = writing.now;
    diesel::update(users::table.find(user.id))
        .set((
            users::version.eq(user.version + 1),
            users::updated_at.eq(now),
            users::updated_by.eq(caller.user),
            users::disabled_at.eq(off.then_some(now)),
        ))
        .execute(writing.conn)?;
    if off {
        end_devices(writing.conn, now, caller.office, user.id, None)?;
        void_reset_links(writing.conn, now, caller.office, user.id)?;
        forget_waiting(writing.conn, user.id)?;
        pass_questions_on(writing, user.id)?;
    }
    writing.touch(RecordKind::User, user.id.raw(), None)?;
    let action = if off { AuditAction::UserDisabled } else { AuditAction::UserEnabled };
    writing.audit(AuditDraft::one(action, RecordKind::User, None, user.id.raw()));
    Ok(Written::changed(user.id.raw(), user.version + 1))
}
