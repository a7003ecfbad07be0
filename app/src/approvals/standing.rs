//! The list while it is decided: what was settled here stays in its place until the screen is left, and for a moment after
//! each decision nothing more is decided, so that a second tap cannot meet another row.

use std::cmp::Ordering;

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    approvals::{ApprovalState, WaitingApproval},
    ids::ApprovalId,
};

use crate::{
    browser,
    components::{focus_first, is_focus_lost},
};

/// How long nothing is decided after a decision, in milliseconds.
const REST: i32 = 800;

/// What was settled on this screen. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    settled: RwSignal<Vec<(WaitingApproval, ApprovalState)>>,
    rests: RwSignal<bool>,
}

/// The name of a row, for the focus.
pub(super) fn row_id(id: ApprovalId) -> String {
    ["approval-", &id.to_string()].concat()
}

/// The order of the list: the oldest first.
fn older(one: &WaitingApproval, other: &WaitingApproval) -> Ordering {
    let key = |one: &WaitingApproval| (one.approval.meta.created_at, one.approval.id);
    key(one).cmp(&key(other))
}

/// What waits, with what was settled in its place.
fn together(mut waiting: Vec<WaitingApproval>, settled: &[(WaitingApproval, ApprovalState)]) -> Vec<WaitingApproval> {
    waiting.retain(|one| !settled.iter().any(|(other, _)| other.approval.id == one.approval.id));
    waiting.extend(settled.iter().map(|(one, _)| one.clone()));
    waiting.sort_by(older);
    waiting
}

/// The row to go on with after this one: the next that waits, else the first.
fn next(
    rows: &[WaitingApproval],
    settled: &[(WaitingApproval, ApprovalState)],
    after: &WaitingApproval,
) -> Option<ApprovalId> {
    let waits = |one: &&WaitingApproval| !settled.iter().any(|(other, _)| other.approval.id == one.approval.id);
    let later = rows.iter().filter(|one| older(one, after).is_gt()).find(waits);
    later.or_else(|| rows.iter().find(waits)).map(|one| one.approval.id)
}

impl Standing {
    pub(super) fn new() -> Self {
        Self { settled: RwSignal::new(Vec::new()), rests: RwSignal::new(false) }
    }

    /// All rows in their order; the caller runs again when something is settled.
    pub(super) fn rows(self, waiting: Vec<WaitingApproval>) -> Vec<WaitingApproval> {
        self.settled.with(|settled| together(waiting, settled))
    }

    /// How this one was settled here; the caller runs again when that changes.
    pub(super) fn of(self, id: ApprovalId) -> Option<ApprovalState> {
        self.settled.with(|all| all.iter().find(|(one, _)| one.approval.id == id).map(|(_, state)| *state))
    }

    /// Whether something was settled a moment ago.
    pub(super) fn rests(self) -> bool {
        self.rests.get_untracked()
    }

    /// Keeps this one in its place and rests. `waiting` is the list as it is; a focus that went with the buttons of the row
    /// goes to the next row that waits, or to the heading.
    pub(super) fn settle(self, one: WaitingApproval, state: ApprovalState, waiting: Vec<WaitingApproval>) {
        self.settled.update(|settled| settled.push((one.clone(), state)));
        self.rests.set(true);
        let next = self.settled.with_untracked(|settled| next(&together(waiting, settled), settled, &one));
        spawn_local(async move {
            browser::sleep(0).await;
            if is_focus_lost() {
                focus_first(&next.map_or_else(|| "h1".to_owned(), |id| ["#", &row_id(id)].concat())).await;
            }
            browser::sleep(REST).await;
            self.rests.try_set(false);
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sample(number: u8) -> WaitingApproval {
        let id = |kind: u8| format!("0196000{kind}-0000-7000-8000-00000000000{number}");
        serde_json::from_value(json!({ "id": id(1), "case": id(2), "version": 1, "kind": "close", "state": "waiting",
            "created_at": 1_790_000_000_000_000_i64 + i64::from(number), "created_by": id(3),
            "updated_at": 1_790_000_000_000_000_i64, "updated_by": id(3),
            "code_name": "Deniz", "number": "IST-1" }))
        .unwrap()
    }

    #[test]
    fn what_was_settled_stays_in_its_place_and_the_next_that_waits_follows() {
        let all = || (1..=3).map(sample).collect::<Vec<_>>();
        let ids = |rows: &[WaitingApproval]| rows.iter().map(|one| one.approval.id).collect::<Vec<_>>();
        let mut settled = vec![(sample(2), ApprovalState::Approved)];
        // The server has not said so yet, and has.
        assert_eq!(ids(&together(all(), &settled)), ids(&all()));
        assert_eq!(ids(&together(vec![sample(1), sample(3)], &settled)), ids(&all()));
        assert_eq!(next(&all(), &settled, &sample(2)), Some(sample(3).approval.id));
        settled.push((sample(3), ApprovalState::Refused));
        assert_eq!(next(&all(), &settled, &sample(3)), Some(sample(1).approval.id));
        settled.push((sample(1), ApprovalState::TakenBack));
        assert_eq!(next(&all(), &settled, &sample(1)), None);
    }
}
