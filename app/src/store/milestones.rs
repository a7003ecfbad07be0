//! Milestones of a case, what speaks for them, and those of the office's own.

use leptos::prelude::*;
use serde_json::json;
use yaninda_shared::{
    ids::{CaseId, MilestoneDismissalId, MilestoneId, MilestoneTypeId},
    milestones::{
        MilestoneDecline, MilestoneDismissalDraft, MilestoneDismissalRecord, MilestoneDraft, MilestoneRecord,
        MilestoneSuggestion, MilestoneTypeDraft, MilestoneTypeRecord, MilestoneUndo,
    },
};

use super::{Failure, Reading, cases::under, write};

/// Those of a case in the order they were chosen in, declined and withdrawn ones too.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Reading<Vec<MilestoneRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/milestones")))
}

/// Those that papers and services speak for and nobody has taken up.
#[must_use]
pub fn suggestions(case: Signal<Option<CaseId>>) -> Reading<Vec<MilestoneSuggestion>> {
    Reading::new(move || case.get().map(|case| under(case, "/milestone-suggestions")))
}

/// Those that the office has added.
#[must_use]
pub fn types() -> Reading<Vec<MilestoneTypeRecord>> {
    Reading::new(|| Some("/milestone-types".to_owned()))
}

/// Adds one to those of the office (`version` is `None`), renames it or retires it.
pub async fn save_type(
    id: MilestoneTypeId,
    version: Option<i64>,
    draft: &MilestoneTypeDraft,
) -> Result<MilestoneTypeRecord, Failure> {
    write::put(&format!("/milestone-types/{id}"), version, draft).await
}

/// Notes that a paper or a service does not mean that a milestone was reached.
pub async fn dismiss(
    case: CaseId,
    id: MilestoneDismissalId,
    draft: &MilestoneDismissalDraft,
) -> Result<MilestoneDismissalRecord, Failure> {
    write::put(&under(case, &format!("/milestone-dismissals/{id}")), None, draft).await
}

fn path(case: CaseId, id: MilestoneId, action: &str) -> String {
    under(case, &["/milestones/", &id.to_string(), action].concat())
}

/// Chooses a milestone (`version` is `None`) or changes it.
pub async fn save(
    case: CaseId,
    id: MilestoneId,
    version: Option<i64>,
    draft: &MilestoneDraft,
) -> Result<MilestoneRecord, Failure> {
    write::put(&path(case, id, ""), version, draft).await
}

/// Confirms that it was reached.
pub async fn confirm(case: CaseId, id: MilestoneId, version: i64) -> Result<MilestoneRecord, Failure> {
    write::act(&path(case, id, "/confirm"), version, &json!({})).await
}

/// Notes that the person does not want it.
pub async fn decline(
    case: CaseId,
    id: MilestoneId,
    version: i64,
    wish: &MilestoneDecline,
) -> Result<MilestoneRecord, Failure> {
    write::act(&path(case, id, "/decline"), version, wish).await
}

/// Makes it open again.
pub async fn undo(
    case: CaseId,
    id: MilestoneId,
    version: i64,
    wish: &MilestoneUndo,
) -> Result<MilestoneRecord, Failure> {
    write::act(&path(case, id, "/undo"), version, wish).await
}
