//! Passwords: Argon2id of a keyed hash, and the rules of NIST SP 800-63B-4 (length and a blocklist, no composition).

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use diesel::prelude::*;
use unicode_normalization::UnicodeNormalization;
use yaninda_shared::{
    ids::UserId,
    sessions::{PASSWORD_MAX, PASSWORD_MIN},
    values::{Stamp, ValueError},
};

use super::guessable::is_guessable;
use crate::{
    db::{AnyConnection, schema::users},
    problem::{ApiError, ApiResult},
    random,
    seal::Keyring,
    users::row::Person,
};

/// Password of every account of a demo database; refused everywhere else.
pub const DEMO_PASSWORD: &str = "by-your-side-demo";

/// A hash of nothing: verifying against it costs an unknown account the same work as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IG9mIG5vYm9keQ$kZ0oYwQm4Jp3c1r8tVnX5uL7eHd2bSa9fGiKjMxNyPo";

fn argon() -> ApiResult<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(ApiError::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// A stolen table of hashes is worth nothing without the root key.
fn keyed(keys: &Keyring, password: &str) -> [u8; 32] {
    keys.pepper("password").mac(&[normal(password).as_bytes()])
}

/// Hashes a password; takes 19 MiB and tens of milliseconds, so never inside a transaction of the server.
pub fn hash(keys: &Keyring, password: &str) -> ApiResult<String> {
    let salt = random::bytes::<16>(keys.random());
    let hash: PasswordHash =
        argon()?.hash_password_with_salt(&keyed(keys, password), &salt).map_err(ApiError::internal)?;
    Ok(hash.to_string())
}

/// Whether the password is the stored one. Without a stored one the work is the same and the answer no.
pub fn verify(keys: &Keyring, password: &str, stored: Option<&str>) -> ApiResult<bool> {
    let parsed = PasswordHash::new(stored.unwrap_or(NOBODY)).map_err(ApiError::internal)?;
    let right = argon()?.verify_password(&keyed(keys, password), &parsed).is_ok();
    Ok(right && stored.is_some())
}

/// Holds a new password to the rules. Errors: `TooShort`, `TooLong`, `TooCommon`.
pub fn check(password: &str, person: &Person) -> Result<(), ValueError> {
    let text = normal(password);
    match text.chars().count() {
        count if count < PASSWORD_MIN => Err(ValueError::TooShort),
        count if count > PASSWORD_MAX => Err(ValueError::TooLong),
        _ if is_guessable(&text, person) => Err(ValueError::TooCommon),
        _ => Ok(()),
    }
}

/// Sets a password without a caller, for tests. The rules are the caller's to check ([`check`]).
pub fn set_password(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    user: UserId,
    password: &str,
) -> ApiResult<()> {
    let hash = hash(keys, password)?;
    diesel::update(users::table.find(user))
        .set((users::password_hash.eq(Some(hash)), users::updated_at.eq(now)))
        .execute(conn)?;
    Ok(())
}
