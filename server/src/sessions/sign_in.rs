//! Signing in. An unknown account, a disabled one and a wrong password are one answer and the same work.

use actix_web::{HttpRequest, Responder, post};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::DeviceId,
    problem::Code,
    record::RecordKind,
    sensitive::Sensitive,
    sessions::{Session, SignIn},
};

use super::{
    factor::{self, Factor},
    family::{Kin, of_device},
    hashing,
    open::{Opened, browser, find_user, open, presented},
    tries::Tries,
};
use crate::{
    access::{Core, Public},
    audit::{Actor, AuditDraft, append},
    db::{AnyConnection, schema::users},
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    users::row::{UserRow, email_token},
};

/// Signs in with address, password and, for accounts that have one, a code of the second factor. The refresh token
/// comes in a cookie of this device and user.
#[utoipa::path(tag = "sessions", request_body = SignIn, security(()),
    responses((status = 200, body = Session), Problems))]
#[post("/sessions")]
pub async fn sign_in(public: Public, request: HttpRequest, payload: Payload<SignIn>) -> ApiResult<impl Responder> {
    let SignIn { email, password, code, device } = payload.value;
    let token = email_token(&public.core().keys, &email);
    let tries = Tries::new(public.core(), &request, Some(token.clone()));
    let label = browser(&request);
    let held = device.and_then(|device| Some((device, presented(&request, device)?)));
    let (found, tries) = public
        .write(move |conn, core| {
            let found: Option<UserRow> =
                users::table.filter(users::email_token.eq(&token)).get_result(conn).optional()?;
            let tries = match (&found, &held) {
                (Some(user), Some((device, token))) if is_theirs(conn, core, user, *device, token)? => {
                    tries.clone().on_device(*device)
                }
                _ => tries.clone(),
            };
            tries.take(conn, core)?;
            Ok::<_, ApiError>((found, tries))
        })
        .await?;
    let stored = found.as_ref().filter(|user| user.disabled_at.is_none()).and_then(|user| user.password_hash.clone());
    let right = hashing::verify(public.core(), password, stored).await?;
    let Some(user) = found.as_ref().filter(|_| right).cloned() else {
        fail(&public, found).await?;
        return Err(ApiError::Refused(Code::WrongCredentials));
    };
    if user.totp.is_some() && code.is_none() {
        public.write(move |conn, core| tries.give_back(conn, core)).await?;
        return Err(ApiError::Refused(Code::TotpRequired));
    }
    let opened = public.write(move |conn, core| finish(conn, core, &user, code.as_ref(), device, &label, &tries));
    Ok(opened.await??.respond())
}

/// Whether the browser holds the living session of a device that this user signed in on.
fn is_theirs(conn: &mut AnyConnection, core: &Core, user: &UserRow, device: DeviceId, token: &str) -> ApiResult<bool> {
    let family = of_device(conn, device)?.filter(|family| family.user_id == user.id);
    Ok(family.is_some_and(|family| matches!(family.kin(&core.keys, token), Kin::Current | Kin::Previous)))
}

/// The password was right. A refusal that must be kept is inside the `Ok`.
fn finish(
    conn: &mut AnyConnection,
    core: &Core,
    verified: &UserRow,
    code: Option<&Sensitive<String>>,
    device: Option<DeviceId>,
    label: &str,
    tries: &Tries,
) -> ApiResult<ApiResult<Opened>> {
    let now = core.clock.now();
    let user = find_user(conn, verified.id)?;
    if user.disabled_at.is_some() || user.password_hash != verified.password_hash {
        return Ok(Err(ApiError::Refused(Code::WrongCredentials)));
    }
    let actor = Actor { user: Some(user.id), device: None };
    let mut entries = Vec::new();
    if user.totp.is_some() {
        let Some(code) = code else { return Ok(Err(ApiError::Refused(Code::TotpRequired))) };
        match factor::accept(conn, &core.keys, now, &user, code)? {
            Some(Factor::Totp) => {}
            Some(Factor::Recovery) => entries.push((actor, entry(AuditAction::RecoveryCodeUsed, &user))),
            None => {
                let failed = entry(AuditAction::SignInFailed, &user).fields(["code"]);
                append(conn, user.office_id, now, &[(Actor::default(), failed)])?;
                return Ok(Err(ApiError::Refused(Code::WrongCode)));
            }
        }
    }
    tries.succeed(conn, core)?;
    let opened = open(conn, core, &user, device, label)?;
    let actor = Actor { device: Some(opened.device()), ..actor };
    entries.push((actor, entry(AuditAction::SignedIn, &user)));
    append(conn, user.office_id, now, &entries)?;
    Ok(Ok(opened))
}

fn entry(action: AuditAction, user: &UserRow) -> AuditDraft {
    AuditDraft::one(action, RecordKind::User, None, user.id.raw())
}

/// Records a failed sign-in in the account's office. Where there is no account, something else is committed: the time
/// of an answer must not tell which addresses exist.
async fn fail(public: &Public, user: Option<UserRow>) -> ApiResult<()> {
    public
        .write(move |conn, core| match &user {
            Some(user) => {
                let failed = entry(AuditAction::SignInFailed, user).fields(["password"]);
                append(conn, user.office_id, core.clock.now(), &[(Actor::default(), failed)])
            }
            None => super::rate_limit::note_unknown(conn, &core.keys, core.clock.now()),
        })
        .await
}
