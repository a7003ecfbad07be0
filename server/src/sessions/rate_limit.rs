//! Rate limits in the database, so that they hold across restarts and servers. Keys are keyed hashes: the table names
//! neither accounts nor addresses.

use diesel::prelude::*;
use yaninda_shared::values::Stamp;

use crate::{
    db::{AnyConnection, each, schema::rate_limits},
    problem::{ApiError, ApiResult},
    seal::Keyring,
};

/// So many tries in a window of so many seconds. A window that was used up leaves half as many for the next one.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub scope: &'static str,
    pub tries: i64,
    pub window: i64,
}

/// Failed sign-ins of one account; those from a device that its owner is signed in on count apart.
pub const ACCOUNT: Limit = Limit { scope: "account", tries: 10, window: 900 };
/// Failed sign-ins, refreshes, sign-outs and redeemed links from one address.
pub const ADDRESS: Limit = Limit { scope: "address", tries: 60, window: 900 };
/// Wrong codes, passwords and the like of one signed-in user.
pub const OWN_ACCOUNT: Limit = Limit { scope: "own account", tries: 10, window: 900 };
/// Looks for possible duplicates by one user: they must not become a way to ask who is in the programme.
pub const DUPLICATES: Limit = Limit { scope: "duplicates", tries: 30, window: 3600 };

fn key(keys: &Keyring, limit: &Limit, subject: &[u8]) -> Vec<u8> {
    keys.pepper("rate limit").token(&[limit.scope.as_bytes(), subject])
}

/// Takes one try. Errors: 429 with the seconds to wait; then nothing is counted.
pub fn take(conn: &mut AnyConnection, keys: &Keyring, now: Stamp, limit: &Limit, subject: &[u8]) -> ApiResult<()> {
    let key = key(keys, limit, subject);
    // Counting first takes the row's lock, so that tries at the same moment cannot all pass.
    let (start, hits): (Stamp, i64) = each!(conn, |c| diesel::insert_into(rate_limits::table)
        .values((rate_limits::key.eq(&key), rate_limits::window_start.eq(now), rate_limits::hits.eq(1)))
        .on_conflict(rate_limits::key)
        .do_update()
        .set(rate_limits::hits.eq(rate_limits::hits + 1))
        .returning((rate_limits::window_start, rate_limits::hits))
        .get_result(c))?;
    let ends = start.plus_seconds(limit.window);
    // This try is already in `hits`; a refused one is rolled back with its transaction.
    let used_up = hits > limit.tries;
    if now < ends {
        if !used_up {
            return Ok(());
        }
        let wait = (ends.micros() - now.micros() + 999_999) / 1_000_000;
        return Err(ApiError::TooMany(u32::try_from(wait).unwrap_or(u32::MAX)));
    }
    let carried = if used_up && now < ends.plus_seconds(limit.window) { limit.tries / 2 } else { 0 };
    diesel::update(rate_limits::table.find(&key))
        .set((rate_limits::window_start.eq(now), rate_limits::hits.eq(carried + 1)))
        .execute(conn)?;
    forget(conn, now)
}

/// Gives one try back: it was no failure.
pub fn give_back(conn: &mut AnyConnection, keys: &Keyring, limit: &Limit, subject: &[u8]) -> ApiResult<()> {
    let row = rate_limits::table.find(key(keys, limit, subject)).filter(rate_limits::hits.gt(0));
    diesel::update(row).set(rate_limits::hits.eq(rate_limits::hits - 1)).execute(conn)?;
    Ok(())
}

/// Forgets every try of this subject: it has shown who it is.
pub fn clear(conn: &mut AnyConnection, keys: &Keyring, limit: &Limit, subject: &[u8]) -> ApiResult<()> {
    diesel::delete(rate_limits::table.find(key(keys, limit, subject))).execute(conn)?;
    Ok(())
}

/// Drops rows that limit nothing any more.
pub(super) fn forget(conn: &mut AnyConnection, now: Stamp) -> ApiResult<()> {
    let old = now.plus_seconds(-86_400);
    diesel::delete(rate_limits::table.filter(rate_limits::window_start.lt(old))).execute(conn)?;
    Ok(())
}

/// Counts a sign-in to an account that does not exist. It limits nothing; it costs what recording a failure costs.
pub(super) fn note_unknown(conn: &mut AnyConnection, keys: &Keyring, now: Stamp) -> ApiResult<()> {
    let unlimited = Limit { scope: "unknown account", tries: i64::MAX, window: 900 };
    take(conn, keys, now, &unlimited, &[])
}
