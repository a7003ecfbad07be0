//! A milestone of a case.

use serde::{Deserialize, Serialize};

use super::kind::MilestoneKind;
use crate::{
    ids::{CaseId, DocumentId, MilestoneId, MilestoneTypeId, ServiceId, UserId},
    policy::independent,
    problem::{Checker, FieldError},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, Stamp, ValueError, check_day, check_not_future},
};

text_enum! {
    /// Who wanted it.
    ChosenBy { Person = "person", Together = "together", Worker = "worker" }
}

text_enum! {
    /// Where it stands.
    MilestoneState {
        Open = "open",
        /// Reached, and not confirmed yet.
        Reached = "reached",
        Confirmed = "confirmed",
        /// The person does not want it: nobody is late.
        Declined = "declined",
    }
}

/// Body of `PUT /cases/{id}/milestones/{milestone}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneDraft {
    /// One that every office has; either this or `own`. It stays what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MilestoneKind>,
    /// One of the office's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<MilestoneTypeId>,
    pub chosen_by: ChosenBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_on: Option<NaiveDate>,
    /// Once it is given, only undoing with a reason takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached_on: Option<NaiveDate>,
    /// What shows that it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<ShortText>,
    /// A paper of the case that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// A service of the case that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
}

impl MilestoneDraft {
    /// Checks that it is one milestone, and its days against the opening of the case.
    pub fn validate(&self, opened_on: NaiveDate, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match (self.kind, self.own) {
            (None, None) => checker.refuse("kind", ValueError::Missing),
            (Some(_), Some(_)) => checker.refuse("own", ValueError::NotAllowedHere),
            (Some(_), None) | (None, Some(_)) => {}
        }
        if let Some(day) = self.expected_on
            && checker.check("expected_on", check_day(day)).is_some()
            && day < opened_on
        {
            checker.refuse("expected_on", ValueError::BeforeStart);
        }
        if let Some(day) = self.reached_on
            && checker.check("reached_on", check_not_future(day, today)).is_some()
            && day < opened_on
        {
            checker.refuse("reached_on", ValueError::BeforeStart);
        }
        checker.finish()
    }
}

/// Body of `POST …/milestones/{milestone}/decline`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneDecline {
    pub on: NaiveDate,
    /// Nobody has to say why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ShortText>,
}

/// Body of `POST …/milestones/{milestone}/undo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneUndo {
    pub reason: ShortText,
}

/// A milestone of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneRecord {
    pub id: MilestoneId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: MilestoneDraft,
    /// The name of one of an office's own, as it was when it was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_name: Option<ShortText>,
    pub state: MilestoneState,
    /// Who last recorded that it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached_by: Option<UserId>,
    /// Everybody else who has said so since it was reached: none of them confirms it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_by: Vec<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decline_reason: Option<ShortText>,
    /// Why it was last undone, until it is reached or declined again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_reason: Option<ShortText>,
    #[serde(default)]
    pub withdrawn: bool,
}

impl MilestoneRecord {
    /// Whether four eyes let this person confirm it.
    #[must_use]
    pub fn independent_of(&self, confirmer: UserId) -> bool {
        independent(confirmer, self.reached_by.into_iter().chain(self.also_by.iter().copied()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: impl FnOnce(&mut serde_json::Value)) -> Vec<(String, String)> {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let mut draft = serde_json::json!({ "kind": "thirty_day_permit", "chosen_by": "person" });
        change(&mut draft);
        let draft: MilestoneDraft = serde_json::from_value(draft).unwrap();
        let errors = draft.validate(day("2026-11-01"), day("2026-11-23")).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn it_is_one_milestone_and_its_days_lie_in_the_time_of_the_case() {
        assert_eq!(refused(|_| ()), []);
        for (field, value, code) in [
            ("kind", serde_json::Value::Null, "missing"),
            ("own", "01900000-0000-7000-8000-000000000000".into(), "not_allowed_here"),
            ("expected_on", "2026-10-31".into(), "before_start"),
            ("reached_on", "2026-10-31".into(), "before_start"),
            ("reached_on", "2026-11-26".into(), "in_the_future"),
            ("expected_on", "1700-01-01".into(), "impossible_date"),
        ] {
            let errors = refused(|draft| draft[field] = value);
            assert_eq!(errors, [(field.to_owned(), code.to_owned())]);
        }
    }
}
