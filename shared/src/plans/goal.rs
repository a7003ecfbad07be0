//! A goal.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CaseId, GoalId, ServiceId},
    outcomes::OutcomeDomain,
    problem::{Checker, FieldError},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, ValueError, check_day, check_not_future},
};

/// Most steps of a goal.
pub const MAX_STEPS: usize = 30;
/// Most services that a goal is linked with.
pub const MAX_SERVICES: usize = 50;

text_enum! {
    /// Who does a step.
    StepBy { Person = "person", Worker = "worker", Together = "together", Other = "other" }
}

text_enum! {
    /// How a goal stands.
    GoalState { Open = "open", Met = "met", PartlyMet = "partly_met", LetGo = "let_go" }
}

/// One step towards a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoalStep {
    pub text: ShortText,
    pub who: StepBy,
    /// Who that is, if it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
}

/// Body of `PUT /cases/{id}/goals/{goal}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoalDraft {
    /// What the person wants, as the person says it.
    pub words: LongText,
    pub domain: OutcomeDomain,
    pub starts_on: NaiveDate,
    /// None if it is to come when the person is ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 30))]
    pub steps: Vec<GoalStep>,
    /// Services of the case that serve it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub services: Vec<ServiceId>,
    pub state: GoalState,
    /// When it was met or let go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
}

impl GoalDraft {
    /// Checks that nothing is due or done before the goal starts, and the goal does not start before the case.
    pub fn validate(&self, opened_on: NaiveDate, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if checker.check("starts_on", check_day(self.starts_on)).is_some() && self.starts_on < opened_on {
            checker.refuse("starts_on", ValueError::BeforeStart);
        }
        self.check_due("due_on", self.due_on, &mut checker);
        if self.steps.len() > MAX_STEPS {
            checker.refuse("steps", ValueError::TooLong);
        }
        for (at, step) in self.steps.iter().enumerate().take(MAX_STEPS) {
            self.check_due(&format!("steps[{at}].due_on"), step.due_on, &mut checker);
            self.check_done(&format!("steps[{at}].done_on"), step.done_on, today, &mut checker);
        }
        if self.services.len() > MAX_SERVICES {
            checker.refuse("services", ValueError::TooLong);
        }
        match (self.state, self.ended_on) {
            (GoalState::Open, Some(_)) => checker.refuse("ended_on", ValueError::NotAllowedHere),
            (GoalState::Open, None) => {}
            (_, None) => checker.refuse("ended_on", ValueError::Missing),
            (_, ended_on) => self.check_done("ended_on", ended_on, today, &mut checker),
        }
        checker.finish()
    }

    fn check_due(&self, field: &str, day: Option<NaiveDate>, checker: &mut Checker) {
        let Some(day) = day else { return };
        if checker.check(field, check_day(day)).is_some() && day < self.starts_on {
            checker.refuse(field, ValueError::BeforeStart);
        }
    }

    fn check_done(&self, field: &str, day: Option<NaiveDate>, today: NaiveDate, checker: &mut Checker) {
        let Some(day) = day else { return };
        if checker.check(field, check_not_future(day, today)).is_some() && day < self.starts_on {
            checker.refuse(field, ValueError::BeforeStart);
        }
    }

    /// The nearest day on which something of it is due, while it is open.
    #[must_use]
    pub fn next_due_on(&self) -> Option<NaiveDate> {
        let steps = self.steps.iter().filter(|step| step.done_on.is_none()).filter_map(|step| step.due_on);
        steps.chain(self.due_on).min().filter(|_| self.state == GoalState::Open)
    }
}

/// A goal of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoalRecord {
    pub id: GoalId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: GoalDraft,
    #[serde(default)]
    pub withdrawn: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn goal(change: impl FnOnce(&mut serde_json::Value)) -> GoalDraft {
        let mut draft = serde_json::json!({ "words": "A room with a window", "domain": "housing",
            "starts_on": "2026-11-10", "due_on": "2026-12-20", "state": "open",
            "steps": [{ "text": "See three rooms", "who": "together", "due_on": "2026-12-01" },
                { "text": "Ask for the deposit", "who": "worker", "due_on": "2026-11-28", "done_on": "2026-11-20" }] });
        change(&mut draft);
        serde_json::from_value(draft).unwrap()
    }

    fn refused(change: impl FnOnce(&mut serde_json::Value)) -> Vec<(String, String)> {
        let errors = goal(change).validate(day("2026-11-01"), day("2026-11-23")).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn nothing_of_a_goal_lies_before_its_start() {
        assert_eq!(refused(|_| ()), []);
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(refused(|goal| goal["due_on"] = "2026-11-09".into()), one("due_on", "before_start"));
        assert_eq!(refused(|goal| goal["starts_on"] = "2026-10-31".into()), one("starts_on", "before_start"));
        let step = refused(|goal| goal["steps"][0]["due_on"] = "2026-11-09".into());
        assert_eq!(step, one("steps[0].due_on", "before_start"));
        let step = refused(|goal| goal["steps"][1]["done_on"] = "2026-11-30".into());
        assert_eq!(step, one("steps[1].done_on", "in_the_future"));
        assert_eq!(refused(|goal| goal["state"] = "met".into()), one("ended_on", "missing"));
        assert_eq!(refused(|goal| goal["ended_on"] = "2026-11-20".into()), one("ended_on", "not_allowed_here"));
        let many = vec![serde_json::json!({ "text": "See a room", "who": "person" }); 31];
        assert_eq!(refused(|goal| goal["steps"] = many.into()), one("steps", "too_long"));
    }

    #[test]
    fn the_nearest_step_that_is_not_done_is_due_while_the_goal_is_open() {
        assert_eq!(goal(|_| ()).next_due_on(), Some(day("2026-12-01")));
        assert_eq!(goal(|goal| goal["steps"] = serde_json::json!([])).next_due_on(), Some(day("2026-12-20")));
        assert_eq!(goal(|goal| goal["state"] = "let_go".into()).next_due_on(), None);
    }
}
