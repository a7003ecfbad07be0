//! What is answered to a reminder, and a deadline as it is shown.

use serde::{Deserialize, Serialize};

use super::{
    deadline::DeadlineState,
    rule::{Measure, RuleKey},
};
use crate::{
    documents::DocumentKind,
    ids::{CaseId, DeadlineId, DocumentId, UserId},
    problem::{Checker, FieldError},
    values::{NaiveDate, ShortText, Stamp, ValueError},
};

text_enum! {
    /// What is answered to a reminder.
    ReminderAnswer {
        Done = "done",
        /// Not needed, with the reason.
        NotNeeded = "not_needed",
        /// Remind again on a day before the deadline.
        Later = "later",
        /// It was answered by mistake: remind as if nothing had been said.
        Again = "again",
    }
}

/// Body of `POST /cases/{case}/deadlines/{deadline}/answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeadlineAnswer {
    pub answer: ReminderAnswer,
    /// Why it is not needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ShortText>,
    /// The day to remind again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl DeadlineAnswer {
    /// Checks that what the answer needs is there, and nothing else, for a deadline of this day.
    pub fn validate(&self, due_on: NaiveDate, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        let wants = |kind| self.answer == kind;
        match &self.reason {
            None if wants(ReminderAnswer::NotNeeded) => checker.refuse("reason", ValueError::Missing),
            Some(_) if !wants(ReminderAnswer::NotNeeded) => checker.refuse("reason", ValueError::NotAllowedHere),
            _ => {}
        }
        match self.until {
            None if wants(ReminderAnswer::Later) => checker.refuse("until", ValueError::Missing),
            Some(_) if !wants(ReminderAnswer::Later) => checker.refuse("until", ValueError::NotAllowedHere),
            Some(day) if day <= today || day >= due_on => checker.refuse("until", ValueError::NotAllowedHere),
            _ => {}
        }
        checker.finish()
    }
}

/// A deadline of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeadlineRecord {
    pub id: DeadlineId,
    pub case: CaseId,
    pub version: i64,
    pub measure: Measure,
    /// The rule that says when to remind.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub rule: RuleKey,
    /// The rule whose sentence explains it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cited: RuleKey,
    /// The document it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_kind: Option<DocumentKind>,
    pub due_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_on: Option<NaiveDate>,
    /// The day from which it is shown on Today.
    pub remind_on: NaiveDate,
    /// The day from which the supervisors see it, if nobody answers.
    pub escalate_on: NaiveDate,
    pub state: DeadlineState,
    pub days_left: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ReminderAnswer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<UserId>,
    /// Why it is not needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ShortText>,
    /// What it is about goes on; one that was answered stays on record when it does not.
    pub running: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_answer_says_what_it_needs_and_no_more() {
        let refused = |answer, reason: Option<&str>, until: Option<&str>| -> Vec<String> {
            let reason = reason.map(|text| ShortText::parse(text).unwrap());
            let answer = DeadlineAnswer { answer, reason, until: until.map(day) };
            let errors = answer.validate(day("2026-12-20"), day("2026-11-23")).err().unwrap_or_default();
            errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
        };
        assert!(refused(ReminderAnswer::Done, None, None).is_empty());
        assert!(refused(ReminderAnswer::NotNeeded, Some("Left the country"), None).is_empty());
        assert!(refused(ReminderAnswer::Later, None, Some("2026-12-19")).is_empty());
        assert_eq!(refused(ReminderAnswer::NotNeeded, None, None), ["reason missing"]);
        assert_eq!(refused(ReminderAnswer::Later, None, None), ["until missing"]);
        for wrong in ["2026-11-23", "2026-12-20"] {
            assert_eq!(refused(ReminderAnswer::Later, None, Some(wrong)), ["until not_allowed_here"]);
        }
        assert_eq!(
            refused(ReminderAnswer::Done, Some("x"), Some("2026-12-01")),
            ["reason not_allowed_here", "until not_allowed_here"]
        );
    }
}
