//! Signing out with the cookie alone, so that it works when the access token has expired.

use actix_web::{HttpRequest, HttpResponse, Responder, cookie::time::Duration, post};
use yaninda_shared::{audit::AuditAction, ids::DeviceId, record::RecordKind, sessions::Refresh};

use super::{
    family::{Kin, end_device, of_device},
    open::{cookie, presented},
    tries::Tries,
};
use crate::{
    access::{Core, Public},
    audit::{Actor, AuditDraft, append},
    db::AnyConnection,
    http::{Payload, Problems},
    problem::ApiResult,
};

/// Signs a device out and clears its cookie. The answer is the same when there was nothing to end.
#[utoipa::path(tag = "sessions", request_body = Refresh, security(()), responses((status = 204), Problems))]
#[post("/sessions/end")]
pub async fn end(public: Public, request: HttpRequest, payload: Payload<Refresh>) -> ApiResult<impl Responder> {
    let device = payload.value.device;
    if let Some(token) = presented(&request, device) {
        let tries = Tries::new(public.core(), &request, None);
        public.write(move |conn, core| sign_out(conn, core, device, &token, &tries)).await?;
    }
    Ok(HttpResponse::NoContent().cookie(cookie(device, String::new(), Duration::ZERO)).finish())
}

fn sign_out(conn: &mut AnyConnection, core: &Core, device: DeviceId, token: &str, tries: &Tries) -> ApiResult<()> {
    let now = core.clock.now();
    tries.take(conn, core)?;
    let Some(family) = of_device(conn, device)? else { return Ok(()) };
    if family.kin(&core.keys, token) == Kin::Stranger {
        return Ok(());
    }
    tries.give_back(conn, core)?;
    end_device(conn, now, family.office_id, device)?;
    let actor = Actor { user: Some(family.user_id), device: Some(device) };
    let entry = AuditDraft::one(AuditAction::SignedOut, RecordKind::Device, None, device.raw());
    append(conn, family.office_id, now, &[(actor, entry)])
}
