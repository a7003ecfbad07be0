//! One's own devices: seeing and ending them.

use actix_web::{HttpResponse, Responder, get, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::DeviceId,
    record::RecordKind,
    sessions::DeviceRecord,
    values::{ShortText, Stamp},
};

use super::family::end_device;
use crate::{
    access::{Access, Answer, Disclosed, InOffice, OwnAccount},
    audit::AuditDraft,
    db::schema::devices,
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// Most devices that are shown. Devices that were not seen for a month end by themselves and are then forgotten.
const MOST: i64 = 1000;

type Row = (DeviceId, String, Stamp, Stamp, Option<Stamp>);

/// One's own devices, first those that are not ended, the one last seen first.
#[utoipa::path(tag = "me", responses((status = 200, body = Vec<DeviceRecord>), Problems))]
#[get("/me/devices")]
pub async fn list(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let caller = reading.caller;
            let rows: Vec<Row> = devices::table
                .filter(devices::office_id.eq(caller.office))
                .filter(devices::user_id.eq(caller.user))
                .order((devices::ended_at.is_null().desc(), devices::last_seen_at.desc(), devices::id.desc()))
                .limit(MOST)
                .select((devices::id, devices::label, devices::created_at, devices::last_seen_at, devices::ended_at))
                .load(reading.conn)?;
            let shown = rows.into_iter().map(|(id, label, created_at, last_seen_at, ended)| {
                let label = ShortText::parse(&label).map_err(ApiError::internal)?;
                let current = id == caller.device;
                Ok(DeviceRecord { id, label, created_at, last_seen_at, current, ended: ended.is_some() })
            });
            Ok(Disclosed::impersonal(shown.collect::<ApiResult<Vec<_>>>()?))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Ends one of one's own devices; its access ends with its next request. Ending it again changes nothing.
#[utoipa::path(tag = "me", params(("device" = DeviceId, Path)), responses((status = 204), Problems))]
#[post("/me/devices/{device}/end")]
pub async fn end(access: Access<OwnAccount, InOffice>, path: web::Path<DeviceId>) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    access
        .act(move |writing| {
            let (caller, now) = (writing.caller, writing.now);
            let mine: Option<DeviceId> = devices::table
                .find(id)
                .filter(devices::office_id.eq(caller.office))
                .filter(devices::user_id.eq(caller.user))
                .select(devices::id)
                .get_result(writing.conn)
                .optional()?;
            let id = mine.ok_or_else(ApiError::not_found)?;
            end_device(writing.conn, now, caller.office, id)?;
            writing.audit(AuditDraft::one(AuditAction::DeviceEnded, RecordKind::Device, None, id.raw()));
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
