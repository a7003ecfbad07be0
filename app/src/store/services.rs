//! Services of a case.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ServiceId},
    services::{ServiceDraft, ServiceRecord},
};

use super::{Failure, Listing, cases::under, write};

/// Those of a case, newest first; all of them, because they are added up.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<ServiceRecord> {
    Listing::whole(move || case.get().map(|case| under(case, "/services?limit=200")))
}

/// Logs a service (`version` is `None`) or corrects it.
pub async fn save(
    case: CaseId,
    id: ServiceId,
    version: Option<i64>,
    draft: &ServiceDraft,
) -> Result<ServiceRecord, Failure> {
    write::put(&under(case, &format!("/services/{id}")), version, draft).await
}
