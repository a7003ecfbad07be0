//! The units of authorities that an office works with.

use serde::{Deserialize, Serialize};

use super::ReferralSource;
use crate::{ids::UnitId, values::ShortText};

/// Body of `PUT /referral-units/{unit}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitDraft {
    /// It stands in clear and is about nobody.
    pub name: ShortText,
    /// The authority it belongs to.
    pub source: ReferralSource,
    /// No longer offered; where it stands already it stays.
    #[serde(default)]
    pub retired: bool,
}

/// A unit of the caller's office's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitRecord {
    pub id: UnitId,
    pub version: i64,
    #[serde(flatten)]
    pub draft: UnitDraft,
}
