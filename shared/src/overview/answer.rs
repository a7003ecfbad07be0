//! The answer of `GET /overview`.

use serde::{Deserialize, Serialize};

use super::figure::Figure;
use crate::{
    cases::Risk,
    ids::{FundId, UserId},
    outcomes::OutcomeDomain,
    values::{Currency, FundCode, NaiveDate},
};

/// Everything of one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    pub today: NaiveDate,
    /// After so many days without contact a case is quiet; after as many without a look it is unopened.
    pub quiet_days: u16,
    pub workers: Vec<WorkerLoad>,
    pub figures: Vec<FigureCount>,
    /// The last twelve months, the present one last.
    pub milestones: Vec<MonthCount>,
    /// Each domain for itself; there is no sum.
    pub recovery: Vec<DomainChange>,
    pub spend: Vec<FundSpend>,
}

impl Overview {
    /// How often.
    #[must_use]
    pub fn count(&self, figure: Figure) -> i64 {
        self.figures.iter().find(|one| one.figure == figure).map_or(0, |one| one.count)
    }
}

/// Open cases of one worker (none: nobody's) at one risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkerLoad {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<UserId>,
    pub risk: Risk,
    pub cases: i64,
}

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FigureCount {
    pub figure: Figure,
    pub count: i64,
}

/// Milestones reached in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthCount {
    /// Its first day.
    pub month: NaiveDate,
    pub count: i64,
}

/// One domain of the cases that were rated at least twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DomainChange {
    pub domain: OutcomeDomain,
    pub up: i64,
    pub same: i64,
    pub down: i64,
    /// How many cases began at each step of 1 to 5.
    pub first: [i64; 5],
    /// How many stand at each step now.
    pub latest: [i64; 5],
}

impl DomainChange {
    /// A domain of which nothing is known yet.
    #[must_use]
    pub const fn none(domain: OutcomeDomain) -> Self {
        Self { domain, up: 0, same: 0, down: 0, first: [0; 5], latest: [0; 5] }
    }

    /// Cases that were rated at least twice.
    #[must_use]
    pub const fn cases(&self) -> i64 {
        self.up + self.same + self.down
    }
}

/// What one fund paid in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundSpend {
    /// As services name it; none is what was paid from no fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundCode>,
    /// The office's record of it; none if it was never set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FundId>,
    pub currency: Currency,
    /// The days that are counted: of the amount that is in force today, else of this year.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Minor units.
    pub spent: i64,
    /// What the fund gives for these days, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
}
