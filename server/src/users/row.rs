//! The row of an account.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{OfficeId, UserId},
    policy::Role,
    record::Meta,
    users::{Locale, UserRecord},
    values::{EmailAddress, Name, Stamp},
};

use crate::seal::{Keyring, Place, SealError, Sealer};

/// The sealed part of an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Person {
    pub name: Name,
    pub email: EmailAddress,
}

/// Sealed column: name and address.
pub fn place(id: UserId) -> Place {
    Place::new("users.sealed", id.raw())
}

/// Sealed column: the TOTP secret in force.
pub fn totp_place(id: UserId) -> Place {
    Place::new("users.totp", id.raw())
}

/// Sealed column: a TOTP secret that was offered and not yet confirmed.
pub fn totp_pending_place(id: UserId) -> Place {
    Place::new("users.totp_pending", id.raw())
}

/// Token that finds an account by its address, before its office is known.
pub fn email_token(keys: &Keyring, email: &EmailAddress) -> Vec<u8> {
    keys.pepper("sign-in address").token(&[email.as_str().as_bytes()])
}

/// Table `users`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct UserRow {
    pub id: UserId,
    pub office_id: OfficeId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub email_token: Vec<u8>,
    pub sealed: Vec<u8>,
    pub role: Role,
    pub pending_role: Option<Role>,
    pub pending_by: Option<UserId>,
    pub locale: Locale,
    pub password_hash: Option<String>,
    /// A password chosen with a link that a colleague has yet to confirm, who made the link, and since when.
    pub waiting_hash: Option<String>,
    pub waiting_by: Option<UserId>,
    pub waiting_since: Option<Stamp>,
    pub totp: Option<Vec<u8>>,
    pub totp_pending: Option<Vec<u8>>,
    pub totp_last_step: i64,
    pub disabled_at: Option<Stamp>,
}

impl UserRow {
    /// Opens name and address with the office's key.
    pub fn person(&self, key: &Sealer) -> Result<Person, SealError> {
        key.open(place(self.id), &self.sealed)
    }

    /// The account as an administrator sees it.
    pub fn open(&self, key: &Sealer) -> Result<UserRecord, SealError> {
        let Person { name, email } = self.person(key)?;
        Ok(UserRecord {
            id: self.id,
            office: self.office_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            name,
            email,
            role: self.role,
            pending_role: self.pending_role,
            pending_by: self.pending_by,
            locale: self.locale,
            disabled: self.disabled_at.is_some(),
            totp: self.totp.is_some(),
            active: self.password_hash.is_some(),
        })
    }
}
