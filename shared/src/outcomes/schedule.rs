//! When the next assessment is due.
//!
//! The baseline as soon as it is welcome and within 90 days of the opening, then every 90 days (as the trafficking victim
//! assistance programmes of the United States count); at a change of the legal status, at closing, and six and twelve
//! months after it (these three are ours).

use chrono::{Days, Months};
use serde::{Deserialize, Serialize};

use crate::{cases::CloseReason, values::NaiveDate};

text_enum! {
    /// Why an assessment is made.
    Occasion {
        Baseline = "baseline",
        Review = "review",
        LegalChange = "legal_change",
        Closure = "closure",
        AfterSixMonths = "after_six_months",
        AfterTwelveMonths = "after_twelve_months",
        /// None of these: whenever it is useful.
        Other = "other",
    }
}

/// Days from the opening to the baseline, and from one assessment to the next.
const EVERY: u64 = 90;
/// Days in which an assessment follows a change of the legal status.
const AFTER_CHANGE: u64 = 14;
/// An assessment of the last so many days before the closing, or before a day of after-care, serves for that day too.
const BEFORE: u64 = 30;
/// After-care is asked about for so many days; then the next one is.
const ASKED: u64 = 90;

/// The next assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssessmentDue {
    pub occasion: Occasion,
    /// The day by which it is to be made.
    pub on: NaiveDate,
}

/// What of a case decides about its next assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub opened_on: NaiveDate,
    /// The latest assessment that stands.
    pub rated_on: Option<NaiveDate>,
    /// The latest change of the legal status.
    pub legal_change_on: Option<NaiveDate>,
    /// When a supervisor was asked to close the case.
    pub close_requested_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub close_reason: Option<CloseReason>,
    /// Whether the person turned out not to be one whom the programme is for.
    pub not_for_us: bool,
}

impl Facts {
    /// The next assessment of this case, if there is to be one.
    #[must_use]
    pub fn due(&self, today: NaiveDate) -> Option<AssessmentDue> {
        // The reason stands from the day the closing was asked for.
        if self.not_for_us || matches!(self.close_reason, Some(CloseReason::Died | CloseReason::NotAVictim)) {
            return None;
        }
        match self.closed_on {
            Some(closed_on) => self.after_care(closed_on, today),
            None => self.while_open(),
        }
    }

    fn while_open(&self) -> Option<AssessmentDue> {
        let closure = self.close_requested_on.filter(|asked| !self.rated_since(*asked, BEFORE));
        let regular = match self.rated_on {
            None => (Occasion::Baseline, self.opened_on.checked_add_days(Days::new(EVERY))),
            Some(rated) => (Occasion::Review, rated.checked_add_days(Days::new(EVERY))),
        };
        // Before the baseline there is nothing to compare with: it comes first.
        let change = self.legal_change_on.filter(|change| self.rated_on.is_some_and(|rated| rated < *change));
        let change = (Occasion::LegalChange, change.and_then(|day| day.checked_add_days(Days::new(AFTER_CHANGE))));
        let all = [(Occasion::Closure, closure), change, regular];
        let all = all.into_iter().filter_map(|(occasion, on)| Some(AssessmentDue { occasion, on: on? }));
        all.min_by_key(|due| due.on)
    }

    fn after_care(&self, closed_on: NaiveDate, today: NaiveDate) -> Option<AssessmentDue> {
        let points = [
            (Occasion::Closure, Some(closed_on)),
            (Occasion::AfterSixMonths, closed_on.checked_add_months(Months::new(6))),
            (Occasion::AfterTwelveMonths, closed_on.checked_add_months(Months::new(12))),
        ];
        points
            .into_iter()
            .filter_map(|(occasion, on)| Some(AssessmentDue { occasion, on: on? }))
            .filter(|due| !self.rated_since(due.on, BEFORE))
            .find(|due| due.on.checked_add_days(Days::new(ASKED)).is_none_or(|end| end >= today))
    }

    /// Whether there is an assessment of that day, of the `before` days ahead of it, or later.
    fn rated_since(&self, day: NaiveDate, before: u64) -> bool {
        let from = day.checked_sub_days(Days::new(before)).unwrap_or(day);
        self.rated_on.is_some_and(|rated| rated >= from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn opened() -> Facts {
        Facts {
            opened_on: day("2026-01-01"),
            rated_on: None,
            legal_change_on: None,
            close_requested_on: None,
            closed_on: None,
            close_reason: None,
            not_for_us: false,
        }
    }

    fn due(facts: Facts, today: &str) -> Option<(Occasion, String)> {
        facts.due(day(today)).map(|due| (due.occasion, due.on.to_string()))
    }

    fn on(occasion: Occasion, day: &str) -> Option<(Occasion, String)> {
        Some((occasion, day.to_owned()))
    }

    #[test]
    fn the_baseline_is_due_within_ninety_days_and_a_review_ninety_days_after_each() {
        let facts = opened();
        assert_eq!(due(facts, "2026-01-02"), on(Occasion::Baseline, "2026-04-01"));
        let changed = Facts { legal_change_on: Some(day("2026-01-05")), ..facts };
        assert_eq!(due(changed, "2026-01-06"), on(Occasion::Baseline, "2026-04-01"), "the baseline comes first");
        let rated = Facts { rated_on: Some(day("2026-02-01")), ..facts };
        assert_eq!(due(rated, "2026-02-02"), on(Occasion::Review, "2026-05-02"));
        assert_eq!(due(Facts { not_for_us: true, ..rated }, "2026-02-02"), None);
    }

    #[test]
    fn a_change_of_the_legal_status_brings_it_forward_and_the_next_one_answers_it() {
        let rated = Facts { rated_on: Some(day("2026-02-01")), ..opened() };
        let changed = Facts { legal_change_on: Some(day("2026-03-01")), ..rated };
        assert_eq!(due(changed, "2026-03-02"), on(Occasion::LegalChange, "2026-03-15"));
        let again = Facts { rated_on: Some(day("2026-03-01")), ..changed };
        assert_eq!(due(again, "2026-03-02"), on(Occasion::Review, "2026-05-30"));
        let late = Facts { legal_change_on: Some(day("2026-04-30")), ..rated };
        assert_eq!(due(late, "2026-05-01"), on(Occasion::Review, "2026-05-02"), "whichever is earlier");
    }

    #[test]
    fn closing_asks_for_one_unless_there_is_a_fresh_one() {
        let rated = Facts { rated_on: Some(day("2026-02-01")), ..opened() };
        let asked = Facts { close_requested_on: Some(day("2026-03-20")), ..rated };
        assert_eq!(due(asked, "2026-03-20"), on(Occasion::Closure, "2026-03-20"));
        let fresh = Facts { rated_on: Some(day("2026-02-18")), ..asked };
        assert_eq!(due(fresh, "2026-03-20"), on(Occasion::Review, "2026-05-19"));
        for reason in [CloseReason::Died, CloseReason::NotAVictim] {
            assert_eq!(due(Facts { close_reason: Some(reason), ..asked }, "2026-03-20"), None);
        }
    }

    #[test]
    fn after_closing_it_is_asked_twice_more_and_not_for_ever() {
        let closed = Facts { closed_on: Some(day("2026-04-01")), rated_on: Some(day("2026-03-20")), ..opened() };
        assert_eq!(due(closed, "2026-04-02"), on(Occasion::AfterSixMonths, "2026-10-01"));
        let six = Facts { rated_on: Some(day("2026-09-20")), ..closed };
        assert_eq!(due(six, "2026-10-02"), on(Occasion::AfterTwelveMonths, "2027-04-01"));
        assert_eq!(due(closed, "2026-12-30"), on(Occasion::AfterSixMonths, "2026-10-01"));
        assert_eq!(due(closed, "2026-12-31"), on(Occasion::AfterTwelveMonths, "2027-04-01"), "given up");
        assert_eq!(due(closed, "2027-08-01"), None);
        let unrated = Facts { rated_on: Some(day("2026-01-20")), ..closed };
        assert_eq!(due(unrated, "2026-04-02"), on(Occasion::Closure, "2026-04-01"));
        for reason in [CloseReason::Died, CloseReason::NotAVictim] {
            assert_eq!(due(Facts { close_reason: Some(reason), ..unrated }, "2026-04-02"), None);
        }
    }
}
