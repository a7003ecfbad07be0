//! Consents of a case.

use leptos::prelude::*;
use yaninda_shared::{
    consents::{ConsentDraft, ConsentRecord, ConsentWithdrawal},
    ids::{CaseId, ConsentId},
};

use super::{Failure, Reading, cases::under, write};

/// Those of a case.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Reading<Vec<ConsentRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/consents")))
}

/// Records a consent (`version` is `None`) or corrects it.
pub async fn save(
    case: CaseId,
    id: ConsentId,
    version: Option<i64>,
    draft: &ConsentDraft,
) -> Result<ConsentRecord, Failure> {
    write::put(&under(case, &format!("/consents/{id}")), version, draft).await
}

/// Withdraws it; the history stays.
pub async fn withdraw(
    case: CaseId,
    id: ConsentId,
    version: i64,
    withdrawal: &ConsentWithdrawal,
) -> Result<ConsentRecord, Failure> {
    write::act(&under(case, &format!("/consents/{id}/withdraw")), version, withdrawal).await
}
