//! The donor report of one office: exact, for its supervisors.

use serde::{Deserialize, Serialize};

use super::figures::Figures;
use crate::{
    catalogue::Category,
    disclosure::Period,
    ids::OfficeId,
    values::{Currency, FundCode},
};

/// What delivered services cost, of one fund, category and currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spend {
    /// Absent where none was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundCode>,
    pub category: Category,
    /// In minor units: the sum may be more than any one amount.
    pub minor: i64,
    pub currency: Currency,
}

/// Answer of `GET /reports/donor?period=2026-Q1&fund=…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DonorReport {
    pub office: OfficeId,
    pub period: Period,
    /// Only services that this fund paid; what has no fund is then left out of all other tables too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundCode>,
    pub tables: Vec<Figures>,
    pub spend: Vec<Spend>,
}
