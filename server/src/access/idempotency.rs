//! Lost answers: the outcome of a mutation by its key, never its body.

use actix_web::http::{StatusCode, header::HeaderMap};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{MutationId, OfficeId, RawId},
    problem::Code,
    values::Stamp,
};

use super::{session::Caller, writing::Written};
use crate::{
    db::{AnyConnection, schema::idempotency_keys},
    problem::{ApiError, ApiResult},
    seal::constant_time_eq,
};

const HEADER: &str = "Idempotency-Key";

/// The key of a write. Errors: 428 if there is none, 400 if it is no UUIDv7.
pub(super) fn key(headers: &HeaderMap) -> ApiResult<MutationId> {
    let value = headers.get(HEADER).ok_or(ApiError::Refused(Code::PreconditionRequired))?;
    let key = value.to_str().ok().and_then(|text| text.trim_matches('"').parse().ok());
    key.ok_or(ApiError::BadHeader(HEADER))
}

/// What this key did before. Errors: 422 if it belongs to another request.
pub(super) fn find(
    conn: &mut AnyConnection,
    caller: &Caller,
    key: MutationId,
    request: &[u8],
) -> ApiResult<Option<Written>> {
    let row: Option<(Vec<u8>, i32, RawId, i64)> = idempotency_keys::table
        .find((caller.office, caller.user, key))
        .select((
            idempotency_keys::request_hash,
            idempotency_keys::status,
            idempotency_keys::record_id,
            idempotency_keys::version,
        ))
        .get_result(conn)
        .optional()?;
    let Some((hash, status, id, version)) = row else { return Ok(None) };
    if !constant_time_eq(&hash, request) {
        return Err(ApiError::Refused(Code::KeyReused));
    }
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    Ok(Some(Written { status: status.unwrap_or(StatusCode::OK), id, version }))
}

/// Seconds for which an answer that was lost can be asked for again.
const KEPT: i64 = 30 * 86_400;

/// Forgets at most `most` keys of an office that nobody sends again; answers how many.
pub(super) fn forget(conn: &mut AnyConnection, office: OfficeId, now: Stamp, most: i64) -> ApiResult<usize> {
    let old: Vec<MutationId> = idempotency_keys::table
        .filter(idempotency_keys::office_id.eq(office))
        .filter(idempotency_keys::at.lt(now.plus_seconds(-KEPT)))
        .order(idempotency_keys::at)
        .select(idempotency_keys::key)
        .limit(most)
        .load(conn)?;
    let rows = idempotency_keys::table
        .filter(idempotency_keys::office_id.eq(office))
        .filter(idempotency_keys::at.lt(now.plus_seconds(-KEPT)))
        .filter(idempotency_keys::key.eq_any(old));
    Ok(diesel::delete(rows).execute(conn)?)
}

pub(super) fn store(
    conn: &mut AnyConnection,
    caller: &Caller,
    key: MutationId,
    request: &[u8],
    written: Written,
    at: Stamp,
) -> ApiResult<()> {
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::office_id.eq(caller.office),
            idempotency_keys::user_id.eq(caller.user),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_hash.eq(request),
            idempotency_keys::status.eq(i32::from(written.status.as_u16())),
            idempotency_keys::record_id.eq(written.id),
            idempotency_keys::version.eq(written.version),
            idempotency_keys::at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}
