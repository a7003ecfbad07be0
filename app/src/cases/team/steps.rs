//! What can be done with a case as a whole, and which of it is open.

use leptos::prelude::*;
use yaninda_shared::{
    cases::{CaseRecord, CaseStatus},
    ids::UserId,
    policy::{Action, Role, allows, independent},
};

use crate::{
    i18n::{k, t},
    store::Reading,
};

/// The menu, or one thing chosen in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Menu,
    People,
    Status,
    AskToClose,
    TakeBack,
    Decide,
    Reopen,
    Transfer,
    CaseFile,
}

impl Step {
    pub(super) fn title(self) -> &'static str {
        t(match self {
            Self::Menu => k::TEAM_MENU,
            Self::People => k::TEAM_PEOPLE,
            Self::Status => k::TEAM_STATUS,
            Self::AskToClose => k::TEAM_ASK_CLOSE,
            Self::TakeBack => k::TEAM_TAKE_BACK,
            Self::Decide => k::TEAM_DECIDE,
            Self::Reopen => k::TEAM_REOPEN,
            Self::Transfer => k::TEAM_MOVE,
            Self::CaseFile => k::CASE_FILE_TITLE,
        })
    }

    pub(super) const fn icon(self) -> &'static str {
        match self {
            Self::Menu => "more",
            Self::People => "users",
            Self::Status => "flag",
            Self::AskToClose => "check",
            Self::TakeBack => "back",
            Self::Decide => "question",
            Self::Reopen => "sync",
            Self::Transfer => "pin",
            Self::CaseFile => "copy",
        }
    }
}

/// Which step is open in the sheet, and of which case. `Copy`.
#[derive(Clone, Copy)]
pub struct Doing {
    pub(super) record: Reading<CaseRecord>,
    pub(super) step: RwSignal<Step>,
    pub(super) open: RwSignal<bool>,
}

impl Doing {
    /// Nothing is open.
    pub fn nothing(record: Reading<CaseRecord>) -> Self {
        Self { record, step: RwSignal::new(Step::Menu), open: RwSignal::new(false) }
    }

    /// The case as it is known now: after somebody else changed it, that is the newest.
    pub(super) fn case(self) -> Option<CaseRecord> {
        untrack(|| self.record.get())
    }

    pub(super) fn start(self, step: Step) {
        self.step.set(step);
        self.open.set(true);
    }

    pub(super) fn close(self) {
        self.open.try_set(false);
    }
}

/// What this person may do with the case as it is now, in the order of the menu. The server decides again.
pub(super) fn offered(role: Role, me: UserId, case: &CaseRecord) -> Vec<Step> {
    let may = |action| allows(role, action, case.relation);
    let open = case.status.is_open();
    let asked = case.close_requested_by;
    let steps = [
        (Step::People, may(Action::CaseRead)),
        (Step::Status, may(Action::CaseStatusChange) && !case.status.next().is_empty()),
        (Step::AskToClose, may(Action::CaseCloseRequest) && open && asked.is_none()),
        (Step::TakeBack, may(Action::CaseCloseRequest) && open && asked == Some(me)),
        // Nobody decides on their own request.
        (Step::Decide, may(Action::CaseCloseDecide) && open && asked.is_some() && independent(me, asked)),
        (Step::Reopen, may(Action::CaseReopen) && case.status == CaseStatus::Closed),
        (Step::Transfer, may(Action::CaseTransfer) && open),
        (Step::CaseFile, may(Action::CaseFile)),
    ];
    steps.into_iter().filter(|(_, may)| *may).map(|(step, _)| step).collect()
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{
        cases::{CloseReason, Risk},
        ids::{CaseId, OfficeId},
        policy::Relation,
        record::Meta,
        values::{CodeName, NaiveDate, Stamp},
    };

    use super::*;

    fn user(byte: u8) -> UserId {
        UserId::from_parts(0, [byte; 10])
    }

    fn case(status: CaseStatus, asked: Option<UserId>, relation: Relation) -> CaseRecord {
        let at = Stamp::from_micros(0);
        let meta = Meta { version: 1, created_at: at, created_by: user(1), updated_at: at, updated_by: user(1) };
        CaseRecord {
            id: CaseId::from_parts(0, [0; 10]),
            office: OfficeId::from_parts(0, [0; 10]),
            meta,
            number: "IST-0001".to_owned(),
            code_name: CodeName::parse("Martı").unwrap(),
            status,
            htcds_status: status.htcds(None),
            risk: Risk::Standard,
            worker: Some(user(1)),
            opened_on: NaiveDate::MIN,
            closed_on: None,
            close_reason: asked.map(|_| CloseReason::GoalsMet),
            close_requested_by: asked,
            last_contact_on: None,
            next_due_on: None,
            assessment_due: None,
            profile: yaninda_shared::cases::Profile::default(),
            safe_contact: yaninda_shared::cases::SafeContact::default(),
            identity_fields: Vec::new(),
            relation,
        }
    }

    #[test]
    fn a_worker_asks_and_a_supervisor_decides() {
        let open = case(CaseStatus::Plan, None, Relation::Worker);
        assert_eq!(
            offered(Role::Caseworker, user(1), &open),
            [Step::People, Step::Status, Step::AskToClose, Step::CaseFile]
        );
        let asked = case(CaseStatus::Plan, Some(user(1)), Relation::Office);
        assert_eq!(
            offered(Role::Supervisor, user(2), &asked),
            [Step::People, Step::Status, Step::Decide, Step::Transfer, Step::CaseFile]
        );
        let own = offered(Role::Supervisor, user(1), &asked);
        let steps = [Step::People, Step::Status, Step::TakeBack, Step::Transfer, Step::CaseFile];
        assert_eq!(own, steps, "not one's own request");
    }

    #[test]
    fn a_closed_case_is_reopened_by_a_supervisor_alone() {
        let closed = case(CaseStatus::Closed, None, Relation::Worker);
        assert_eq!(offered(Role::Caseworker, user(1), &closed), [Step::People, Step::CaseFile]);
        assert_eq!(offered(Role::Supervisor, user(2), &closed), [Step::People, Step::Reopen, Step::CaseFile]);
    }
}
