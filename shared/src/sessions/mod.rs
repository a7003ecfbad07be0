//! Signing in, devices, the second factor, and one's own account.

use serde::{Deserialize, Serialize};

use crate::{
    cases::CaseFilter,
    ids::{DeviceId, OfficeId, UserId, ViewId},
    policy::{Role, StepUp},
    sensitive::Sensitive,
    users::Locale,
    values::{EmailAddress, Name, ShortText, Stamp},
};

/// Shortest password, NIST SP 800-63B-4 for a single factor.
pub const PASSWORD_MIN: usize = 15;
/// Longest password.
pub const PASSWORD_MAX: usize = 256;

/// Body of `POST /sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    pub email: EmailAddress,
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 256))]
    pub password: Sensitive<String>,
    /// Six digits of the authenticator, or a recovery code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 40))]
    pub code: Option<Sensitive<String>>,
    /// This browser's device, if it has signed this user in before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
}

/// Answer of `POST /sessions` and `POST /sessions/refresh`. The refresh token is in a cookie, never here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// EdDSA JWT, kept in memory only.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub access_token: Sensitive<String>,
    pub expires_at: Stamp,
    pub device: DeviceId,
    pub me: Me,
}

/// Body of `POST /sessions/refresh`: which of the browser's cookies to use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refresh {
    pub device: DeviceId,
}

/// The caller's own account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub id: UserId,
    pub office: OfficeId,
    pub office_name: ShortText,
    pub name: Name,
    pub role: Role,
    pub locale: Locale,
    pub totp: bool,
    /// This role needs a second factor and has none yet: nothing else is allowed until it is set up.
    pub must_enrol_totp: bool,
}

/// Body of `PUT /me`: one's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeDraft {
    pub locale: Locale,
}

/// Body of `POST /me/password`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 256))]
    pub current: Sensitive<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 15, max_length = 256))]
    pub new: Sensitive<String>,
}

/// Body of `POST /sessions/reset`: a one-time link is redeemed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 200))]
    pub token: Sensitive<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 15, max_length = 256))]
    pub new: Sensitive<String>,
    /// The second factor, if the account has one: a link does not replace it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 40))]
    pub code: Option<Sensitive<String>>,
}

/// Answer of `POST /sessions/reset` where the password waits until a colleague confirms that it was the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetWaits {
    /// After so many days it is forgotten.
    pub days: i64,
}

/// Body of `POST /me/step-up`: whoever is signed in shows again that it is them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepUpProof {
    /// What for; the proof opens nothing else.
    pub purpose: StepUp,
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 256))]
    pub password: Sensitive<String>,
    /// The second factor, if the account has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 40))]
    pub code: Option<Sensitive<String>>,
}

/// Answer of `POST /me/step-up`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SteppedUp {
    pub until: Stamp,
}

/// Answer of `POST /me/totp`: the secret to put into an authenticator app, not yet in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpOffer {
    /// Base32.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub secret: Sensitive<String>,
    /// `otpauth://` address with a neutral issuer.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub url: Sensitive<String>,
}

/// Body of `PUT /me/totp`: a code of the offered secret. Who has a second factor already also shows that it is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpConfirm {
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 40))]
    pub code: Sensitive<String>,
    /// A code of the factor in force, or a recovery code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 40))]
    pub current: Option<Sensitive<String>>,
    /// The password, for a first factor a while after the sign-in: somebody else may hold the phone by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 256))]
    pub password: Option<Sensitive<String>>,
}

/// Body of `POST /me/totp/remove`: a code of the authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpCode {
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 40))]
    pub code: Sensitive<String>,
}

/// Answer of `PUT /me/totp`: ten codes, each good once, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub codes: Vec<Sensitive<String>>,
}

/// One of the caller's devices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceRecord {
    pub id: DeviceId,
    /// Made from the browser's name and system, for instance "Chrome, Android".
    pub label: ShortText,
    pub created_at: Stamp,
    pub last_seen_at: Stamp,
    pub current: bool,
    pub ended: bool,
}

/// Body of `PUT /me/views/{view}`: a saved list filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewDraft {
    pub name: ShortText,
    pub filter: CaseFilter,
}

/// A saved view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewRecord {
    pub id: ViewId,
    pub version: i64,
    #[serde(flatten)]
    pub draft: ViewDraft,
}

/// Answer of `GET /demo` on a database marked as demo: the sign-ins and the current code of each second factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoInfo {
    pub demo: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<DemoAccount>,
}

/// A sign-in of the demo programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoAccount {
    pub email: EmailAddress,
    pub password: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}
