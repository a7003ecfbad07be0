//! That the plan was agreed, reviewed or revised on a day.

use serde::{Deserialize, Serialize};

use super::goal::GoalRecord;
use crate::{
    ids::{CaseId, GoalId, PlanId},
    milestones::MilestoneRecord,
    problem::{Checker, FieldError},
    record::Meta,
    values::{LanguageTag, LongText, NaiveDate, ShortText, ValueError, check_day, check_not_future},
};

text_enum! {
    /// What was done with the plan.
    PlanStep { Agreed = "agreed", Reviewed = "reviewed", Revised = "revised" }
}

/// Body of `PUT /cases/{id}/plans/{plan}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanDraft {
    pub step: PlanStep,
    pub occurred_on: NaiveDate,
    /// The language it was talked over in.
    pub language: LanguageTag,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<ShortText>,
    /// The person got the plan on paper.
    #[serde(default)]
    pub copy_given: bool,
    /// When it is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
}

impl PlanDraft {
    /// Checks the day, which lies in the time of the case, and that the review comes after it.
    pub fn validate(&self, opened_on: NaiveDate, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if checker.check("occurred_on", check_not_future(self.occurred_on, today)).is_some()
            && self.occurred_on < opened_on
        {
            checker.refuse("occurred_on", ValueError::BeforeStart);
        }
        if let Some(day) = self.next_review_on
            && checker.check("next_review_on", check_day(day)).is_some()
            && day < self.occurred_on
        {
            checker.refuse("next_review_on", ValueError::BeforeStart);
        }
        checker.finish()
    }
}

/// A goal as it was when the plan was agreed: its history holds that version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreedGoal {
    pub goal: GoalId,
    pub version: i64,
}

/// What was agreed about the plan of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanRecord {
    pub id: PlanId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: PlanDraft,
    /// The goals that it was about.
    pub goals: Vec<AgreedGoal>,
    #[serde(default)]
    pub withdrawn: bool,
}

/// Answer of `GET /cases/{id}/plan`: everything that a printed plan shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanView {
    /// In the order they were set, withdrawn ones too.
    pub goals: Vec<GoalRecord>,
    /// Newest first.
    pub entries: Vec<PlanRecord>,
    pub milestones: Vec<MilestoneRecord>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_looked_at_again_after_it_was_agreed() {
        let refused = |on: &str, again: &str| {
            let draft: PlanDraft = serde_json::from_value(serde_json::json!({ "step": "agreed", "occurred_on": on,
                "language": "tr", "next_review_on": again }))
            .unwrap();
            let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
            let errors = draft.validate(day("2026-11-01"), day("2026-11-23")).err().unwrap_or_default();
            errors.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(refused("2026-11-20", "2027-02-20"), []);
        assert_eq!(refused("2026-11-20", "2026-11-19"), one("next_review_on", "before_start"));
        assert_eq!(refused("2026-10-20", "2026-12-19"), one("occurred_on", "before_start"));
        assert_eq!(refused("2026-11-26", "2026-12-19"), one("occurred_on", "in_the_future"));
    }
}
