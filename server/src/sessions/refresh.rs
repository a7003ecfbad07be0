//! Refreshing: the cookie's token is exchanged for its successor and a new access token.

use actix_web::{HttpRequest, Responder, post};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::DeviceId,
    problem::Code,
    record::RecordKind,
    sessions::{Refresh, Session},
    values::Stamp,
};

use super::{
    family::{Family, GRACE, IDLE, Kin, end_device, of_device, revoke},
    open::{Opened, find_user, presented, resume},
    tries::Tries,
};
use crate::{
    access::{Core, Public},
    audit::{Actor, AuditDraft, append},
    db::{AnyConnection, schema::devices},
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
};

/// Exchanges the refresh cookie of a device. Within half a minute the token before gives the same successor, so that
/// two tabs do not sign each other out; later it is a copy in other hands, and the device ends.
#[utoipa::path(tag = "sessions", request_body = Refresh, security(()),
    responses((status = 200, body = Session), Problems))]
#[post("/sessions/refresh")]
pub async fn refresh(public: Public, request: HttpRequest, payload: Payload<Refresh>) -> ApiResult<impl Responder> {
    let device = payload.value.device;
    let token = presented(&request, device).ok_or(ApiError::Refused(Code::SessionEnded))?;
    let tries = Tries::new(public.core(), &request, None);
    let turned = public.write(move |conn, core| turn(conn, core, device, &token, &tries));
    Ok(turned.await??.respond())
}

/// A refusal that must be kept (counted, or a session that ends) is inside the `Ok`.
fn turn(
    conn: &mut AnyConnection,
    core: &Core,
    device: DeviceId,
    token: &str,
    tries: &Tries,
) -> ApiResult<ApiResult<Opened>> {
    let now = core.clock.now();
    tries.take(conn, core)?;
    let ended = || Ok(Err(ApiError::Refused(Code::SessionEnded)));
    let Some(family) = of_device(conn, device)? else { return ended() };
    match family.kin(&core.keys, token) {
        Kin::Stranger => return ended(),
        Kin::Current if now >= family.expires_at || now >= family.rotated_at.plus_seconds(IDLE) => {
            revoke(conn, now, family.office_id, device)?;
            return ended();
        }
        Kin::Current => {}
        Kin::Previous if now <= family.rotated_at.plus_seconds(GRACE) => {}
        Kin::Previous | Kin::Ancestor => {
            end_reused(conn, now, &family)?;
            return ended();
        }
    }
    let user = find_user(conn, family.user_id)?;
    let device_ended: Option<Stamp> = devices::table.find(device).select(devices::ended_at).get_result(conn)?;
    if user.disabled_at.is_some() || device_ended.is_some() {
        revoke(conn, now, family.office_id, device)?;
        return ended();
    }
    let next = family.successor(&core.keys, token);
    if family.kin(&core.keys, token) == Kin::Current {
        family.rotate(conn, &core.keys, now, &next)?;
    }
    tries.give_back(conn, core)?;
    Ok(Ok(resume(conn, core, &user, device, next)?))
}

/// A token came twice: whoever holds the copy and whoever holds the original are both signed out.
fn end_reused(conn: &mut AnyConnection, now: Stamp, family: &Family) -> ApiResult<()> {
    end_device(conn, now, family.office_id, family.device_id)?;
    let actor = Actor { user: Some(family.user_id), device: Some(family.device_id) };
    let entry = AuditDraft::one(AuditAction::SessionReused, RecordKind::Device, None, family.device_id.raw());
    append(conn, family.office_id, now, &[(actor, entry)])
}
