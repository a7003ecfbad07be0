//! Ways to reach the person of a case.

use leptos::prelude::*;
use yaninda_shared::{
    contacts::{ContactDraft, ContactRecord},
    ids::{CaseId, ContactId},
};

use super::{Failure, Reading, cases::under, write};
use crate::api;

/// Those of a case.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Reading<Vec<ContactRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/contacts")))
}

/// One of them, to show or to change it: one audit entry each time.
pub async fn reveal(case: CaseId, id: ContactId) -> Result<ContactRecord, Failure> {
    api::get(&under(case, &format!("/contacts/{id}"))).await
}

/// Adds a way (`version` is `None`) or changes it.
pub async fn save(
    case: CaseId,
    id: ContactId,
    version: Option<i64>,
    draft: &ContactDraft,
) -> Result<ContactRecord, Failure> {
    write::put(&under(case, &format!("/contacts/{id}")), version, draft).await
}
