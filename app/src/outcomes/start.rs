//! What a form of an assessment begins with.

use yaninda_shared::{
    cases::CaseRecord,
    ids::{AssessmentId, CaseId},
    outcomes::{AssessmentDraft, AssessmentDue, AssessmentRecord, Method, Occasion, OutcomeDomain, Score},
    values::NaiveDate,
};

use super::story::stories;
use crate::{format, ids};

/// An assessment that is due in so many days is the one that is made now.
const AHEAD: i64 = 30;

/// A new assessment, or one that is corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    pub(super) case: CaseId,
    pub(super) id: AssessmentId,
    /// `None` of a new one.
    pub(super) version: Option<i64>,
    pub(super) draft: AssessmentDraft,
    /// Nothing is rated before this day.
    pub(super) opened_on: NaiveDate,
    /// How the person is called on the screen.
    pub(super) code_name: String,
    /// Where each domain stood before.
    pub(super) before: Vec<(OutcomeDomain, NaiveDate, Score)>,
}

impl Start {
    /// A new one; `all` are those there are, newest first.
    #[must_use]
    pub fn new(case: &CaseRecord, all: &[AssessmentRecord]) -> Self {
        let before = stories(all).into_iter().filter_map(|story| {
            let (on, score) = story.stands()?;
            Some((story.domain, on, score))
        });
        let today = format::today();
        Self {
            case: case.id,
            id: ids::new(AssessmentId::from_parts),
            version: None,
            draft: AssessmentDraft {
                occurred_on: today,
                occasion: occasion(case.assessment_due, today),
                method: Method::Together,
                ratings: Vec::new(),
                note: None,
            },
            opened_on: case.opened_on,
            code_name: case.code_name.as_str().to_owned(),
            before: before.collect(),
        }
    }

    /// One that was recorded wrongly.
    #[must_use]
    pub fn correct(case: &CaseRecord, record: AssessmentRecord) -> Self {
        Self {
            case: case.id,
            id: record.id,
            version: Some(record.meta.version),
            // As the server does: a case that is said to have opened later makes nothing wrong that stands already.
            opened_on: case.opened_on.min(record.draft.occurred_on),
            draft: record.draft,
            code_name: case.code_name.as_str().to_owned(),
            before: Vec::new(),
        }
    }

    /// Where a domain stood before.
    pub(super) fn was(&self, domain: OutcomeDomain) -> Option<(NaiveDate, Score)> {
        self.before.iter().find(|(known, _, _)| *known == domain).map(|(_, on, score)| (*on, *score))
    }
}

/// Why it is made today: the one that is due, or one in between.
fn occasion(due: Option<AssessmentDue>, today: NaiveDate) -> Occasion {
    match due {
        Some(AssessmentDue { occasion: Occasion::Baseline, .. }) => Occasion::Baseline,
        Some(due) if (due.on - today).num_days() <= AHEAD => due.occasion,
        _ => Occasion::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_soon_is_made_now_and_the_first_one_at_any_time() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let made = |kind, on| occasion(Some(AssessmentDue { occasion: kind, on: day(on) }), day("2026-11-20"));
        assert_eq!(made(Occasion::Review, "2026-12-20"), Occasion::Review);
        assert_eq!(made(Occasion::Review, "2026-12-21"), Occasion::Other);
        assert_eq!(made(Occasion::Review, "2026-10-01"), Occasion::Review);
        assert_eq!(made(Occasion::Baseline, "2027-02-01"), Occasion::Baseline);
        assert_eq!(occasion(None, day("2026-11-20")), Occasion::Other);
    }
}
