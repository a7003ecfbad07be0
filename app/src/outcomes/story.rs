//! What the assessments of a case say of each domain over time.

use yaninda_shared::{
    ids::AssessmentId,
    outcomes::{AssessmentRecord, Method, OutcomeDomain, Rating, Score, Unrated},
    values::NaiveDate,
};

use crate::i18n::{self, Label};

/// A domain on one day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub on: NaiveDate,
    /// The assessment it is of.
    pub entry: AssessmentId,
    pub method: Method,
    pub rating: Rating,
}

/// A domain over time, oldest first; withdrawn assessments tell nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Story {
    pub domain: OutcomeDomain,
    pub points: Vec<Point>,
}

/// From the first score to the latest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub since: NaiveDate,
    /// Steps up, or down if negative.
    pub steps: i64,
}

/// All domains in their order; `assessments` come newest first, as they are listed.
pub(super) fn stories(assessments: &[AssessmentRecord]) -> Vec<Story> {
    let story = |domain: &OutcomeDomain| {
        let standing = assessments.iter().rev().filter(|one| !one.withdrawn);
        let points = standing.filter_map(|one| {
            let rating = one.draft.ratings.iter().find(|rating| rating.domain == *domain)?.clone();
            Some(Point { on: one.draft.occurred_on, entry: one.id, method: one.draft.method, rating })
        });
        Story { domain: *domain, points: points.collect() }
    };
    OutcomeDomain::ALL.iter().map(story).collect()
}

impl Story {
    /// Days on which the worker gave a score.
    pub(super) fn scores(&self) -> Vec<(NaiveDate, Score)> {
        self.points.iter().filter_map(|point| Some((point.on, point.rating.score?))).collect()
    }

    /// The worker's score that stands: a day without one leaves it where it was.
    pub(super) fn stands(&self) -> Option<(NaiveDate, Score)> {
        self.scores().pop()
    }

    /// Why the last time brought no score.
    pub(super) fn unrated(&self) -> Option<(NaiveDate, Unrated)> {
        let last = self.points.last()?;
        Some((last.on, last.rating.unrated?))
    }

    /// What the person said last: a score, or why not.
    pub(super) fn own(&self) -> Option<String> {
        self.points.iter().rev().find_map(|point| told(point.rating.own_score, point.rating.own_unrated))
    }

    /// From the second score on there is a change to speak of.
    pub(super) fn change(&self) -> Option<Change> {
        let scores = self.scores();
        let ((since, first), (_, latest)) = (scores.first()?, scores.last()?);
        (scores.len() > 1).then(|| Change { since: *since, steps: i64::from(*latest) - i64::from(*first) })
    }
}

/// A score with its word, or why there is none.
#[must_use]
pub fn told(score: Option<Score>, why: Option<Unrated>) -> Option<String> {
    match (score, why) {
        (Some(score), _) => Some([&score.get().to_string(), " ", i18n::score(score)].concat()),
        (None, why) => why.map(|why| why.label().to_owned()),
    }
}

#[cfg(test)]
pub(super) fn samples(all: &serde_json::Value) -> Vec<AssessmentRecord> {
    let id = "01960000-0000-7000-8000-000000000001";
    let all = all.as_array().unwrap().iter().map(|one| {
        let mut record = serde_json::json!({
            "id": id, "case": id, "version": 1, "created_at": 0, "created_by": id, "updated_at": 0, "updated_by": id,
            "occasion": "review", "method": "together",
        });
        record.as_object_mut().unwrap().extend(one.as_object().unwrap().clone());
        serde_json::from_value(record).unwrap()
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_domain_is_told_from_its_first_score_to_the_one_that_stands() {
        let all = samples(&json!([
            { "occurred_on": "2026-11-20", "ratings": [{ "domain": "housing", "unrated": "prefers_not_to_say" }] },
            { "occurred_on": "2026-11-10", "withdrawn": true, "ratings": [{ "domain": "housing", "score": 5 }] },
            { "occurred_on": "2026-08-20", "ratings": [{ "domain": "housing", "score": 3, "own_score": 4 }] },
            { "occurred_on": "2026-05-20", "ratings": [{ "domain": "housing", "score": 1 }, { "domain": "work", "score": 2 }] },
        ]));
        let stories = stories(&all);
        assert_eq!(stories.len(), OutcomeDomain::ALL.len());
        let of = |domain| stories.iter().find(|story| story.domain == domain).unwrap();
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let housing = of(OutcomeDomain::Housing);
        assert_eq!(housing.stands().map(|(on, score)| (on, score.get())), Some((day("2026-08-20"), 3)));
        assert_eq!(housing.unrated(), Some((day("2026-11-20"), Unrated::PrefersNotToSay)));
        assert_eq!(housing.own().as_deref(), Some("4 Steady"));
        assert_eq!(housing.change(), Some(Change { since: day("2026-05-20"), steps: 2 }));
        let work = of(OutcomeDomain::Work);
        assert_eq!((work.scores().len(), work.unrated(), work.change()), (1, None, None));
        assert_eq!(of(OutcomeDomain::Justice).stands(), None);
    }
}
