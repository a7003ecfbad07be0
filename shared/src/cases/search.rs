//! Searching by code name, name prefix, case number or phone. In a body, so that no name stands in an address.

use serde::{Deserialize, Serialize};

use super::view::CaseSummary;
use crate::values::ShortText;

/// Body of `POST /cases/search`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchQuery {
    pub q: ShortText,
}

/// One case that matched; which of its fields did is said, the value is not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    pub case: CaseSummary,
    /// `code_name`, `number`, `name`, `phone` or `document`.
    pub matched: String,
}
