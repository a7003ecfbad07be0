//! Assessments of a case: how life goes, domain by domain.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{AssessmentId, CaseId},
    outcomes::{AssessmentDraft, AssessmentRecord},
};

use super::{Failure, Listing, cases::under, write};

/// Those of a case, newest first, withdrawn ones too; all of them, because what changed is told from the first.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<AssessmentRecord> {
    Listing::whole(move || case.get().map(|case| under(case, "/assessments?limit=200")))
}

/// Records an assessment (`version` is `None`) or corrects it.
pub async fn save(
    case: CaseId,
    id: AssessmentId,
    version: Option<i64>,
    draft: &AssessmentDraft,
) -> Result<AssessmentRecord, Failure> {
    write::put(&under(case, &format!("/assessments/{id}")), version, draft).await
}
