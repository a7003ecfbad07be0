//! The second factor of one's own account: offered, confirmed, removed.

use actix_web::{HttpResponse, Responder, post, put};
use data_encoding::BASE32_NOPAD;
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    problem::Code,
    record::RecordKind,
    sensitive::Sensitive,
    sessions::{RecoveryCodes, TotpCode, TotpConfirm, TotpOffer},
    values::{Stamp, ValueError},
};

use super::{
    factor::{accept, make_recovery_codes, remove_factor, step},
    family::of_device,
    hashing,
    open::find_user,
    rate_limit::{OWN_ACCOUNT, clear, take},
};
use crate::{
    access::{Access, InOffice, OwnAccount, Reading, Writing},
    audit::AuditDraft,
    db::schema::{devices, users},
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    random,
    users::row::{totp_pending_place, totp_place},
};

/// Names neither the programme nor the person: other people see a phone's list of codes.
const ISSUER: &str = "Work";

/// Seconds after a sign-in in which whoever is here is still whoever signed in.
const RECENT: i64 = 600;

type Mine<'a, 'c> = &'a mut Writing<'c, InOffice>;

fn record(writing: Mine<'_, '_>, action: AuditAction, field: &str) {
    let user = writing.caller.user.raw();
    writing.audit(AuditDraft::one(action, RecordKind::User, None, user).fields([field]));
}

/// Offers a new secret. It is in force only once a code of it has come.
#[utoipa::path(tag = "me", responses((status = 200, body = TotpOffer), Problems))]
#[post("/me/totp")]
pub async fn offer(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    let offer = access
        .act(|writing| {
            let user = writing.caller.user;
            let secret = random::bytes::<20>(writing.core.keys.random());
            let key = writing.office_key()?;
            let sealed = key.seal_bytes(writing.core.keys.random(), totp_pending_place(user), &secret)?;
            diesel::update(users::table.find(user)).set(users::totp_pending.eq(Some(sealed))).execute(writing.conn)?;
            record(writing, AuditAction::UserChanged, "totp_pending");
            let secret = BASE32_NOPAD.encode(&secret);
            let url = format!("otpauth://totp/{ISSUER}?secret={secret}&issuer={ISSUER}");
            Ok(TotpOffer { secret: Sensitive::new(secret), url: Sensitive::new(url) })
        })
        .await?;
    Ok(HttpResponse::Ok().json(offer))
}

/// Puts the offered secret in force and answers with ten recovery codes, shown this once. A second factor that is in
/// force is replaced only with `current`, a code of it or a recovery code; a first one wants the password again if the
/// sign-in is more than ten minutes ago.
#[utoipa::path(tag = "me", request_body = TotpConfirm, responses((status = 200, body = RecoveryCodes), Problems))]
#[put("/me/totp")]
pub async fn confirm(access: Access<OwnAccount, InOffice>, payload: Payload<TotpConfirm>) -> ApiResult<impl Responder> {
    let wish = payload.value;
    if let Some(stored) = access.prepare(wants_password).await? {
        let password = wish.password.clone().ok_or_else(|| ApiError::field("password", ValueError::Missing))?;
        // Counted before the work, which is dear.
        access.attempt(&OWN_ACCOUNT).await?;
        if !hashing::verify(&access.core().clone(), password, stored).await? {
            let failed = |writing: Mine<'_, '_>| {
                record(writing, AuditAction::SignInFailed, "password");
                Ok(())
            };
            access.act(failed).await?;
            return Err(ApiError::Refused(Code::WrongCredentials));
        }
    }
    let codes = access.act(move |writing| put_in_force(writing, &wish)).await??;
    Ok(HttpResponse::Ok().json(RecoveryCodes { codes }))
}

/// The stored password to check, if whoever is here has to show again that it is them.
fn wants_password(reading: &mut Reading<'_, InOffice>) -> ApiResult<Option<Option<String>>> {
    let (caller, recent) = (reading.caller, reading.now.plus_seconds(-RECENT));
    let user = find_user(reading.conn, caller.user)?;
    // A first sign-in makes the device, a later one another family of sessions on it.
    let made: Stamp = devices::table.find(caller.device).select(devices::created_at).get_result(reading.conn)?;
    let signed_in = of_device(reading.conn, caller.device)?.map_or(made, |family| family.created_at);
    Ok((user.totp.is_none() && signed_in < recent).then_some(user.password_hash))
}

fn put_in_force(writing: Mine<'_, '_>, wish: &TotpConfirm) -> ApiResult<ApiResult<Vec<Sensitive<String>>>> {
    let (core, now, id) = (writing.core, writing.now, writing.caller.user);
    take(writing.conn, &core.keys, now, &OWN_ACCOUNT, id.raw().0.as_bytes())?;
    let user = find_user(writing.conn, id)?;
    let pending = user.totp_pending.as_ref().ok_or(ApiError::Refused(Code::Conflict))?;
    let key = writing.office_key()?;
    let secret = key.open_bytes(totp_pending_place(id), pending)?;
    let wrong = ApiError::Refused(Code::WrongCode);
    if user.totp.is_some() {
        let current = wish.current.as_ref().ok_or_else(|| ApiError::field("current", ValueError::Missing))?;
        if accept(writing.conn, &core.keys, now, &user, current)?.is_none() {
            record(writing, AuditAction::SignInFailed, "current");
            return Ok(Err(wrong));
        }
    }
    let Some(step) = step(&secret, wish.code.expose(), now) else {
        record(writing, AuditAction::SignInFailed, "code");
        return Ok(Err(wrong));
    };
    let sealed = key.seal_bytes(core.keys.random(), totp_place(id), &secret)?;
    diesel::update(users::table.find(id))
        .set((users::totp.eq(Some(sealed)), users::totp_pending.eq(None::<Vec<u8>>), users::totp_last_step.eq(step)))
        .execute(writing.conn)?;
    let codes = make_recovery_codes(writing.conn, &core.keys, &user)?;
    clear(writing.conn, &core.keys, &OWN_ACCOUNT, id.raw().0.as_bytes())?;
    record(writing, AuditAction::TotpEnrolled, "totp");
    Ok(Ok(codes))
}

/// Removes the second factor, if the role can do without.
#[utoipa::path(tag = "me", request_body = TotpCode, responses((status = 204), Problems))]
#[post("/me/totp/remove")]
pub async fn remove(access: Access<OwnAccount, InOffice>, payload: Payload<TotpCode>) -> ApiResult<impl Responder> {
    let code = payload.value.code;
    access.act(move |writing| take_out_of_force(writing, &code)).await??;
    Ok(HttpResponse::NoContent().finish())
}

fn take_out_of_force(writing: Mine<'_, '_>, code: &Sensitive<String>) -> ApiResult<ApiResult<()>> {
    let (core, now, id) = (writing.core, writing.now, writing.caller.user);
    if writing.caller.role.needs_totp() {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    take(writing.conn, &core.keys, now, &OWN_ACCOUNT, id.raw().0.as_bytes())?;
    let user = find_user(writing.conn, id)?;
    if user.totp.is_none() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if accept(writing.conn, &core.keys, now, &user, code)?.is_none() {
        record(writing, AuditAction::SignInFailed, "code");
        return Ok(Err(ApiError::Refused(Code::WrongCode)));
    }
    remove_factor(writing.conn, &user)?;
    clear(writing.conn, &core.keys, &OWN_ACCOUNT, id.raw().0.as_bytes())?;
    record(writing, AuditAction::TotpRemoved, "totp");
    Ok(Ok(()))
}
