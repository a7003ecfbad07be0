//! Passwords: Argon2id of a keyed hash, and the rules of NIST SP 800-63B-4 (length and a blocklist, no composition).

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
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

/// What Argon2 works in, 19 MiB once it was used. Kept and used again: an allocator keeps what one thread returns from
/// the next thread that asks, and clearing fresh pages takes as long as hashing.
#[derive(Default)]
pub struct Memory(Vec<Block>);

impl Memory {
    fn fill(&mut self, params: Params, password: &[u8], salt: &Salt) -> ApiResult<Output> {
        let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
        self.0.resize(params.block_count(), Block::default());
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(password, salt, &mut out, &mut self.0)
            .map_err(ApiError::internal)?;
        Output::new(&out).map_err(ApiError::internal)
    }
}

fn params() -> ApiResult<Params> {
    Params::new(19_456, 2, 1, None).map_err(ApiError::internal)
}

fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// A stolen table of hashes is worth nothing without the root key.
fn keyed(keys: &Keyring, password: &str) -> [u8; 32] {
    keys.pepper("password").mac(&[normal(password).as_bytes()])
}

/// Hashes a password; takes 19 MiB and tens of milliseconds, so never inside a transaction of the server.
pub fn hash(memory: &mut Memory, keys: &Keyring, password: &str) -> ApiResult<String> {
    let params = params()?;
    let salt = Salt::new(&random::bytes::<16>(keys.random())).map_err(ApiError::internal)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(ApiError::internal)?,
        salt: Some(salt),
        hash: Some(memory.fill(params, &keyed(keys, password), &salt)?),
    };
    Ok(hash.to_string())
}

/// Whether the password is the stored one. Without a stored one the work is the same and the answer no.
pub fn verify(memory: &mut Memory, keys: &Keyring, password: &str, stored: Option<&str>) -> ApiResult<bool> {
    let parsed = PasswordHash::new(stored.unwrap_or(NOBODY)).map_err(ApiError::internal)?;
    let params = Params::try_from(&parsed).map_err(ApiError::internal)?;
    let salt = parsed.salt.ok_or_else(|| ApiError::internal("a password's hash without its salt"))?;
    let found = memory.fill(params, &keyed(keys, password), &salt)?;
    // Compared in constant time.
    Ok(parsed.hash == Some(found) && stored.is_some())
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
    let hash = hash(&mut Memory::default(), keys, password)?;
    diesel::update(users::table.find(user))
        .set((users::password_hash.eq(Some(hash)), users::updated_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_hash_is_verified_and_the_memory_is_used_again() {
        // Made with the reference implementation: argon2id, t = 2, m = 19,456 KiB, p = 1.
        const KNOWN: &str =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$T95q7S205tf9WI4HhYOZDIQmMMAbntacGXTIku0gXT8";
        let parsed = PasswordHash::new(KNOWN).expect("a hash");
        let cost = || Params::try_from(&parsed).expect("parameters");
        let salt = parsed.salt.expect("a salt");
        let mut memory = Memory::default();
        let mut places = Vec::new();
        for _ in 0..2 {
            assert_eq!(memory.fill(cost(), b"password", &salt).ok(), parsed.hash);
            assert_ne!(memory.fill(cost(), b"Password", &salt).ok(), parsed.hash);
            places.push(memory.0.as_ptr());
        }
        assert_eq!(places[0], places[1]);
    }

    #[test]
    fn an_unknown_account_costs_what_a_known_one_does() {
        let known = params().expect("parameters");
        let unknown = Params::try_from(&PasswordHash::new(NOBODY).expect("a hash")).expect("parameters");
        let cost = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        assert_eq!(cost(&unknown), cost(&known));
    }
}
