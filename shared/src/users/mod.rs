//! Members of staff.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{OfficeId, UserId},
    policy::Role,
    record::Meta,
    values::{EmailAddress, Name},
};

text_enum! {
    /// Language of the interface.
    Locale { En = "en", Tr = "tr", Ar = "ar" }
}

/// Body of `PUT /users/{id}`. A role that needs a second person is asked for, not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserDraft {
    pub name: Name,
    pub email: EmailAddress,
    pub role: Role,
    #[serde(default = "default_locale")]
    pub locale: Locale,
}

const fn default_locale() -> Locale {
    Locale::En
}

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserRecord {
    pub id: UserId,
    pub office: OfficeId,
    #[serde(flatten)]
    pub meta: Meta,
    pub name: Name,
    pub email: EmailAddress,
    pub role: Role,
    /// A role that waits for a second administrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_role: Option<Role>,
    /// Who asked for it, and so may not approve it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_by: Option<UserId>,
    pub locale: Locale,
    pub disabled: bool,
    pub totp: bool,
    /// Has set a password.
    pub active: bool,
}

/// A colleague as everyone in the office sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    pub id: UserId,
    pub name: Name,
    pub role: Role,
    pub disabled: bool,
}

/// A one-time link for the user alone: the administrator hands it over and never chooses a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetLink {
    /// Path and fragment, for instance `/reset#…`; the token is in the fragment, so no log sees it.
    pub path: String,
    /// Unix microseconds.
    pub expires_at: crate::values::Stamp,
}

/// Days within which a colleague confirms a password that was chosen with a link; then it is forgotten.
pub const CONFIRM_WITHIN_DAYS: i64 = 7;

/// A password that was chosen with a link and waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingPassword {
    /// Whose account it is for.
    pub user: UserId,
    pub name: Name,
    pub role: Role,
    /// Who made the link, and so may not confirm.
    pub link_by: Name,
    pub since: crate::values::Stamp,
}

/// Body of `POST /users/{id}/password-confirmation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordConfirmation {
    /// Whether it was the user who chose it, as they told the one who confirms themselves.
    pub was_them: bool,
}
