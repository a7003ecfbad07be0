//! Giving a role that was asked for: by another administrator than the one who asked.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction, ids::UserId, policy::Role, problem::Code, record::RecordKind, users::UserRecord,
};

use super::write::{find, show};
use crate::{
    access::{Access, Account, UserWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::users,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Gives the role that waits. Errors: 409 if none waits; 403 for whoever asked for it, and for its own account.
#[utoipa::path(tag = "users", params(("user" = UserId, Path), WriteHeaders),
    responses((status = 200, body = UserRecord), Problems))]
#[post("/users/{user}/role-approval")]
pub async fn approve_role(
    access: Access<UserWrite, Account>,
    _path: web::Path<UserId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    access.write(digest, approve, show).await
}

fn approve(writing: &mut Writing<'_, Account>) -> ApiResult<Written> {
    let user = find(writing)?;
    writing.expect(user.id.raw(), Some(user.version))?;
    let role = user.pending_role.ok_or(ApiError::Refused(Code::Conflict))?;
    let caller = writing.caller.user;
    if user.pending_by.is_none_or(|by| by == caller) || user.id == caller {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    diesel::update(users::table.find(user.id))
        .set((
            users::version.eq(user.version + 1),
            users::updated_at.eq(writing.now),
            users::updated_by.eq(caller),
            users::role.eq(role),
            users::pending_role.eq(None::<Role>),
            users::pending_by.eq(None::<UserId>),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::User, user.id.raw(), None)?;
    let entry = AuditDraft::one(AuditAction::RoleApproved, RecordKind::User, None, user.id.raw());
    writing.audit(entry.fields([role.as_str()]));
    Ok(Written::changed(user.id.raw(), user.version + 1))
}
