//! Forgetting what no sign-in needs any more: sessions that are over, one-time links, devices, counted tries.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{DeviceId, FamilyId, OfficeId},
    values::Stamp,
};

use super::{family::ABSOLUTE, rate_limit};
use crate::{
    db::{
        AnyConnection,
        schema::{devices, refresh_families, reset_links},
    },
    problem::ApiResult,
    users::forget_old_waiting,
};

/// Seconds for which its owner still sees a device that has ended, and an office what became of a link.
const KEPT: i64 = 90 * 86_400;

/// Ends the devices of an office whose last session is over, and forgets at most `most` of each kind of record; answers
/// how many.
pub fn forget(conn: &mut AnyConnection, office: OfficeId, now: Stamp, most: i64) -> ApiResult<usize> {
    let (over, old) = (now.plus_seconds(-ABSOLUTE), now.plus_seconds(-KEPT));
    let unseen = devices::table
        .filter(devices::office_id.eq(office))
        .filter(devices::last_seen_at.lt(over))
        .filter(devices::ended_at.is_null());
    diesel::update(unseen).set(devices::ended_at.eq(Some(now))).execute(conn)?;
    let families: Vec<FamilyId> = refresh_families::table
        .filter(refresh_families::office_id.eq(office))
        .filter(refresh_families::expires_at.lt(now))
        .select(refresh_families::id)
        .limit(most)
        .load(conn)?;
    let ended: Vec<DeviceId> = devices::table
        .filter(devices::office_id.eq(office))
        .filter(devices::ended_at.lt(Some(old)))
        .select(devices::id)
        .limit(most)
        .load(conn)?;
    let links: Vec<Vec<u8>> = reset_links::table
        .filter(reset_links::office_id.eq(office))
        .filter(reset_links::expires_at.lt(old))
        .select(reset_links::token_hash)
        .limit(most)
        .load(conn)?;
    rate_limit::forget(conn, now)?;
    forget_old_waiting(conn, office, now)?;
    Ok(diesel::delete(refresh_families::table.filter(refresh_families::id.eq_any(families))).execute(conn)?
        + diesel::delete(devices::table.filter(devices::id.eq_any(ended))).execute(conn)?
        + diesel::delete(reset_links::table.filter(reset_links::token_hash.eq_any(links))).execute(conn)?)
}
