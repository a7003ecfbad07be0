//! Who is to have which case, and what that comes to.

use std::collections::BTreeMap;

use leptos::prelude::*;
use yaninda_shared::{
    caseload::{CaseToReassign, Caseload, Reassignment},
    ids::{CaseId, UserId},
    values::ShortText,
};

/// What is chosen. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    /// Who takes all.
    pub(super) to: RwSignal<String>,
    pub(super) reason: RwSignal<String>,
    /// Who takes one case instead; "" is whoever takes all. It outlives the fields: the preview may be read again.
    apart: RwSignal<BTreeMap<CaseId, String>>,
}

impl Wish {
    pub(super) fn new() -> Self {
        Self { to: RwSignal::default(), reason: RwSignal::default(), apart: RwSignal::default() }
    }

    /// What is chosen for one case.
    pub(super) fn chosen(self, case: CaseId) -> String {
        self.apart.with_untracked(|apart| apart.get(&case).cloned()).unwrap_or_default()
    }

    /// Chooses somebody for one case.
    pub(super) fn choose(self, case: CaseId, user: String) {
        if self.chosen(case) != user {
            self.apart.update(|apart| _ = apart.insert(case, user));
        }
    }

    fn taker(self, case: CaseId) -> Option<UserId> {
        self.apart.with(|apart| apart.get(&case)?.parse().ok())
    }

    /// How many cases each taker gets, as it is chosen now; those that nobody takes yet are under `None`.
    pub(super) fn summary(self, caseload: &Caseload) -> Vec<(Option<UserId>, i64)> {
        let all = self.to.get().parse::<UserId>().ok();
        let mut counts: BTreeMap<Option<UserId>, i64> = BTreeMap::new();
        for case in &caseload.cases {
            *counts.entry(self.taker(case.id).or(all)).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    /// What is sent, once there is a reason.
    pub(super) fn draft(self, caseload: &Caseload, reason: ShortText) -> Reassignment {
        let one = |case: &yaninda_shared::caseload::CaseloadCase| CaseToReassign {
            id: case.id,
            version: case.version,
            to: self.taker(case.id),
        };
        Reassignment { to: self.to.get().parse().ok(), reason, cases: caseload.cases.iter().map(one).collect() }
    }
}
