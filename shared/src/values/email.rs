//! E-mail addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ValueError;

/// An address with one `@`, a local part, and a domain with a dot; lower-cased, at most 254 characters (RFC 5321).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = "email", max_length = 254))]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Parses an address. Errors: `Empty`, `TooLong`, `NotAnEmail`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ValueError::Empty);
        }
        if text.len() > 254 {
            return Err(ValueError::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(ValueError::NotAnEmail)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
        let label_ok = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        if local_ok && domain.contains('.') && domain.split('.').all(label_ok) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(ValueError::NotAnEmail)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<e-mail address>")
    }
}
