//! Notes of a case.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, NoteId},
    notes::{NoteDraft, NoteRecord},
    services::ServiceWithdrawal,
};

use super::{Failure, Listing, Reading, cases::under, write};

/// Those of a case, newest first.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<NoteRecord> {
    Listing::new(move || case.get().map(|case| under(case, "/notes")))
}

/// One of them; `None` while the address names none.
#[must_use]
pub fn one(at: Signal<Option<(CaseId, NoteId)>>) -> Reading<NoteRecord> {
    Reading::new(move || at.get().map(|(case, id)| under(case, &format!("/notes/{id}"))))
}

/// Its versions, oldest first.
#[must_use]
pub fn history(at: Signal<Option<(CaseId, NoteId)>>) -> Reading<Vec<NoteRecord>> {
    Reading::new(move || at.get().map(|(case, id)| under(case, &format!("/notes/{id}/history"))))
}

/// Writes a note (`version` is `None`) or corrects it.
pub async fn save(case: CaseId, id: NoteId, version: Option<i64>, draft: &NoteDraft) -> Result<NoteRecord, Failure> {
    write::put(&under(case, &format!("/notes/{id}")), version, draft).await
}

/// Withdraws it; it stays in the history.
pub async fn withdraw(record: &NoteRecord, withdrawal: &ServiceWithdrawal) -> Result<NoteRecord, Failure> {
    write::act(&under(record.case, &format!("/notes/{}/withdraw", record.id)), record.meta.version, withdrawal).await
}
