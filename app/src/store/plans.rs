//! The plan of a case: its goals, and when it was agreed, reviewed and revised.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, GoalId, PlanId},
    plans::{GoalDraft, GoalRecord, PlanDraft, PlanRecord, PlanView},
    record::Former,
};

use super::{Failure, Reading, cases::under, write};

/// Goals, what was agreed about them, and milestones; withdrawn ones too.
#[must_use]
pub fn whole(case: Signal<Option<CaseId>>) -> Reading<PlanView> {
    Reading::new(move || case.get().map(|case| under(case, "/plan")))
}

/// What a goal was before each change, oldest first; nothing while the signal names none.
#[must_use]
pub fn former(goal: Signal<Option<(CaseId, GoalId)>>) -> Reading<Vec<Former<GoalRecord>>> {
    Reading::new(move || goal.get().map(|(case, goal)| under(case, &format!("/goals/{goal}/history"))))
}

/// Sets a goal (`version` is `None`) or changes it.
pub async fn save_goal(
    case: CaseId,
    id: GoalId,
    version: Option<i64>,
    draft: &GoalDraft,
) -> Result<GoalRecord, Failure> {
    write::put(&under(case, &format!("/goals/{id}")), version, draft).await
}

/// Notes that the plan was agreed, reviewed or revised (`version` is `None`), or corrects the note.
pub async fn save_entry(
    case: CaseId,
    id: PlanId,
    version: Option<i64>,
    draft: &PlanDraft,
) -> Result<PlanRecord, Failure> {
    write::put(&under(case, &format!("/plans/{id}")), version, draft).await
}
