//! Redeeming a one-time link: the user chooses a password; the second factor is still asked for, and without one a second
//! person is.

use actix_web::{HttpRequest, HttpResponse, Responder, post};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::UserId,
    problem::Code,
    record::RecordKind,
    sensitive::Sensitive,
    sessions::{PasswordReset, ResetWaits},
    users::CONFIRM_WITHIN_DAYS,
    values::ValueError,
};

use super::{
    factor::{self, Factor},
    family::end_devices,
    hashing, password,
    rate_limit::{OWN_ACCOUNT, clear, take},
    tries::Tries,
};
use crate::{
    access::{Core, Public},
    audit::{Actor, AuditDraft, append},
    db::{
        AnyConnection,
        schema::{reset_links, users},
    },
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    users::{forget_waiting, let_wait, link_hash, row::UserRow, waits_for_colleague},
};

/// Sets a new password with a one-time link: 204, and every session of the user ends; or 202 where a colleague has to
/// confirm first that it was the user, until when nothing changes. A link that is unknown, used or over is refused as the
/// field `token`.
#[utoipa::path(tag = "sessions", request_body = PasswordReset, security(()),
    responses((status = 204), (status = 202, body = ResetWaits), Problems))]
#[post("/sessions/reset")]
pub async fn reset(public: Public, request: HttpRequest, payload: Payload<PasswordReset>) -> ApiResult<impl Responder> {
    let PasswordReset { token, new, code } = payload.value;
    let tries = Tries::new(public.core(), &request, None);
    let link = link_hash(&public.core().keys, token.expose());
    let (counted, text, wanted) = (tries.clone(), new.clone(), link.clone());
    let found = public.write(move |conn, core| {
        counted.take(conn, core)?;
        // The try stays counted: a refusal of the link or the password is inside.
        Ok::<_, ApiError>(look_up(conn, core, &wanted).and_then(|(user, _)| {
            let person = user.person(&core.keys.office(conn, user.office_id)?)?;
            password::check(text.expose(), &person).map_err(|why| ApiError::field("new", why))?;
            Ok(user)
        }))
    });
    let user = found.await??;
    if user.totp.is_some() && code.is_none() {
        public.write(move |conn, core| tries.give_back(conn, core)).await?;
        return Err(ApiError::Refused(Code::TotpRequired));
    }
    let hash = hashing::hash(public.core(), new).await?;
    let waits = public.write(move |conn, core| redeem(conn, core, &link, &hash, code.as_ref(), &tries)).await??;
    Ok(match waits {
        false => HttpResponse::NoContent().finish(),
        true => HttpResponse::Accepted().json(ResetWaits { days: CONFIRM_WITHIN_DAYS }),
    })
}

/// The user of a link that is still good, and who made it.
fn look_up(conn: &mut AnyConnection, core: &Core, link: &[u8]) -> ApiResult<(UserRow, Option<UserId>)> {
    let now = core.clock.now();
    let found: Option<(UserRow, Option<UserId>)> = reset_links::table
        .inner_join(users::table.on(users::id.eq(reset_links::user_id)))
        .filter(reset_links::token_hash.eq(link))
        .filter(reset_links::used_at.is_null())
        .filter(reset_links::expires_at.gt(now))
        .filter(users::disabled_at.is_null())
        .select((users::all_columns, reset_links::created_by))
        .get_result(conn)
        .optional()?;
    found.ok_or_else(|| ApiError::field("token", ValueError::UnknownValue))
}

/// Whether the password waits for a colleague. A refusal that must be kept is inside the `Ok`.
fn redeem(
    conn: &mut AnyConnection,
    core: &Core,
    link: &[u8],
    hash: &str,
    code: Option<&Sensitive<String>>,
    tries: &Tries,
) -> ApiResult<ApiResult<bool>> {
    let now = core.clock.now();
    let (user, made_by) = look_up(conn, core, link)?;
    let waits = waits_for_colleague(conn, &user, made_by)?;
    let about = |action| AuditDraft::one(action, RecordKind::User, None, user.id.raw());
    let actor = Actor { user: Some(user.id), device: None };
    let done = if waits { AuditAction::PasswordWaits } else { AuditAction::PasswordChanged };
    let mut entries = vec![(actor, about(done).fields(["link"]))];
    if user.totp.is_some() {
        take(conn, &core.keys, now, &OWN_ACCOUNT, user.id.raw().0.as_bytes())?;
        let Some(code) = code else { return Ok(Err(ApiError::Refused(Code::TotpRequired))) };
        match factor::accept(conn, &core.keys, now, &user, code)? {
            Some(Factor::Totp) => {}
            Some(Factor::Recovery) => entries.push((actor, about(AuditAction::RecoveryCodeUsed))),
            None => {
                let failed = about(AuditAction::SignInFailed).fields(["code"]);
                append(conn, user.office_id, now, &[(Actor::default(), failed)])?;
                return Ok(Err(ApiError::Refused(Code::WrongCode)));
            }
        }
        clear(conn, &core.keys, &OWN_ACCOUNT, user.id.raw().0.as_bytes())?;
    }
    // The condition is in the statement: of two requests with one link, one finds no row.
    let open = reset_links::table.find(link).filter(reset_links::used_at.is_null());
    if diesel::update(open).set(reset_links::used_at.eq(Some(now))).execute(conn)? != 1 {
        return Err(ApiError::field("token", ValueError::UnknownValue));
    }
    if waits {
        let_wait(conn, user.id, hash, made_by, now)?;
    } else {
        diesel::update(users::table.find(user.id)).set(users::password_hash.eq(Some(hash))).execute(conn)?;
        forget_waiting(conn, user.id)?;
        end_devices(conn, now, user.office_id, user.id, None)?;
    }
    tries.give_back(conn, core)?;
    append(conn, user.office_id, now, &entries)?;
    Ok(Ok(waits))
}
