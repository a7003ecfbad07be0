//! Ways to reach the person of a case.

use leptos::prelude::*;
use yaninda_shared::{
    contacts::{ContactDraft, ContactProof, ContactRecord},
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

/// Sends a mail with a code to the address of a contact of this version; the person reads it back.
pub async fn send_code((case, id, version): (CaseId, ContactId, i64)) -> Result<ContactRecord, Failure> {
    write::act(&under(case, &format!("/contacts/{id}/code")), version, &serde_json::json!({})).await
}

/// Holds the code that was read back against the one that was sent.
pub async fn prove(case: CaseId, id: ContactId, proof: &ContactProof) -> Result<ContactRecord, Failure> {
    write::tell(&under(case, &format!("/contacts/{id}/proof")), proof).await
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
