//! Accepting a second factor: a code of the authenticator (each step once) or a recovery code (each once).

use data_encoding::BASE32_NOPAD;
use diesel::prelude::*;
use totp_rs::{Builder, Totp};
use yaninda_shared::{ids::UserId, sensitive::Sensitive, values::Stamp};

use crate::{
    db::{
        AnyConnection,
        schema::{recovery_codes, users},
    },
    problem::{ApiError, ApiResult},
    random,
    seal::Keyring,
    users::row::{UserRow, totp_place},
};

/// Seconds of a step.
pub(super) const STEP: i64 = 30;

/// What was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Factor {
    Totp,
    Recovery,
}

/// Six digits, steps of 30 seconds, one step either side.
pub(super) fn authenticator(secret: &[u8]) -> Totp {
    Builder::new().with_secret(secret.to_vec()).with_skew(1).build_noncompliant()
}

/// The step that this code is of now.
pub(super) fn step(secret: &[u8], code: &str, now: Stamp) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let step = authenticator(secret).check(&code, now.seconds().unsigned_abs())?;
    i64::try_from(step).ok()
}

/// Accepts a code of the user's authenticator or a recovery code, once. `None`: neither, or used already.
pub(super) fn accept(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    user: &UserRow,
    code: &Sensitive<String>,
) -> ApiResult<Option<Factor>> {
    let Some(sealed) = &user.totp else { return Ok(None) };
    let secret = keys.office(conn, user.office_id)?.open_bytes(totp_place(user.id), sealed)?;
    if let Some(step) = step(&secret, code.expose(), now) {
        // The condition is in the statement: of two requests with one code, one finds no row.
        let fresh = users::table.find(user.id).filter(users::totp_last_step.lt(step));
        let taken = diesel::update(fresh).set(users::totp_last_step.eq(step)).execute(conn)?;
        return Ok((taken == 1).then_some(Factor::Totp));
    }
    let hash = recovery_hash(keys, user.id, code.expose());
    let unused = recovery_codes::table
        .filter(recovery_codes::office_id.eq(user.office_id))
        .filter(recovery_codes::user_id.eq(user.id))
        .filter(recovery_codes::hash.eq(hash))
        .filter(recovery_codes::used_at.is_null());
    let taken = diesel::update(unused).set(recovery_codes::used_at.eq(Some(now))).execute(conn)?;
    Ok((taken == 1).then_some(Factor::Recovery))
}

fn recovery_hash(keys: &Keyring, user: UserId, code: &str) -> Vec<u8> {
    let bare: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    keys.pepper("recovery code").mac(&[user.raw().0.as_bytes(), bare.as_bytes()]).to_vec()
}

/// Removes the second factor of a user and its recovery codes.
pub fn remove_factor(conn: &mut AnyConnection, user: &UserRow) -> ApiResult<()> {
    diesel::update(users::table.find(user.id)).set(users::totp.eq(None::<Vec<u8>>)).execute(conn)?;
    drop_recovery_codes(conn, user)
}

/// Forgets the recovery codes of a user.
fn drop_recovery_codes(conn: &mut AnyConnection, user: &UserRow) -> ApiResult<()> {
    let codes = recovery_codes::table
        .filter(recovery_codes::office_id.eq(user.office_id))
        .filter(recovery_codes::user_id.eq(user.id));
    diesel::delete(codes).execute(conn)?;
    Ok(())
}

/// Ten new recovery codes of 80 bits; the former ones are void.
pub(super) fn make_recovery_codes(
    conn: &mut AnyConnection,
    keys: &Keyring,
    user: &UserRow,
) -> ApiResult<Vec<Sensitive<String>>> {
    drop_recovery_codes(conn, user)?;
    (0..10)
        .map(|slot: i32| {
            let text = BASE32_NOPAD.encode(&random::bytes::<10>(keys.random())).to_ascii_lowercase();
            let groups: Vec<String> =
                text.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
            let code = groups.join("-");
            diesel::insert_into(recovery_codes::table)
                .values((
                    recovery_codes::office_id.eq(user.office_id),
                    recovery_codes::user_id.eq(user.id),
                    recovery_codes::slot.eq(slot),
                    recovery_codes::hash.eq(recovery_hash(keys, user.id, &code)),
                ))
                .execute(conn)?;
            Ok::<_, ApiError>(Sensitive::new(code))
        })
        .collect()
}
