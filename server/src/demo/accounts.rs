//! Who signs in to the demo: two offices, one password, fixed second factors.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{OfficeId, RawId, UserId},
    policy::Role,
    users::Locale,
    values::Stamp,
};

pub use crate::sessions::DEMO_PASSWORD as PASSWORD;
use crate::{
    db::{AnyConnection, schema::users},
    problem::ApiResult,
    random::Random,
    seal::Keyring,
    users::{create_with, enrol_for_demo},
};

/// A demo account.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    pub email: &'static str,
    pub name: &'static str,
    pub role: Role,
    /// 0 is Istanbul, 1 Ankara.
    pub office: usize,
    pub locale: Locale,
    secret: &'static [u8],
}

/// Everyone; the second caseworker works in Ankara, so that the wall between offices can be seen, and the third in
/// Istanbul, so that there is somebody to share a case with. The third supervisor is there because nobody decides on their own.
pub const PEOPLE: &[Account] = &[
    person("caseworker@demo.example", "Elif Aydın", Role::Caseworker, 0, Locale::En, b""),
    person("caseworker2@demo.example", "Mert Kaya", Role::Caseworker, 1, Locale::Tr, b""),
    person("caseworker3@demo.example", "Ece Şahin", Role::Caseworker, 0, Locale::En, b""),
    person("supervisor@demo.example", "Zeynep Arslan", Role::Supervisor, 0, Locale::En, b"demo-supervisor-0001"),
    person("supervisor2@demo.example", "Okan Demir", Role::Supervisor, 1, Locale::Tr, b"demo-supervisor-0002"),
    person("manager@demo.example", "Deniz Koç", Role::Manager, 0, Locale::En, b""),
    person("admin@demo.example", "Can Yıldız", Role::Admin, 0, Locale::En, b"demo-admin-000000001"),
    person("auditor@demo.example", "Selin Öztürk", Role::Auditor, 0, Locale::En, b"demo-auditor-0000001"),
    person("supervisor3@demo.example", "Aylin Çetin", Role::Supervisor, 0, Locale::En, b"demo-supervisor-0003"),
];

const fn person(
    email: &'static str,
    name: &'static str,
    role: Role,
    office: usize,
    locale: Locale,
    secret: &'static [u8],
) -> Account {
    Account { email, name, role, office, locale, secret }
}

impl Account {
    /// The code of the second factor now, if there is one.
    #[must_use]
    pub fn code(&self, now: Stamp) -> Option<String> {
        if self.secret.is_empty() {
            return None;
        }
        let totp = totp_rs::Builder::new().with_secret(self.secret.to_vec()).build().ok()?;
        Some(totp.generate(now.seconds().unsigned_abs()).to_string())
    }
}

/// Makes one account.
#[expect(clippy::too_many_arguments, reason = "an account is made of all of these")]
pub(super) fn add(
    conn: &mut AnyConnection,
    keys: &Keyring,
    ids: &dyn Random,
    now: Stamp,
    office: OfficeId,
    name: &str,
    email: &str,
    role: Role,
    locale: Locale,
    hash: &str,
) -> ApiResult<UserId> {
    let raw: RawId = crate::random::id(ids, now);
    let id = UserId::from_raw(raw);
    create_with(conn, keys, now, office, id, name, email, role, locale)?;
    diesel::update(users::table.find(id)).set(users::password_hash.eq(Some(hash))).execute(conn)?;
    Ok(id)
}

/// Puts the fixed second factor of a demo account in force.
pub(super) fn enrol(
    conn: &mut AnyConnection,
    keys: &Keyring,
    office: OfficeId,
    user: UserId,
    account: &Account,
) -> ApiResult<()> {
    if account.secret.is_empty() { Ok(()) } else { enrol_for_demo(conn, keys, office, user, account.secret) }
}
