//! Referrals before and after workshops, and what participants thought and knew. For supervisors: exact.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{UnitId, WorkshopId},
    values::{NaiveDate, ShortText},
    workshops::{Effective, Knowledge},
};

/// A base of fewer is too few to compare with.
pub const FEWEST_TO_COMPARE: u32 = 5;

/// Referrals of so many months before, and of as many after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    pub before: u32,
    pub after: u32,
    /// The change in tenths of a per cent; absent if there were too few before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<i64>,
}

impl Comparison {
    /// Compares two counts.
    #[must_use]
    pub fn of(before: u32, after: u32) -> Self {
        let (base, more) = (i64::from(before), i64::from(after) - i64::from(before));
        // Half a tenth rounds away from zero.
        let change = (before >= FEWEST_TO_COMPARE).then(|| (more * 2000 + more.signum() * base) / (base * 2));
        Self { before, after, change }
    }
}

/// Referrals of one unit; of none: those that name no unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitReferrals {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ShortText>,
    /// People of it took part in these workshops.
    pub trained: bool,
    /// By month, as [`IdentificationReport::months`].
    pub counts: Vec<u32>,
    pub comparison: Comparison,
}

/// A workshop of the series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesWorkshop {
    pub id: WorkshopId,
    pub held_on: NaiveDate,
    pub participants: u32,
}

/// Participants of one unit over all workshops of the series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitParticipants {
    pub name: ShortText,
    pub people: u32,
}

/// Answer of `GET /reports/identification?first=2023-12&last=2023-12&window=4`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentificationReport {
    /// From the first month before to the last month after.
    pub months: Vec<String>,
    /// How many of them come before the series, and as many after it.
    pub window: u32,
    /// All months after have ended.
    pub complete: bool,
    pub units: Vec<UnitReferrals>,
    /// All referrals by month.
    pub totals: Vec<u32>,
    /// All referrals.
    pub all: Comparison,
    /// Those of the units that took part.
    pub trained: Comparison,
    pub workshops: Vec<SeriesWorkshop>,
    pub participants: u32,
    pub participants_by_unit: Vec<UnitParticipants>,
    pub effective: Effective,
    pub known_before: Knowledge,
    pub known_after: Knowledge,
    /// Workshops with more answers than people who came.
    pub overfull: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_change_is_in_tenths_and_needs_a_base() {
        let change = |before, after| Comparison::of(before, after).change;
        assert_eq!(change(34, 50), Some(471));
        assert_eq!(change(50, 34), Some(-320));
        assert_eq!(change(8, 9), Some(125));
        assert_eq!(change(16, 17), Some(63), "6.25 rounds away from zero");
        assert_eq!(change(5, 0), Some(-1000));
        assert_eq!(change(4, 9), None);
        assert_eq!(change(0, 9), None);
    }
}
