//! Handing a user a one-time link: the administrator never knows a password, and what is chosen with the link waits for
//! a second person where the account can read anything.

use actix_web::{HttpResponse, Responder, post, web};
use yaninda_shared::{audit::AuditAction, ids::UserId, problem::Code, record::RecordKind, users::ResetLink};

use super::{link::make_reset_link, write::find};
use crate::{
    access::{Access, Account, UserWrite},
    audit::AuditDraft,
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// Makes a link that is good once, for a day; earlier ones are void. It does not replace a second factor.
#[utoipa::path(tag = "users", params(("user" = UserId, Path)),
    responses((status = 200, body = ResetLink), Problems))]
#[post("/users/{user}/reset-link")]
pub async fn reset_link(access: Access<UserWrite, Account>, _path: web::Path<UserId>) -> ApiResult<impl Responder> {
    let link = access.act(|writing| {
        let user = find(writing)?;
        if user.disabled_at.is_some() {
            return Err(ApiError::Refused(Code::Conflict));
        }
        let caller = writing.caller;
        let (keys, now) = (&writing.core.keys, writing.now);
        let link = make_reset_link(writing.conn, keys, now, caller.office, user.id, Some(caller.user))?;
        writing.audit(AuditDraft::one(AuditAction::ResetLinkMade, RecordKind::User, None, user.id.raw()));
        Ok(link)
    });
    Ok(HttpResponse::Ok().json(link.await?))
}
