//! Identity documents and permits of a case.

use leptos::prelude::*;
use yaninda_shared::{
    documents::{DocumentDraft, DocumentRecord},
    ids::{CaseId, DocumentId},
    page::Page,
};

use super::{Failure, Listing, Reading, cases::under, write};
use crate::api;

/// Those of a case, newest first, their numbers masked.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<DocumentRecord> {
    Listing::new(move || case.get().map(|case| under(case, "/documents?limit=200")))
}

/// All that matter of a case, at once: at most 200.
#[must_use]
pub fn every(case: Signal<Option<CaseId>>) -> Reading<Page<DocumentRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/documents?limit=200")))
}

fn path(case: CaseId, id: DocumentId) -> String {
    under(case, &["/documents/", &id.to_string()].concat())
}

/// Its full number: one audit entry each time.
pub async fn number(case: CaseId, id: DocumentId) -> Result<String, Failure> {
    let document: DocumentRecord = api::get(&path(case, id)).await?;
    Ok(document.draft.number.map(String::from).unwrap_or_default())
}

/// Adds a document (`version` is `None`) or corrects it. A number that is sent back masked stays as it is.
pub async fn save(
    case: CaseId,
    id: DocumentId,
    version: Option<i64>,
    draft: &DocumentDraft,
) -> Result<DocumentRecord, Failure> {
    write::put(&path(case, id), version, draft).await
}
