//! How much of each kind is shown. A kind takes no room from another, so that many quiet cases hide no appointment.

use std::collections::HashMap;

use yaninda_shared::today::{DueItem, DueKind};

/// Most appointments and most tasks: the day's work of an office.
const DAILY: u16 = 200;
/// Most of every other kind.
pub(super) const OTHER: u16 = 100;

/// Most items of this kind.
pub(super) const fn most(kind: DueKind) -> u16 {
    match kind {
        DueKind::Appointment | DueKind::Task => DAILY,
        DueKind::DocumentExpires
        | DueKind::DeadlineDue
        | DueKind::DeadlineEscalated
        | DueKind::NextStep
        | DueKind::QuietCase
        | DueKind::ConfirmContact
        | DueKind::CommentOpen
        | DueKind::CloseRequested
        | DueKind::ApprovalWaits
        | DueKind::ApprovalGranted
        | DueKind::ApprovalRefused
        | DueKind::QuestionOpen
        | DueKind::FlagOpen
        | DueKind::Answered
        | DueKind::ThreadLate
        | DueKind::Unassigned
        | DueKind::PossibleDuplicate
        | DueKind::OutcomeMissing
        | DueKind::AssessmentDue
        | DueKind::MilestoneDue
        | DueKind::GoalDue
        | DueKind::PlanReview
        | DueKind::MilestoneToConfirm => OTHER,
    }
}

/// Puts what is urgent and then the soonest first, and leaves the first of each kind.
pub(super) fn cut(items: &mut Vec<DueItem>) {
    items.sort_by_key(|item| (!item.urgent, item.on, item.starts, item.case, item.record));
    let mut shown = HashMap::<DueKind, u16>::new();
    items.retain(|item| {
        let shown = shown.entry(item.kind).or_default();
        *shown = shown.saturating_add(1);
        *shown <= most(item.kind)
    });
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{
        ids::CaseId,
        values::{CodeName, NaiveDate},
    };

    use super::*;

    fn item(kind: DueKind, day: u32) -> DueItem {
        let on = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        let name = CodeName::parse("Kestane").expect("a code name");
        DueItem::about(kind, on, CaseId::from_parts(0, [0; 10]), name, "IST-0001".to_owned())
    }

    #[test]
    fn however_many_are_quiet_the_rest_stays_and_what_is_urgent_comes_first() {
        let mut items: Vec<DueItem> = (0..500).map(|_| item(DueKind::QuietCase, 1)).collect();
        items.extend([item(DueKind::Appointment, 23), item(DueKind::Task, 22)]);
        items.push(DueItem { urgent: true, ..item(DueKind::Task, 24) });
        cut(&mut items);
        let days: Vec<_> = items.iter().filter(|item| item.kind != DueKind::QuietCase).map(|item| item.on).collect();
        assert_eq!(days, [24, 22, 23].map(|day| item(DueKind::Task, day).on));
        assert_eq!(items.len(), usize::from(OTHER) + 3);
        assert!(items.first().is_some_and(|item| item.urgent));
    }

    #[test]
    fn of_too_many_of_a_kind_the_urgent_and_the_soonest_stay() {
        let mut items: Vec<DueItem> = (0..300).map(|at| item(DueKind::Task, 2 + at % 20)).collect();
        items.extend([DueItem { urgent: true, ..item(DueKind::Task, 30) }, item(DueKind::Task, 1)]);
        cut(&mut items);
        assert_eq!(items.len(), usize::from(DAILY));
        let [first, second, ..] = items.as_slice() else { panic!("two items") };
        assert!(first.urgent);
        assert_eq!(second.on, item(DueKind::Task, 1).on);
    }
}
