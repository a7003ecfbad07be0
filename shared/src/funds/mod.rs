//! The funds that pay for what an office does: what each gives, in which currency and for which days.

use serde::{Deserialize, Serialize};

use crate::{
    ids::FundId,
    problem::{Checker, FieldError},
    values::{FundCode, Money, NaiveDate, ShortText, ValueError},
};

/// Most amounts of one fund.
const MOST: usize = 40;

/// What a fund gives for a stretch of days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundAmount {
    pub amount: Money,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Body of `PUT /funds/{fund}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundDraft {
    /// As services name it; it stays what it was when the fund was set up.
    pub code: FundCode,
    /// In the office's own words. It stands in clear and is about nobody.
    pub name: ShortText,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 40))]
    pub amounts: Vec<FundAmount>,
    /// No longer offered; what it paid stays counted.
    #[serde(default)]
    pub retired: bool,
}

impl FundDraft {
    /// Days run forwards, and no day has two amounts of one currency.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if self.amounts.len() > MOST {
            checker.refuse("amounts", ValueError::TooLong);
        }
        for (index, one) in self.amounts.iter().enumerate() {
            if one.to < one.from {
                checker.refuse(&format!("amounts.{index}.to"), ValueError::BeforeStart);
            }
            let same = |other: &&FundAmount| other.amount.currency() == one.amount.currency();
            let earlier = self.amounts.iter().take(index);
            if earlier.filter(same).any(|other| other.from <= one.to && one.from <= other.to) {
                checker.refuse(&format!("amounts.{index}.from"), ValueError::Taken);
            }
        }
        checker.finish()
    }
}

/// A fund of the caller's office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundRecord {
    pub id: FundId,
    pub version: i64,
    #[serde(flatten)]
    pub draft: FundDraft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_day_has_two_amounts_of_one_currency() {
        let refused = |amounts: serde_json::Value| {
            let draft = serde_json::json!({ "code": "NL-2026", "name": "Embassy", "amounts": amounts });
            let draft: FundDraft = serde_json::from_value(draft).unwrap();
            draft.validate().err().map(|all| all.into_iter().map(|one| format!("{} {}", one.field, one.code)).collect())
        };
        let of = |currency: &str, from: &str, to: &str| serde_json::json!({ "amount": { "minor": 100, "currency": currency }, "from": from, "to": to });
        let year = of("TRY", "2026-01-01", "2026-12-31");
        assert_eq!(refused(serde_json::json!([year, of("EUR", "2026-01-01", "2026-12-31")])), None::<Vec<String>>);
        assert_eq!(refused(serde_json::json!([year, of("TRY", "2027-01-01", "2027-01-01")])), None);
        let both = refused(serde_json::json!([year, of("TRY", "2026-12-31", "2027-12-31")]));
        assert_eq!(both, Some(vec!["amounts.1.from taken".to_owned()]));
        let back = refused(serde_json::json!([of("TRY", "2026-02-01", "2026-01-31")]));
        assert_eq!(back, Some(vec!["amounts.0.to before_start".to_owned()]));
    }
}
