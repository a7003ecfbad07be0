//! Making an office: its row, its key, and the heads of its feed and its audit chain.

use diesel::prelude::*;
use yaninda_shared::{ids::OfficeId, values::Stamp};

use crate::{
    db::{
        AnyConnection,
        schema::{audit_heads, feed_heads, offices},
    },
    problem::ApiResult,
    random,
    seal::Keyring,
};

/// Makes an office. `code` begins its case numbers.
pub fn create(conn: &mut AnyConnection, keys: &Keyring, now: Stamp, code: &str, name: &str) -> ApiResult<OfficeId> {
    let id = OfficeId::from_raw(random::id(keys.random(), now));
    create_with(conn, keys, now, id, code, name)?;
    Ok(id)
}

/// Makes an office with a known id, for the demo.
pub fn create_with(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    id: OfficeId,
    code: &str,
    name: &str,
) -> ApiResult<()> {
    diesel::insert_into(offices::table)
        .values((
            offices::id.eq(id),
            offices::code.eq(code),
            offices::name.eq(name),
            offices::version.eq(1),
            offices::quiet_days.eq(30),
            offices::confirm_days.eq(60),
            offices::next_case.eq(1),
            offices::created_at.eq(now),
        ))
        .execute(conn)?;
    diesel::insert_into(feed_heads::table)
        .values((feed_heads::office_id.eq(id), feed_heads::seq.eq(0)))
        .execute(conn)?;
    diesel::insert_into(audit_heads::table)
        .values((audit_heads::office_id.eq(id), audit_heads::seq.eq(0), audit_heads::hash.eq(vec![0; 32])))
        .execute(conn)?;
    keys.make_office_key(conn, id, now)?;
    Ok(())
}
