//! Workshops and the forms of them.

use leptos::prelude::*;
use yaninda_shared::{
    ids::WorkshopId,
    record::EntryWithdrawal,
    workshops::{FeedbackOpening, WorkshopDraft, WorkshopRecord},
};

use super::{Failure, Listing, Reading, write};

/// All of the office, latest first.
#[must_use]
pub fn list() -> Listing<WorkshopRecord> {
    Listing::new(|| Some("/workshops".to_owned()))
}

/// One of them.
#[must_use]
pub fn one(id: Signal<Option<WorkshopId>>) -> Reading<WorkshopRecord> {
    Reading::new(move || id.get().map(|id| format!("/workshops/{id}")))
}

/// Records one (`version` is `None`) or changes it.
pub async fn save(id: WorkshopId, version: Option<i64>, draft: &WorkshopDraft) -> Result<WorkshopRecord, Failure> {
    write::put(&format!("/workshops/{id}"), version, draft).await
}

/// Opens its form, lets it ask what comes after, or closes it.
pub async fn open(one: &WorkshopRecord, wish: &FeedbackOpening) -> Result<WorkshopRecord, Failure> {
    write::act(&format!("/workshops/{}/feedback", one.id), one.meta.version, wish).await
}

/// Withdraws one that did not take place.
pub async fn withdraw(id: WorkshopId, version: i64, why: &EntryWithdrawal) -> Result<WorkshopRecord, Failure> {
    write::act(&format!("/workshops/{id}/withdraw"), version, why).await
}
