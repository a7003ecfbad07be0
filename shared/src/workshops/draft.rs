//! A workshop as a form sends it.

use serde::{Deserialize, Serialize};

use super::{
    answer::{MOST_CHOICES, MOST_QUESTIONS},
    feedback::{Effective, Knowledge},
};
use crate::{
    ids::UnitId,
    problem::{Checker, FieldError},
    values::{LongText, NaiveDate, ShortText, ValueError, check_day},
};

text_enum! {
    /// What a workshop is about.
    WorkshopTopic {
        Kinds = "kinds",
        Interview = "interview",
        Communication = "communication",
        Law = "law",
        ReferralPath = "referral_path",
        Children = "children",
        SelfCare = "self_care",
        Other = "other",
    }
}

/// Most people of one unit, and most answers on paper.
const MOST: u32 = 10_000;
/// Most units at one workshop.
const MOST_UNITS: usize = 50;

/// So many participants of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attendance {
    pub unit: UnitId,
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10_000))]
    pub people: u32,
}

/// One question of the knowledge check. Whoever has the link reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    pub text: ShortText,
    #[cfg_attr(feature = "openapi", schema(min_items = 2, max_items = 6))]
    pub choices: Vec<ShortText>,
    /// Which of them is right, counted from 0.
    #[cfg_attr(feature = "openapi", schema(maximum = 5))]
    pub right: u8,
}

/// What was counted from paper forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paper {
    pub effective: Effective,
    pub before: Knowledge,
    pub after: Knowledge,
}

/// Body of `PUT /workshops/{workshop}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkshopDraft {
    pub held_on: NaiveDate,
    pub place: ShortText,
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 8))]
    pub topics: Vec<WorkshopTopic>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub attendance: Vec<Attendance>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub questions: Vec<Question>,
    #[serde(default)]
    pub paper: Paper,
}

impl WorkshopDraft {
    /// Checks lists, counts and questions.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        checker.check("held_on", check_day(self.held_on));
        if self.topics.is_empty() {
            checker.refuse("topics", ValueError::Missing);
        }
        if twice(&self.topics) {
            checker.refuse("topics", ValueError::Taken);
        }
        if self.attendance.len() > MOST_UNITS {
            checker.refuse("attendance", ValueError::TooLarge);
        }
        if twice(&self.attendance.iter().map(|line| line.unit).collect::<Vec<_>>()) {
            checker.refuse("attendance", ValueError::Taken);
        }
        for (index, line) in self.attendance.iter().enumerate() {
            match line.people {
                0 => checker.refuse(&format!("attendance[{index}].people"), ValueError::Zero),
                people if people > MOST => {
                    checker.refuse(&format!("attendance[{index}].people"), ValueError::TooLarge);
                }
                _ => {}
            }
        }
        self.check_questions(&mut checker);
        self.paper.check(&mut checker);
        checker.finish()
    }

    fn check_questions(&self, checker: &mut Checker) {
        if self.questions.len() > MOST_QUESTIONS {
            checker.refuse("questions", ValueError::TooLarge);
        }
        for (index, question) in self.questions.iter().enumerate() {
            let choices = question.choices.len();
            if choices < 2 {
                checker.refuse(&format!("questions[{index}].choices"), ValueError::TooShort);
            } else if choices > MOST_CHOICES {
                checker.refuse(&format!("questions[{index}].choices"), ValueError::TooLarge);
            } else if usize::from(question.right) >= choices {
                checker.refuse(&format!("questions[{index}].right"), ValueError::UnknownValue);
            }
        }
    }

    /// Everybody who came.
    #[must_use]
    pub fn participants(&self) -> u32 {
        self.attendance.iter().map(|line| line.people).sum()
    }

    /// Most answers of one phase: one opened form is one answer, so that somebody with one phone could answer for a room.
    /// Who came may still be counted while they answer.
    #[must_use]
    pub fn most_answers(&self) -> u32 {
        match self.participants() {
            0 => 300,
            people => people.saturating_mul(2).max(20),
        }
    }
}

impl Paper {
    fn check(&self, checker: &mut Checker) {
        if self.effective.steps().iter().any(|count| *count > MOST) {
            checker.refuse("paper.effective", ValueError::TooLarge);
        }
        for (field, counted) in [("paper.before", self.before), ("paper.after", self.after)] {
            if counted.asked > MOST * 10 {
                checker.refuse(&format!("{field}.asked"), ValueError::TooLarge);
            } else if counted.right > counted.asked {
                checker.refuse(&format!("{field}.right"), ValueError::TooLarge);
            }
        }
    }
}

fn twice<T: Ord + Copy>(all: &[T]) -> bool {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair.first() == pair.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(change: impl FnOnce(&mut serde_json::Value)) -> Vec<(String, String)> {
        let unit = "01900000-0000-7000-8000-000000000000";
        let mut draft = serde_json::json!({ "held_on": "2023-12-05", "place": "Fatih", "topics": ["law"],
            "attendance": [{ "unit": unit, "people": 24 }],
            "questions": [{ "text": "Who decides?", "choices": ["The governorate", "We"], "right": 0 }] });
        change(&mut draft);
        let draft: WorkshopDraft = serde_json::from_value(draft).unwrap();
        let errors = draft.validate().err().unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn lists_hold_everything_once_and_counts_are_possible() {
        assert_eq!(refused(|_| ()), []);
        let said = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(refused(|draft| draft["topics"] = json("[]")), said("topics", "missing"));
        assert_eq!(refused(|draft| draft["topics"] = json(r#"["law","law"]"#)), said("topics", "taken"));
        assert_eq!(refused(|draft| draft["attendance"][0]["people"] = 0.into()), said("attendance[0].people", "zero"));
        let line = |draft: &mut serde_json::Value| {
            let line = draft["attendance"][0].clone();
            draft["attendance"] = serde_json::json!([line, line]);
        };
        assert_eq!(refused(line), said("attendance", "taken"));
        assert_eq!(
            refused(|draft| draft["questions"][0]["right"] = 2.into()),
            said("questions[0].right", "unknown_value")
        );
        assert_eq!(
            refused(|draft| draft["questions"][0]["choices"] = json(r#"["One"]"#)),
            said("questions[0].choices", "too_short")
        );
        assert_eq!(
            refused(|draft| draft["paper"] = json(r#"{"after":{"asked":3,"right":4}}"#)),
            said("paper.after.right", "too_large")
        );
        assert_eq!(refused(|draft| draft["held_on"] = "1023-12-05".into()), said("held_on", "impossible_date"));
    }
}
