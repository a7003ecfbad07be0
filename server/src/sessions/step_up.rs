//! Step-up: whoever is signed in shows again that it is them, for one purpose and for five minutes. The proof stands in the
//! row of the session itself, so it ends with the session. The door asks for it (`Action::step_up`).

use actix_web::{HttpResponse, Responder, post};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    policy::StepUp,
    problem::Code,
    record::RecordKind,
    sessions::{StepUpProof, SteppedUp},
    values::Stamp,
};

use super::{
    factor::{Factor, accept},
    family::of_device,
    hashing,
    open::find_user,
    rate_limit::{OWN_ACCOUNT, clear},
};
use crate::{
    access::{Access, Caller, InOffice, OwnAccount, Writing},
    audit::AuditDraft,
    db::{AnyConnection, schema::refresh_families},
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
};

/// Seconds that a proof lasts.
const LASTS: i64 = 300;

/// Shows again that it is the caller, with the password and, where the account has one, a code of the second factor.
/// Errors: 401 `totp_required` without a code, `wrong_credentials`, `wrong_code`; 429.
#[utoipa::path(tag = "me", request_body = StepUpProof, responses((status = 200, body = SteppedUp), Problems))]
#[post("/me/step-up")]
pub async fn step_up(access: Access<OwnAccount, InOffice>, payload: Payload<StepUpProof>) -> ApiResult<impl Responder> {
    let proof = payload.value;
    let core = access.core().clone();
    let prepared = access.prepare(|reading| {
        let user = find_user(reading.conn, reading.caller.user)?;
        Ok((user.password_hash, user.totp.is_some()))
    });
    let (stored, has_totp) = prepared.await?;
    if has_totp && proof.code.is_none() {
        return Err(ApiError::Refused(Code::TotpRequired));
    }
    // Counted before the work, which is dear.
    access.attempt(&OWN_ACCOUNT).await?;
    let right = hashing::verify(&core, proof.password.clone(), stored.clone()).await?;
    let until = access.act(move |writing| prove(writing, &proof, stored.as_deref().filter(|_| right))).await??;
    Ok(HttpResponse::Ok().json(SteppedUp { until }))
}

/// `verified` is the stored password that was shown. A refusal that must be kept is inside the `Ok`.
fn prove(
    writing: &mut Writing<'_, InOffice>,
    proof: &StepUpProof,
    verified: Option<&str>,
) -> ApiResult<ApiResult<Stamp>> {
    let (core, now, caller) = (writing.core, writing.now, writing.caller);
    let entry = |action| AuditDraft::one(action, RecordKind::User, None, caller.user.raw());
    let user = find_user(writing.conn, caller.user)?;
    if verified.is_none() || user.password_hash.as_deref() != verified {
        writing.audit(entry(AuditAction::SignInFailed).fields(["password"]));
        return Ok(Err(ApiError::Refused(Code::WrongCredentials)));
    }
    if user.totp.is_some() {
        let code = proof.code.as_ref().ok_or(ApiError::Refused(Code::TotpRequired))?;
        match accept(writing.conn, &core.keys, now, &user, code)? {
            Some(Factor::Totp) => {}
            Some(Factor::Recovery) => writing.audit(entry(AuditAction::RecoveryCodeUsed)),
            None => {
                writing.audit(entry(AuditAction::SignInFailed).fields(["code"]));
                return Ok(Err(ApiError::Refused(Code::WrongCode)));
            }
        }
    }
    let until = now.plus_seconds(LASTS);
    let family = of_device(writing.conn, caller.device)?.ok_or(ApiError::Refused(Code::SessionEnded))?;
    diesel::update(refresh_families::table.find(family.id))
        .set((refresh_families::step_up_for.eq(Some(proof.purpose)), refresh_families::step_up_until.eq(Some(until))))
        .execute(writing.conn)?;
    clear(writing.conn, &core.keys, &OWN_ACCOUNT, caller.user.raw().0.as_bytes())?;
    writing.audit(entry(AuditAction::SteppedUp).fields([proof.purpose.as_str()]));
    Ok(Ok(until))
}

/// Whether the caller's living session has a proof for this purpose that still counts.
pub fn stands(conn: &mut AnyConnection, caller: &Caller, purpose: StepUp, now: Stamp) -> ApiResult<bool> {
    let living = refresh_families::table
        .filter(refresh_families::office_id.eq(caller.office))
        .filter(refresh_families::device_id.eq(caller.device))
        .filter(refresh_families::revoked_at.is_null())
        .filter(refresh_families::user_id.eq(caller.user))
        .filter(refresh_families::expires_at.gt(now))
        .filter(refresh_families::step_up_for.eq(Some(purpose)))
        .filter(refresh_families::step_up_until.gt(Some(now)))
        .count();
    Ok(living.get_result::<i64>(conn)? > 0)
}

/// Uses up the proof of the caller's session.
pub fn spend(conn: &mut AnyConnection, caller: &Caller) -> ApiResult<()> {
    let living = refresh_families::table
        .filter(refresh_families::office_id.eq(caller.office))
        .filter(refresh_families::device_id.eq(caller.device))
        .filter(refresh_families::revoked_at.is_null());
    diesel::update(living)
        .set((refresh_families::step_up_for.eq(None::<StepUp>), refresh_families::step_up_until.eq(None::<Stamp>)))
        .execute(conn)?;
    Ok(())
}
