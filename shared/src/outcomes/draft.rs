//! One assessment: ratings of one day.

use serde::{Deserialize, Serialize};

use super::{domain::OutcomeDomain, schedule::Occasion, score::Score};
use crate::{
    ids::{AssessmentId, CaseId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, ValueError, check_not_future},
};

/// One of each domain.
pub const MAX_RATINGS: usize = OutcomeDomain::ALL.len();

text_enum! {
    /// How it was rated.
    Method { Together = "together", Observed = "observed", File = "file" }
}

text_enum! {
    /// Why there is no score.
    Unrated { NotAsked = "not_asked", PrefersNotToSay = "prefers_not_to_say", DoesNotApply = "does_not_apply" }
}

text_enum! {
    /// How sure the worker is.
    Confidence { High = "high", Medium = "medium", Low = "low" }
}

/// One domain as the worker sees it, and beside that as the person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    pub domain: OutcomeDomain,
    /// The worker's; either this or `unrated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unrated: Option<Unrated>,
    /// The person's own; this, `own_unrated`, or neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_score: Option<Score>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_unrated: Option<Unrated>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// What it can be seen by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<ShortText>,
    /// What would help next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<ShortText>,
}

impl Rating {
    fn check(&self, at: &str, checker: &mut Checker) {
        if self.score.is_none() && self.unrated.is_none() {
            checker.refuse(&format!("{at}.score"), ValueError::Missing);
        }
        for (field, score, unrated) in
            [("unrated", self.score, self.unrated), ("own_unrated", self.own_score, self.own_unrated)]
        {
            if score.is_some() && unrated.is_some() {
                checker.refuse(&format!("{at}.{field}"), ValueError::NotAllowedHere);
            }
        }
    }
}

/// Body of `PUT /cases/{id}/assessments/{assessment}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssessmentDraft {
    /// The day that it tells of.
    pub occurred_on: NaiveDate,
    pub occasion: Occasion,
    pub method: Method,
    /// At least one, each domain once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 14))]
    pub ratings: Vec<Rating>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
}

impl AssessmentDraft {
    /// Checks the day, which lies in the time of the case, and the ratings.
    pub fn validate(&self, opened_on: NaiveDate, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if checker.check("occurred_on", check_not_future(self.occurred_on, today)).is_some()
            && self.occurred_on < opened_on
        {
            checker.refuse("occurred_on", ValueError::BeforeStart);
        }
        if self.ratings.is_empty() {
            checker.refuse("ratings", ValueError::Missing);
        }
        // A domain that comes twice is refused below; more than all of them are not looked at one by one.
        if self.ratings.len() > MAX_RATINGS {
            checker.refuse("ratings", ValueError::TooLong);
            return checker.finish();
        }
        let mut seen: Vec<OutcomeDomain> = Vec::with_capacity(self.ratings.len());
        for (at, rating) in self.ratings.iter().enumerate() {
            let at = format!("ratings[{at}]");
            if seen.contains(&rating.domain) {
                checker.refuse(&format!("{at}.domain"), ValueError::Taken);
            }
            seen.push(rating.domain);
            rating.check(&at, &mut checker);
        }
        checker.finish()
    }

    /// Whether anything was asked: a day on which nothing was is no answer to the schedule.
    #[must_use]
    pub fn asked(&self) -> bool {
        self.ratings.iter().any(|rating| rating.unrated != Some(Unrated::NotAsked) || rating.own_score.is_some())
    }

    /// The worker's score of a domain.
    #[must_use]
    pub fn score(&self, domain: OutcomeDomain) -> Option<Score> {
        self.ratings.iter().find(|rating| rating.domain == domain).and_then(|rating| rating.score)
    }
}

/// An assessment of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssessmentRecord {
    pub id: AssessmentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: AssessmentDraft,
    #[serde(default)]
    pub withdrawn: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn refused(change: impl FnOnce(&mut serde_json::Value)) -> Vec<(String, String)> {
        let mut draft = serde_json::json!({ "occurred_on": "2026-11-20", "occasion": "baseline", "method": "together",
            "ratings": [{ "domain": "housing", "score": 2, "own_score": 3 }, { "domain": "work", "unrated": "not_asked" }] });
        change(&mut draft);
        let draft: AssessmentDraft = serde_json::from_value(draft).unwrap();
        let errors = draft.validate(day("2026-11-01"), day("2026-11-23")).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    fn one(field: &str, code: &str) -> Vec<(String, String)> {
        vec![(field.to_owned(), code.to_owned())]
    }

    #[test]
    fn a_domain_has_a_score_or_a_reason_why_not() {
        assert_eq!(refused(|_| ()), []);
        assert_eq!(
            refused(|draft| draft["ratings"][1]["unrated"] = serde_json::Value::Null),
            one("ratings[1].score", "missing")
        );
        let both = refused(|draft| draft["ratings"][0]["unrated"] = "does_not_apply".into());
        assert_eq!(both, one("ratings[0].unrated", "not_allowed_here"));
        let both = refused(|draft| draft["ratings"][0]["own_unrated"] = "prefers_not_to_say".into());
        assert_eq!(both, one("ratings[0].own_unrated", "not_allowed_here"));
    }

    #[test]
    fn each_domain_is_rated_once_and_something_is_rated() {
        assert_eq!(
            refused(|draft| draft["ratings"][1]["domain"] = "housing".into()),
            one("ratings[1].domain", "taken")
        );
        assert_eq!(refused(|draft| draft["ratings"] = serde_json::json!([])), one("ratings", "missing"));
        let many = vec![serde_json::json!({ "domain": "work", "score": 1 }); 15];
        assert_eq!(refused(|draft| draft["ratings"] = many.into()), one("ratings", "too_long"));
    }

    #[test]
    fn a_day_on_which_nothing_was_asked_says_nothing() {
        let asked = |ratings: serde_json::Value| {
            let draft = serde_json::json!({ "occurred_on": "2026-11-20", "occasion": "review", "method": "together",
                "ratings": ratings });
            serde_json::from_value::<AssessmentDraft>(draft).unwrap().asked()
        };
        assert!(!asked(serde_json::json!([{ "domain": "work", "unrated": "not_asked" }])));
        assert!(asked(serde_json::json!([{ "domain": "work", "unrated": "prefers_not_to_say" }])));
        assert!(asked(serde_json::json!([{ "domain": "work", "unrated": "not_asked", "own_score": 2 }])));
        assert!(asked(
            serde_json::json!([{ "domain": "work", "unrated": "not_asked" }, { "domain": "housing", "score": 2 }])
        ));
    }

    #[test]
    fn it_tells_of_a_day_in_the_time_of_the_case() {
        assert_eq!(refused(|draft| draft["occurred_on"] = "2026-10-31".into()), one("occurred_on", "before_start"));
        assert_eq!(refused(|draft| draft["occurred_on"] = "2026-11-26".into()), one("occurred_on", "in_the_future"));
    }
}
