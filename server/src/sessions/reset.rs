//! Redeeming a one-time link: the user chooses a password; the second factor is still asked for.

use actix_web::{HttpRequest, HttpResponse, Responder, post};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction, problem::Code, record::RecordKind, sensitive::Sensitive, sessions::PasswordReset,
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
    users::{link_hash, row::UserRow},
};

/// Sets a new password with a one-time link. Every session of the user ends. A link that is unknown, used or over is
/// refused as the field `token`.
#[utoipa::path(tag = "sessions", request_body = PasswordReset, security(()), responses((status = 204), Problems))]
#[post("/sessions/reset")]
pub async fn reset(public: Public, request: HttpRequest, payload: Payload<PasswordReset>) -> ApiResult<impl Responder> {
    let PasswordReset { token, new, code } = payload.value;
    let tries = Tries::new(public.core(), &request, None);
    let link = link_hash(&public.core().keys, token.expose());
    let (counted, text, wanted) = (tries.clone(), new.clone(), link.clone());
    let found = public.write(move |conn, core| {
        counted.take(conn, core)?;
        // The try stays counted: a refusal of the link or the password is inside.
        Ok::<_, ApiError>(look_up(conn, core, &wanted).and_then(|user| {
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
    public.write(move |conn, core| redeem(conn, core, &link, &hash, code.as_ref(), &tries)).await??;
    Ok(HttpResponse::NoContent().finish())
}

/// The user of a link that is still good.
fn look_up(conn: &mut AnyConnection, core: &Core, link: &[u8]) -> ApiResult<UserRow> {
    let now = core.clock.now();
    let user: Option<UserRow> = reset_links::table
        .inner_join(users::table.on(users::id.eq(reset_links::user_id)))
        .filter(reset_links::token_hash.eq(link))
        .filter(reset_links::used_at.is_null())
        .filter(reset_links::expires_at.gt(now))
        .filter(users::disabled_at.is_null())
        .select(users::all_columns)
        .get_result(conn)
        .optional()?;
    user.ok_or_else(|| ApiError::field("token", ValueError::UnknownValue))
}

fn redeem(
    conn: &mut AnyConnection,
    core: &Core,
    link: &[u8],
    hash: &str,
    code: Option<&Sensitive<String>>,
    tries: &Tries,
) -> ApiResult<ApiResult<()>> {
    let now = core.clock.now();
    let user = look_up(conn, core, link)?;
    let about = |action| AuditDraft::one(action, RecordKind::User, None, user.id.raw());
    let actor = Actor { user: Some(user.id), device: None };
    let mut entries = vec![(actor, about(AuditAction::PasswordChanged).fields(["link"]))];
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
    diesel::update(users::table.find(user.id)).set(users::password_hash.eq(Some(hash))).execute(conn)?;
    end_devices(conn, now, user.office_id, user.id, None)?;
    tries.give_back(conn, core)?;
    append(conn, user.office_id, now, &entries)?;
    Ok(Ok(()))
}
