//! Who the person is. Sealed, never in a list; revealing it is one press and one audit entry.

use serde::{Deserialize, Serialize};

use crate::{
    problem::Checker,
    values::{Country, EmailAddress, LongText, NaiveDate, Name, PhoneNumber, ShortText, ValueError, check_not_future},
};

/// A number on a document or in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityNumber {
    /// What it is: "passport", "foreigner number" …
    pub kind: ShortText,
    pub number: ShortText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
}

/// Everything that names or reaches the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_names: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_names: Option<Name>,
    /// The name in its own script, or another spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_names: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<LongText>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub numbers: Vec<IdentityNumber>,
}

impl Identity {
    /// Given and family names joined, if there is any.
    #[must_use]
    pub fn full_name(&self) -> Option<String> {
        let parts: Vec<&str> =
            [&self.given_names, &self.family_names].into_iter().flatten().map(Name::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Names of the fields that hold something, for the audit log.
    #[must_use]
    pub fn filled(&self) -> Vec<&'static str> {
        let fields = [
            ("given_names", self.given_names.is_some()),
            ("family_names", self.family_names.is_some()),
            ("other_names", self.other_names.is_some()),
            ("birth_date", self.birth_date.is_some()),
            ("phone", self.phone.is_some()),
            ("email", self.email.is_some()),
            ("address", self.address.is_some()),
            ("numbers", !self.numbers.is_empty()),
        ];
        fields.into_iter().filter_map(|(name, filled)| filled.then_some(name)).collect()
    }

    /// Checks what serde cannot: a birth date that has come, a bounded list.
    pub fn check(&self, at: &str, today: NaiveDate, checker: &mut Checker) {
        if let Some(day) = self.birth_date {
            checker.check(&format!("{at}.birth_date"), check_not_future(day, today));
        }
        if self.numbers.len() > 20 {
            checker.refuse(&format!("{at}.numbers"), ValueError::TooLong);
        }
    }
}
