//! Identity documents and permits of a case.

use leptos::prelude::*;
use yaninda_shared::{
    documents::{DocumentDraft, DocumentRecord},
    ids::{CaseId, DocumentId},
    services::ServiceWithdrawal,
};

use super::{Failure, Listing, Reading, cases::under, write};

/// Those of a case, newest first.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<DocumentRecord> {
    Listing::new(move || case.get().map(|case| under(case, "/documents")))
}

/// One of them; `None` while the address names none.
#[must_use]
pub fn one(at: Signal<Option<(CaseId, DocumentId)>>) -> Reading<DocumentRecord> {
    Reading::new(move || at.get().map(|(case, id)| under(case, &format!("/documents/{id}"))))
}

/// Its versions, oldest first.
#[must_use]
pub fn history(at: Signal<Option<(CaseId, DocumentId)>>) -> Reading<Vec<DocumentRecord>> {
    Reading::new(move || at.get().map(|(case, id)| under(case, &format!("/documents/{id}/history"))))
}

/// Adds a document (`version` is `None`) or corrects it.
pub async fn save(
    case: CaseId,
    id: DocumentId,
    version: Option<i64>,
    draft: &DocumentDraft,
) -> Result<DocumentRecord, Failure> {
    write::put(&under(case, &format!("/documents/{id}")), version, draft).await
}

/// Withdraws it; it stays in the history.
pub async fn withdraw(record: &DocumentRecord, withdrawal: &ServiceWithdrawal) -> Result<DocumentRecord, Failure> {
    write::act(&under(record.case, &format!("/documents/{}/withdraw", record.id)), record.meta.version, withdrawal)
        .await
}
