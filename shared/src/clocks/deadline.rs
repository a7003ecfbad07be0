//! One deadline of a case, and where it stands on a day.

use chrono::Days;

use super::rule::{Measure, RuleKey};
use crate::{documents::DocumentKind, ids::DocumentId, values::NaiveDate};

text_enum! {
    /// Where a deadline stands.
    DeadlineState {
        Upcoming = "upcoming",
        /// It can be done now.
        WindowOpen = "window_open",
        /// Today.
        Due = "due",
        Overdue = "overdue",
        /// The document says a later end than the law allows.
        OverLaw = "over_law",
    }
}

/// A deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub measure: Measure,
    /// The rule that says when to remind.
    pub rule: RuleKey,
    /// The rule whose sentence explains it.
    pub cited: RuleKey,
    /// The document it is about; the case itself if none.
    pub document: Option<(DocumentId, DocumentKind)>,
    /// Of a duty: the day of the event it starts from. Each event is told of by itself.
    pub from_on: Option<NaiveDate>,
    pub due_on: NaiveDate,
    /// From when on it can be done, where a rule says so.
    pub opens_on: Option<NaiveDate>,
    /// The day of the first reminder.
    pub remind_on: NaiveDate,
    /// Days until an unanswered reminder is shown to the supervisors.
    pub escalate_after: u16,
    pub over_law: bool,
}

impl Deadline {
    /// Whether it is the same one as another of the case, though its days or its words may differ: the end of a document
    /// stays the same deadline when another rule reminds of it.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let id = |one: &Self| (one.measure, one.document.map(|(id, _)| id), one.from_on);
        id(self) == id(other) && (self.measure == Measure::Expires || self.rule == other.rule)
    }
}

impl DeadlineState {
    /// Where a deadline of these days stands.
    #[must_use]
    pub fn of(due_on: NaiveDate, opens_on: Option<NaiveDate>, over_law: bool, today: NaiveDate) -> Self {
        if over_law {
            Self::OverLaw
        } else if due_on < today {
            Self::Overdue
        } else if due_on == today {
            Self::Due
        } else if opens_on.is_some_and(|opens| opens <= today) {
            Self::WindowOpen
        } else {
            Self::Upcoming
        }
    }
}

/// The day from which the supervisors see a reminder that nobody answered: so many days after it was first shown, or the
/// day after the deadline; never on the day it is first shown.
#[must_use]
pub fn escalates_on(first_shown: NaiveDate, due_on: NaiveDate, after: u16) -> NaiveDate {
    let later = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    later(first_shown, after.into()).min(later(due_on, 1)).max(later(first_shown, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_decides_where_it_stands() {
        let of = |today: &str| DeadlineState::of(day("2026-12-20"), Some(day("2026-12-01")), false, day(today));
        assert_eq!(of("2026-11-30"), DeadlineState::Upcoming);
        assert_eq!(of("2026-12-01"), DeadlineState::WindowOpen);
        assert_eq!(of("2026-12-20"), DeadlineState::Due);
        assert_eq!(of("2026-12-21"), DeadlineState::Overdue);
        assert_eq!(DeadlineState::of(day("2026-12-20"), None, true, day("2026-11-30")), DeadlineState::OverLaw);
    }

    #[test]
    fn what_nobody_answers_goes_to_the_supervisors() {
        let on = |shown: &str, due: &str| escalates_on(day(shown), day(due), 14);
        assert_eq!(on("2026-11-01", "2026-12-20"), day("2026-11-15"), "ignored for two weeks");
        assert_eq!(on("2026-12-15", "2026-12-20"), day("2026-12-21"), "the deadline passed");
        assert_eq!(on("2026-12-30", "2026-12-20"), day("2026-12-31"), "recorded late: not at once");
    }
}
