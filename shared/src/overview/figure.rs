//! What is counted, and the list behind each figure.

use serde::{Deserialize, Serialize};

use crate::{
    cases::CaseFilter,
    outcomes::OutcomeDomain,
    values::{Currency, FundCode, NaiveDate},
};

text_enum! {
    /// A figure of the overview.
    Figure {
        /// Open cases without contact for as long as the office says.
        Quiet = "quiet",
        /// Open cases that nobody opened for as long.
        Unopened = "unopened",
        /// Open cases whose assessment is late.
        RatingsOverdue = "ratings_overdue",
        /// Payments, closings and transfers that somebody has to decide.
        Approvals = "approvals",
        /// Exports of identified data that somebody has to decide.
        Exports = "exports",
        GoalsOverdue = "goals_overdue",
        /// Papers in force on paper whose day has passed.
        DocumentsExpired = "documents_expired",
        /// Papers that end in 0 to 7 days, and so on.
        DocumentsIn7 = "documents_in_7",
        DocumentsIn14 = "documents_in_14",
        DocumentsIn30 = "documents_in_30",
        DocumentsIn60 = "documents_in_60",
        MilestonesToConfirm = "milestones_to_confirm",
        /// Of the last thirty days.
        AppointmentsMissed = "appointments_missed",
        /// Somebody has still to be told in another way what no mail may say.
        MailsRefused = "mails_refused",
        /// Of the last thirty days.
        MailsFailed = "mails_failed",
        /// Of one month.
        MilestonesReached = "milestones_reached",
        /// Of one domain.
        Recovery = "recovery",
        /// Of one fund, currency and stretch of days.
        Spend = "spend",
    }
}

text_enum! {
    /// Where a domain went from the first rating to the latest.
    Direction { Up = "up", Same = "same", Down = "down" }
}

impl Figure {
    /// Those that need nothing but today. A further one is a line here.
    pub const COUNTED: &'static [Self] = &[
        Self::Quiet,
        Self::Unopened,
        Self::RatingsOverdue,
        Self::Approvals,
        Self::Exports,
        Self::GoalsOverdue,
        Self::DocumentsExpired,
        Self::DocumentsIn7,
        Self::DocumentsIn14,
        Self::DocumentsIn30,
        Self::DocumentsIn60,
        Self::MilestonesToConfirm,
        Self::AppointmentsMissed,
        Self::MailsRefused,
        Self::MailsFailed,
    ];

    /// The filter of the list of cases that holds exactly what is counted; of the others there is a list under
    /// `/overview/{figure}`, but of what is decided: that waits in `/approvals` and `/exports`.
    #[must_use]
    pub fn filter(self, quiet_days: u16) -> Option<CaseFilter> {
        match self {
            Self::Quiet => Some(CaseFilter { quiet_days: Some(quiet_days), ..CaseFilter::default() }),
            Self::Unopened => Some(CaseFilter { unopened_days: Some(quiet_days), ..CaseFilter::default() }),
            Self::RatingsOverdue => Some(CaseFilter { rating_overdue: true, ..CaseFilter::default() }),
            _ => None,
        }
    }

    /// Of papers: how many days are left, at least and at most.
    #[must_use]
    pub const fn days_left(self) -> Option<(i64, i64)> {
        match self {
            Self::DocumentsExpired => Some((-36_500, -1)),
            Self::DocumentsIn7 => Some((0, 7)),
            Self::DocumentsIn14 => Some((8, 14)),
            Self::DocumentsIn30 => Some((15, 30)),
            Self::DocumentsIn60 => Some((31, 60)),
            _ => None,
        }
    }
}

/// Query of `GET /overview/{figure}`: what a figure of several is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureQuery {
    /// Of milestones reached: the first day of the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<NaiveDate>,
    /// Of recovery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<OutcomeDomain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Of spend; none is what was paid from no fund.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_day_of_a_paper_is_counted_twice_or_left_out() {
        let mut spans: Vec<(i64, i64)> = Figure::ALL.iter().filter_map(|figure| figure.days_left()).collect();
        spans.sort_unstable();
        assert!(spans.windows(2).all(|pair| matches!(pair, [a, b] if a.1 + 1 == b.0)), "{spans:?}");
        assert_eq!(spans.last().map(|span| span.1), Some(60));
    }

    #[test]
    fn what_is_counted_every_day_needs_no_question() {
        let asked = [Figure::MilestonesReached, Figure::Recovery, Figure::Spend];
        assert!(Figure::ALL.iter().all(|figure| Figure::COUNTED.contains(figure) != asked.contains(figure)));
    }
}
