//! Making an account without a caller: the first one of an installation, the command line, the demo.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{OfficeId, UserId},
    policy::Role,
    users::Locale,
    values::{EmailAddress, Name, Stamp},
};

use super::row::{Person, email_token, place, totp_place};
use crate::{
    db::{AnyConnection, schema::users},
    problem::{ApiError, ApiResult},
    random,
    seal::Keyring,
};

/// Makes an account without a password. Errors: a name or an address that is refused, an address that is taken.
#[expect(clippy::too_many_arguments, reason = "an account is made of all of these")]
pub fn create(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    office: OfficeId,
    name: &str,
    email: &str,
    role: Role,
    locale: Locale,
) -> ApiResult<UserId> {
    let id = UserId::from_raw(random::id(keys.random(), now));
    create_with(conn, keys, now, office, id, name, email, role, locale)?;
    Ok(id)
}

/// Makes an account with a known id, for the demo.
#[expect(clippy::too_many_arguments, reason = "an account is made of all of these")]
pub fn create_with(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    office: OfficeId,
    id: UserId,
    name: &str,
    email: &str,
    role: Role,
    locale: Locale,
) -> ApiResult<()> {
    let person = Person {
        name: Name::parse(name).map_err(|why| ApiError::field("name", why))?,
        email: EmailAddress::parse(email).map_err(|why| ApiError::field("email", why))?,
    };
    let sealed = keys.office(conn, office)?.seal(keys.random(), place(id), &person)?;
    diesel::insert_into(users::table)
        .values((
            users::id.eq(id),
            users::office_id.eq(office),
            users::version.eq(1),
            users::created_at.eq(now),
            users::created_by.eq(id),
            users::updated_at.eq(now),
            users::updated_by.eq(id),
            users::email_token.eq(email_token(keys, &person.email)),
            users::sealed.eq(sealed),
            users::role.eq(role),
            users::locale.eq(locale),
            users::totp_last_step.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}

/// Puts a known TOTP secret in force: for demo accounts, whose current code the sign-in page shows, and for tests.
pub fn enrol_for_demo(
    conn: &mut AnyConnection,
    keys: &Keyring,
    office: OfficeId,
    user: UserId,
    secret: &[u8],
) -> ApiResult<()> {
    let sealed = keys.office(conn, office)?.seal_bytes(keys.random(), totp_place(user), secret)?;
    diesel::update(users::table.find(user)).set(users::totp.eq(Some(sealed))).execute(conn)?;
    Ok(())
}
