//! Changing one's own password.

use actix_web::{HttpResponse, Responder, post};
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, problem::Code, record::RecordKind, sessions::PasswordChange};

use super::{
    family::end_devices,
    hashing,
    open::find_user,
    password,
    rate_limit::{OWN_ACCOUNT, clear},
};
use crate::{
    access::{Access, InOffice, OwnAccount, Writing},
    audit::AuditDraft,
    db::schema::users,
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    users::{forget_waiting, void_reset_links},
};

/// Changes the password; every other device of the user is signed out, and links made for them are void. A wrong present password is
/// `wrong_credentials`.
#[utoipa::path(tag = "me", request_body = PasswordChange, responses((status = 204), Problems))]
#[post("/me/password")]
pub async fn change_password(
    access: Access<OwnAccount, InOffice>,
    payload: Payload<PasswordChange>,
) -> ApiResult<impl Responder> {
    let PasswordChange { current, new } = payload.value;
    let core = access.core().clone();
    let prepared = access.prepare(|reading| {
        let user = find_user(reading.conn, reading.caller.user)?;
        let key = reading.office_key()?;
        Ok((user.person(&key)?, user.password_hash))
    });
    let (person, stored) = prepared.await?;
    password::check(new.expose(), &person).map_err(|why| ApiError::field("new", why))?;
    // Counted before the work, which is dear.
    access.attempt(&OWN_ACCOUNT).await?;
    let right = hashing::verify(&core, current, stored.clone()).await?;
    let hash = if right { Some(hashing::hash(&core, new).await?) } else { None };
    access.act(move |writing| change(writing, stored.as_deref(), hash.as_deref())).await??;
    Ok(HttpResponse::NoContent().finish())
}

/// `hash` is there if the present password was right when it was checked.
fn change(writing: &mut Writing<'_, InOffice>, verified: Option<&str>, hash: Option<&str>) -> ApiResult<ApiResult<()>> {
    let (core, now, caller) = (writing.core, writing.now, writing.caller);
    let id = caller.user;
    let user = find_user(writing.conn, id)?;
    let entry = |action| AuditDraft::one(action, RecordKind::User, None, id.raw()).fields(["password"]);
    let Some(hash) = hash.filter(|_| user.password_hash.as_deref() == verified) else {
        writing.audit(entry(AuditAction::SignInFailed));
        return Ok(Err(ApiError::Refused(Code::WrongCredentials)));
    };
    diesel::update(users::table.find(id)).set(users::password_hash.eq(Some(hash))).execute(writing.conn)?;
    end_devices(writing.conn, now, caller.office, id, Some(caller.device))?;
    void_reset_links(writing.conn, now, caller.office, id)?;
    forget_waiting(writing.conn, id)?;
    clear(writing.conn, &core.keys, &OWN_ACCOUNT, id.raw().0.as_bytes())?;
    writing.audit(entry(AuditAction::PasswordChanged));
    Ok(Ok(()))
}
