//! Services of a case: list, log, correct, withdraw.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ServiceId},
    services::ServiceWithdrawal,
    services::{ServiceDraft, ServiceRecord},
};

use super::{Failure, Listing, Reading, cases::under, write};

/// Those of a case, newest first.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<ServiceRecord> {
    Listing::new(move || case.get().map(|case| under(case, "/services")))
}

/// One of them; `None` while the address names none.
#[must_use]
pub fn one(at: Signal<Option<(CaseId, ServiceId)>>) -> Reading<ServiceRecord> {
    Reading::new(move || at.get().map(|(case, id)| under(case, &format!("/services/{id}"))))
}

/// Its versions, oldest first.
#[must_use]
pub fn history(at: Signal<Option<(CaseId, ServiceId)>>) -> Reading<Vec<ServiceRecord>> {
    Reading::new(move || at.get().map(|(case, id)| under(case, &format!("/services/{id}/history"))))
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

/// Withdraws it; it stays in the history.
pub async fn withdraw(record: &ServiceRecord, withdrawal: &ServiceWithdrawal) -> Result<ServiceRecord, Failure> {
    write::act(&under(record.case, &format!("/services/{}/withdraw", record.id)), record.meta.version, withdrawal).await
}
