//! A referral as a form sends it and as it is shown.

use serde::{Deserialize, Serialize};

use super::kind::{Indicator, ReferralOutcome, ReferralSource};
use crate::{
    ids::{CaseId, ReferralId, UnitId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, ValueError, check_not_future},
};

/// Body of `PUT /referrals/{referral}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralDraft {
    pub source: ReferralSource,
    /// One of the office's list, of the same authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// What the official does, never who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<ShortText>,
    pub received_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 14))]
    pub indicators: Vec<Indicator>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    pub outcome: ReferralOutcome,
    /// When it was decided; of one that waits there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_on: Option<NaiveDate>,
    /// A case of the office that the caller may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
}

impl ReferralDraft {
    /// Checks the days, the outcome and that no sign stands twice.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        checker.check("received_on", check_not_future(self.received_on, today));
        match (self.outcome, self.outcome_on) {
            (ReferralOutcome::Waiting, Some(_)) => checker.refuse("outcome_on", ValueError::NotAllowedHere),
            (ReferralOutcome::Waiting, None) => {}
            (_, None) => checker.refuse("outcome_on", ValueError::Missing),
            (_, Some(day)) => {
                if checker.check("outcome_on", check_not_future(day, today)).is_some() && day < self.received_on {
                    checker.refuse("outcome_on", ValueError::BeforeStart);
                }
            }
        }
        let mut signs = self.indicators.clone();
        signs.sort_unstable();
        signs.dedup();
        if signs.len() < self.indicators.len() {
            checker.refuse("indicators", ValueError::Taken);
        }
        checker.finish()
    }
}

/// A referral of the caller's office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralRecord {
    pub id: ReferralId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: ReferralDraft,
    #[serde(default)]
    pub withdrawn: bool,
}

/// Query of `GET /referrals`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferralFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// `2026-11`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ReferralOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: impl FnOnce(&mut serde_json::Value)) -> Vec<(String, String)> {
        let mut draft = serde_json::json!({ "source": "pdmm", "received_on": "2026-11-20", "outcome": "waiting" });
        change(&mut draft);
        let draft: ReferralDraft = serde_json::from_value(draft).unwrap();
        let errors = draft.validate("2026-11-23".parse().unwrap()).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn its_days_follow_one_another_and_a_sign_stands_once() {
        assert_eq!(refused(|_| ()), []);
        let said = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(refused(|draft| draft["received_on"] = "2026-11-26".into()), said("received_on", "in_the_future"));
        assert_eq!(refused(|draft| draft["outcome"] = "possible".into()), said("outcome_on", "missing"));
        assert_eq!(refused(|draft| draft["outcome_on"] = "2026-11-21".into()), said("outcome_on", "not_allowed_here"));
        let early = refused(|draft| {
            draft["outcome"] = "identified".into();
            draft["outcome_on"] = "2026-11-19".into();
        });
        assert_eq!(early, said("outcome_on", "before_start"));
        assert_eq!(
            refused(|draft| draft["indicators"] = serde_json::json!(["debt", "debt"])),
            said("indicators", "taken")
        );
    }
}
