//! What is asked with a link, what was answered, and a workshop as it is shown.

use serde::{Deserialize, Serialize};

use super::draft::{Paper, WorkshopDraft};
use crate::{
    ids::WorkshopId,
    problem::{Checker, FieldError},
    record::Meta,
    values::{NaiveDate, ValueError},
};

text_enum! {
    /// What the link of a workshop asks now.
    FeedbackPhase {
        /// Nothing: the link leads nowhere.
        Closed = "closed",
        /// The questions, before it begins.
        Before = "before",
        /// The questions again, and whether it was effective.
        After = "after",
    }
}

/// The step from which on the training was found effective: "agree" and "fully agree".
pub const EFFECTIVE_FROM: usize = 4;

/// How many chose each step of "I found the training effective", from 1, not at all, to 5, fully.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Effective {
    #[cfg_attr(feature = "openapi", schema(maximum = 10_000))]
    pub one: u32,
    #[cfg_attr(feature = "openapi", schema(maximum = 10_000))]
    pub two: u32,
    #[cfg_attr(feature = "openapi", schema(maximum = 10_000))]
    pub three: u32,
    #[cfg_attr(feature = "openapi", schema(maximum = 10_000))]
    pub four: u32,
    #[cfg_attr(feature = "openapi", schema(maximum = 10_000))]
    pub five: u32,
}

impl Effective {
    /// The counts from 1 to 5.
    #[must_use]
    pub const fn steps(&self) -> [u32; 5] {
        [self.one, self.two, self.three, self.four, self.five]
    }

    /// One more at a step of 1 to 5; another step counts nothing.
    pub fn add(&mut self, step: i32) {
        match step {
            1 => self.one += 1,
            2 => self.two += 1,
            3 => self.three += 1,
            4 => self.four += 1,
            5 => self.five += 1,
            _ => {}
        }
    }

    /// Both together.
    #[must_use]
    pub const fn plus(&self, other: &Self) -> Self {
        Self {
            one: self.one + other.one,
            two: self.two + other.two,
            three: self.three + other.three,
            four: self.four + other.four,
            five: self.five + other.five,
        }
    }

    /// Everybody who chose a step.
    #[must_use]
    pub fn answers(&self) -> u32 {
        self.steps().iter().sum()
    }

    /// Who found it effective.
    #[must_use]
    pub fn found(&self) -> u32 {
        self.steps().iter().skip(EFFECTIVE_FROM - 1).sum()
    }
}

/// Answers to questions, and how many of them were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Knowledge {
    /// Questions that were put, all people together.
    #[cfg_attr(feature = "openapi", schema(maximum = 100_000))]
    pub asked: u32,
    #[cfg_attr(feature = "openapi", schema(maximum = 100_000))]
    pub right: u32,
}

impl Knowledge {
    /// Both together.
    #[must_use]
    pub const fn plus(&self, other: &Self) -> Self {
        Self { asked: self.asked + other.asked, right: self.right + other.right }
    }
}

/// Right answers to one question of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionResult {
    pub before: u32,
    pub after: u32,
}

/// What was answered with the link. Steps and right answers are shown once the form is closed: whoever watched them grow
/// would know who had answered what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Results {
    /// People who answered before.
    pub before: u32,
    /// People who answered after.
    pub after: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Effective>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionResult>,
}

impl Results {
    /// What was known before, with the counts from paper.
    #[must_use]
    pub fn known_before(&self, paper: &Paper) -> Knowledge {
        let right = self.questions.iter().map(|question| question.before).sum();
        self.known(self.before, right).plus(&paper.before)
    }

    /// What was known after, with the counts from paper.
    #[must_use]
    pub fn known_after(&self, paper: &Paper) -> Knowledge {
        let right = self.questions.iter().map(|question| question.after).sum();
        self.known(self.after, right).plus(&paper.after)
    }

    /// Whether it was found effective, with the counts from paper.
    #[must_use]
    pub fn found_effective(&self, paper: &Paper) -> Effective {
        self.effective.unwrap_or_default().plus(&paper.effective)
    }

    fn known(&self, people: u32, right: u32) -> Knowledge {
        let questions = u32::try_from(self.questions.len()).unwrap_or(u32::MAX);
        Knowledge { asked: people.saturating_mul(questions), right }
    }
}

/// Body of `POST /workshops/{workshop}/feedback`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedbackOpening {
    pub phase: FeedbackPhase,
    /// The last day on which it is answered; none for closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_on: Option<NaiveDate>,
}

impl FeedbackOpening {
    /// Longest time that a link may stay open, in days.
    const MOST_DAYS: i64 = 60;

    /// Checks the last day.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match (self.phase, self.closes_on) {
            (FeedbackPhase::Closed, Some(_)) => checker.refuse("closes_on", ValueError::NotAllowedHere),
            (FeedbackPhase::Closed, None) => {}
            (_, None) => checker.refuse("closes_on", ValueError::Missing),
            (_, Some(day)) if day < today => checker.refuse("closes_on", ValueError::InThePast),
            (_, Some(day)) if day.signed_duration_since(today).num_days() > Self::MOST_DAYS => {
                checker.refuse("closes_on", ValueError::TooLarge);
            }
            _ => {}
        }
        checker.finish()
    }
}

/// A workshop of the caller's office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkshopRecord {
    pub id: WorkshopId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: WorkshopDraft,
    /// What its link asks today.
    pub phase: FeedbackPhase,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_on: Option<NaiveDate>,
    /// The address for participants while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub results: Results,
    #[serde(default)]
    pub withdrawn: bool,
}

impl WorkshopRecord {
    /// Whether there are more answers than people who came: what they say is then not to be trusted. Nobody knows as long as
    /// nobody was counted.
    #[must_use]
    pub fn is_overfull(&self) -> bool {
        let (people, paper) = (self.draft.participants(), self.draft.paper.effective.answers());
        people > 0 && self.results.before.max(self.results.after.saturating_add(paper)) > people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_two_steps_found_it_effective() {
        let mut counted = Effective { one: 1, two: 1, three: 3, four: 30, five: 36 };
        counted.add(5);
        counted.add(6);
        assert_eq!((counted.answers(), counted.found()), (72, 67));
    }

    #[test]
    fn paper_and_link_are_counted_together() {
        let results = Results {
            before: 2,
            after: 3,
            effective: Some(Effective { five: 3, ..Effective::default() }),
            questions: vec![QuestionResult { before: 1, after: 3 }, QuestionResult { before: 0, after: 2 }],
        };
        let paper = Paper {
            effective: Effective { one: 1, ..Effective::default() },
            before: Knowledge { asked: 10, right: 4 },
            after: Knowledge::default(),
        };
        assert_eq!(results.known_before(&paper), Knowledge { asked: 14, right: 5 });
        assert_eq!(results.known_after(&paper), Knowledge { asked: 6, right: 5 });
        assert_eq!(results.found_effective(&paper).answers(), 4);
    }

    #[test]
    fn more_answers_than_people_are_doubtful() {
        let text = r#"{"id":"01900000-0000-7000-8000-000000000000","version":1,"created_at":1795424400000000,
            "created_by":"01900000-0000-7000-8000-000000000000","updated_at":1795424400000000,
            "updated_by":"01900000-0000-7000-8000-000000000000","held_on":"2026-11-20","place":"Fatih","topics":["law"],
            "attendance":[{"unit":"01900000-0000-7000-8000-000000000000","people":3}],"phase":"closed",
            "results":{"before":3,"after":2}}"#;
        let mut one: WorkshopRecord = serde_json::from_str(text).unwrap();
        assert!(!one.is_overfull());
        one.draft.paper.effective.five = 2;
        assert!(one.is_overfull());
        one.draft.attendance.clear();
        assert!(!one.is_overfull());
        assert_eq!(one.draft.most_answers(), 300);
    }

    #[test]
    fn a_link_is_open_for_sixty_days_at_most() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let refused = |phase, closes_on: Option<&str>| {
            let wish = FeedbackOpening { phase, closes_on: closes_on.map(day) };
            wish.validate(day("2026-11-23")).err().map(|errors| errors.into_iter().map(|error| error.code).collect())
        };
        assert_eq!(refused(FeedbackPhase::After, Some("2027-01-22")), None::<String>);
        assert_eq!(refused(FeedbackPhase::After, Some("2027-01-23")).as_deref(), Some("too_large"));
        assert_eq!(refused(FeedbackPhase::Before, Some("2026-11-22")).as_deref(), Some("in_the_past"));
        assert_eq!(refused(FeedbackPhase::Before, None).as_deref(), Some("missing"));
        assert_eq!(refused(FeedbackPhase::Closed, Some("2026-11-24")).as_deref(), Some("not_allowed_here"));
        assert_eq!(refused(FeedbackPhase::Closed, None), None);
    }
}
