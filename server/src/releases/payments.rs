//! What was paid in a month of an office, by person: kept with its release, sealed, so that later totals are made of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yaninda_shared::{catalogue::Category, ids::CaseId, services::ServiceStatus, values::Currency};

use crate::{
    problem::{ApiError, ApiResult},
    reports::Served,
};

/// What one person got of one category in one currency, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payment {
    pub case: CaseId,
    pub category: Category,
    pub currency: Currency,
    pub minor: u64,
}

/// One entry a person, category and currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payments(pub Vec<Payment>);

impl Payments {
    /// Of the services that were delivered.
    pub fn of(served: &[Served]) -> ApiResult<Self> {
        let mut sums: BTreeMap<(CaseId, Category, Currency), u64> = BTreeMap::new();
        for one in served.iter().filter(|one| one.status == ServiceStatus::Delivered) {
            if let (Some(cost), Some(currency)) = (one.cost, one.currency.as_deref()) {
                let currency = Currency::parse(currency).map_err(ApiError::internal)?;
                let sum = sums.entry((one.case, one.category, currency)).or_default();
                *sum = sum.saturating_add(u64::try_from(cost).unwrap_or(0));
            }
        }
        let one = |((case, category, currency), minor)| Payment { case, category, currency, minor };
        Ok(Self(sums.into_iter().map(one).collect()))
    }
}
