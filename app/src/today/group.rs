//! In which part of Today a thing stands, and where it is opened.

use yaninda_shared::{
    approvals::ApprovalKind,
    clocks::Measure,
    documents::DocumentKind,
    milestones::MilestoneKind,
    outcomes::Occasion,
    record::RecordKind,
    tasks::TaskKind,
    today::{DueItem, DueKind},
};

use crate::{
    appointments::said,
    clocks::title,
    i18n::{self, Key, Label, k},
    timeline,
};

/// The parts, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Cannot wait.
    Urgent,
    Appointments,
    /// Waits for a supervisor.
    Decide,
    /// Reminders that their workers left without an answer.
    Escalated,
    Tasks,
    FollowUps,
    Papers,
    Comments,
    /// Quiet cases and ways to reach people.
    Contact,
}

impl Group {
    /// All but what is urgent, which stands above everything.
    pub(super) const REST: [Self; 8] = [
        Self::Appointments,
        Self::Tasks,
        Self::Decide,
        Self::Escalated,
        Self::FollowUps,
        Self::Papers,
        Self::Comments,
        Self::Contact,
    ];

    pub(super) const fn of(item: &DueItem) -> Self {
        if item.urgent {
            return Self::Urgent;
        }
        match item.kind {
            DueKind::Appointment | DueKind::OutcomeMissing => Self::Appointments,
            DueKind::Task => Self::Tasks,
            DueKind::CloseRequested
            | DueKind::ApprovalWaits
            | DueKind::PossibleDuplicate
            | DueKind::Unassigned
            | DueKind::MilestoneToConfirm => Self::Decide,
            DueKind::NextStep
            | DueKind::AssessmentDue
            | DueKind::MilestoneDue
            | DueKind::GoalDue
            | DueKind::PlanReview => Self::FollowUps,
            DueKind::DocumentExpires | DueKind::DeadlineDue => Self::Papers,
            DueKind::DeadlineEscalated => Self::Escalated,
            DueKind::CommentOpen
            | DueKind::QuestionOpen
            | DueKind::FlagOpen
            | DueKind::Answered
            | DueKind::ThreadLate
            | DueKind::ApprovalGranted
            | DueKind::ApprovalRefused => Self::Comments,
            DueKind::QuietCase | DueKind::ConfirmContact => Self::Contact,
        }
    }

    pub(super) const fn title(self) -> Key {
        match self {
            Self::Urgent => k::TODAY_URGENT,
            Self::Appointments => k::TODAY_APPOINTMENTS,
            Self::Tasks => k::TODAY_TASKS,
            Self::Decide => k::TODAY_DECIDE,
            Self::Escalated => k::TODAY_ESCALATED,
            Self::FollowUps => k::TODAY_FOLLOW_UPS,
            Self::Papers => k::TODAY_PAPERS,
            Self::Comments => k::TODAY_COMMENTS,
            Self::Contact => k::TODAY_CONTACT,
        }
    }
}

/// Symbol of a row.
pub(super) const fn icon(kind: DueKind) -> &'static str {
    match kind {
        DueKind::CloseRequested => "question",
        DueKind::PossibleDuplicate => "merge",
        DueKind::Unassigned => "user",
        DueKind::NextStep => "flag",
        DueKind::DocumentExpires => "permit",
        DueKind::DeadlineDue | DueKind::DeadlineEscalated => "clock",
        DueKind::CommentOpen | DueKind::Answered => "care",
        DueKind::QuestionOpen | DueKind::ThreadLate => "question",
        DueKind::FlagOpen => "flag",
        DueKind::ApprovalWaits => "cash",
        DueKind::ApprovalGranted => "done",
        DueKind::ApprovalRefused => "close",
        DueKind::QuietCase => "clock",
        DueKind::ConfirmContact => "call",
        DueKind::Appointment => "cal",
        DueKind::OutcomeMissing => "question",
        DueKind::Task => "flag",
        DueKind::AssessmentDue => "chart",
        DueKind::MilestoneDue | DueKind::GoalDue => "goal",
        DueKind::PlanReview => "book",
        DueKind::MilestoneToConfirm => "check",
    }
}

/// What it is about, in words.
pub(super) fn subject(item: &DueItem) -> String {
    // The end of a paper is told by the paper; everything else by its rule.
    if let Some(deadline) = &item.deadline {
        let paper = deadline.document_kind.filter(|_| deadline.measure == Measure::Expires).map(Label::label);
        return paper.unwrap_or_else(|| title(deadline.cited, deadline.measure)).to_owned();
    }
    let named = item.subject.as_deref().map_or_else(String::new, |subject| match item.kind {
        DueKind::DocumentExpires => DocumentKind::from_code(subject).map_or("", Label::label).to_owned(),
        DueKind::AssessmentDue => Occasion::from_code(subject).map_or("", Label::label).to_owned(),
        DueKind::MilestoneDue | DueKind::MilestoneToConfirm => {
            MilestoneKind::from_code(subject).map_or("", Label::label).to_owned()
        }
        DueKind::ApprovalWaits | DueKind::ApprovalGranted | DueKind::ApprovalRefused => {
            let asked = ApprovalKind::from_code(subject).map_or("", Label::label);
            [item.kind.label(), asked].join(": ")
        }
        // The answer itself says more than that there is one.
        DueKind::Task => match item.answer {
            Some(answer) => said(answer.label(), item.unverified),
            None => TaskKind::from_code(subject).map_or("", Label::label).to_owned(),
        },
        _ => i18n::service(subject).to_owned(),
    });
    if named.is_empty() { item.kind.label().to_owned() } else { named }
}

/// The screen its record is on.
pub(super) fn href(item: &DueItem) -> String {
    let case = "/cases/".to_owned() + &item.case.to_string();
    match (item.on_kind, item.record, item.kind) {
        (_, _, DueKind::ApprovalWaits) => "/approvals".to_owned(),
        (
            Some(on),
            Some(entry),
            DueKind::QuestionOpen | DueKind::FlagOpen | DueKind::Answered | DueKind::ThreadLate,
        ) if on != RecordKind::Goal => timeline::href(item.case, entry),
        (_, _, DueKind::QuestionOpen | DueKind::FlagOpen | DueKind::Answered | DueKind::ThreadLate) => {
            case + "/recovery"
        }
        (Some(RecordKind::Service | RecordKind::Document | RecordKind::Appointment), Some(entry), _) => {
            timeline::href(item.case, entry)
        }
        (_, _, DueKind::ConfirmContact) => case + "/profile",
        (_, _, DueKind::Task) => case + "/appointments",
        (_, _, DueKind::DeadlineDue | DueKind::DeadlineEscalated) => case + "/documents",
        (
            _,
            _,
            DueKind::AssessmentDue
            | DueKind::MilestoneDue
            | DueKind::MilestoneToConfirm
            | DueKind::GoalDue
            | DueKind::PlanReview,
        ) => case + "/recovery",
        _ => case,
    }
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{
        ids::CaseId,
        values::{CodeName, NaiveDate},
    };

    use super::*;

    fn item(kind: DueKind, subject: Option<&str>) -> DueItem {
        let (case, name) = (CaseId::from_parts(0, [0; 10]), CodeName::parse("Martı").unwrap());
        DueItem {
            subject: subject.map(str::to_owned),
            ..DueItem::about(kind, NaiveDate::MIN, case, name, "IST-0001".to_owned())
        }
    }

    #[test]
    fn every_kind_has_a_part_and_a_symbol_of_the_sprite() {
        let sprite = include_str!("../../icons/icons.svg");
        for kind in DueKind::ALL {
            assert!(Group::REST.contains(&Group::of(&item(*kind, None))));
            assert!(sprite.contains(&format!("id=\"i-{}\"", icon(*kind))), "{kind}");
        }
    }

    #[test]
    fn a_row_names_its_subject_and_opens_its_record() {
        let permit = item(DueKind::DocumentExpires, Some("residence_permit"));
        assert_eq!(subject(&permit), "Residence permit");
        let step = DueItem {
            on_kind: Some(RecordKind::Service),
            record: Some(CaseId::from_parts(0, [0; 10]).uuid()),
            ..item(DueKind::NextStep, Some("HOU.rent"))
        };
        assert_eq!(subject(&step), "Rent");
        assert!(href(&step).starts_with("/cases/") && href(&step).contains("/entry/00000000"));
        assert_eq!(subject(&item(DueKind::QuietCase, None)), "Quiet case");
        assert_eq!(Group::of(&DueItem { urgent: true, ..step }), Group::Urgent);
        assert!(href(&item(DueKind::ConfirmContact, None)).ends_with("/profile"));
        let rating = item(DueKind::AssessmentDue, Some("review"));
        assert_eq!(subject(&rating), "Regular rating");
        assert!(href(&rating).ends_with("/recovery") && href(&item(DueKind::GoalDue, None)).ends_with("/recovery"));
    }
}
