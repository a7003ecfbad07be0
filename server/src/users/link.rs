//! One-time links with which a user chooses a password.

use data_encoding::BASE64URL_NOPAD;
use diesel::prelude::*;
use yaninda_shared::{
    ids::{OfficeId, UserId},
    users::ResetLink,
    values::Stamp,
};

use crate::{
    db::{AnyConnection, schema::reset_links},
    problem::ApiResult,
    random,
    seal::Keyring,
};

/// Seconds a link is good for.
const LIFETIME: i64 = 86_400;

/// What is stored of a link's token.
pub fn link_hash(keys: &Keyring, token: &str) -> Vec<u8> {
    keys.pepper("reset link").mac(&[token.as_bytes()]).to_vec()
}

/// Makes a link; earlier ones of the user are void. `by` is nobody on the command line. The caller records it in the
/// audit log.
pub fn make_reset_link(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    office: OfficeId,
    user: UserId,
    by: Option<UserId>,
) -> ApiResult<ResetLink> {
    void_reset_links(conn, now, office, user)?;
    let token = BASE64URL_NOPAD.encode(&random::bytes::<32>(keys.random()));
    let expires_at = now.plus_seconds(LIFETIME);
    diesel::insert_into(reset_links::table)
        .values((
            reset_links::office_id.eq(office),
            reset_links::user_id.eq(user),
            reset_links::token_hash.eq(link_hash(keys, &token)),
            reset_links::created_at.eq(now),
            reset_links::created_by.eq(by),
            reset_links::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(ResetLink { path: format!("/reset#{token}"), expires_at })
}

/// Makes every open link of a user void.
pub fn void_reset_links(conn: &mut AnyConnection, now: Stamp, office: OfficeId, user: UserId) -> ApiResult<()> {
    let open = reset_links::table
        .filter(reset_links::office_id.eq(office))
        .filter(reset_links::user_id.eq(user))
        .filter(reset_links::used_at.is_null());
    diesel::update(open).set(reset_links::used_at.eq(Some(now))).execute(conn)?;
    Ok(())
}
