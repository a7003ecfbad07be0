//! Possible duplicates, caught before saving, without telling a worker who else is in the programme.

use serde::{Deserialize, Serialize};

use crate::{
    ids::CaseId,
    values::{Name, PhoneNumber, ShortText},
};

/// Body of `POST /cases/duplicates`: full names with a birth year, or exact numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicateQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_names: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_names: Option<Name>,
    /// A further full name, for instance in the person's own script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_names: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1900, maximum = 2100))]
    pub birth_year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub numbers: Vec<ShortText>,
}

/// What a worker may know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicateAnswer {
    /// Matches among the cases the caller may open.
    pub cases: Vec<CaseId>,
    /// There is a reason for a supervisor to look; who it is about is not said. A caseworker is always told `true`
    /// after asking, unless a case of their own matched, so the answer reveals nothing.
    pub supervisor_will_check: bool,
}
