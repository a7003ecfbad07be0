//! What is asked for and decided by somebody else.

use leptos::prelude::*;
use serde_json::json;
use yaninda_shared::{
    approvals::{ApprovalDecision, ApprovalDraft, ApprovalRecord, Decided, SplitPayment, WaitingApproval},
    ids::{ApprovalId, CaseId},
};

use super::{Failure, Listing, Reading, cases::under, write};

/// What waits in the office, the oldest first.
#[must_use]
pub fn waiting() -> Listing<WaitingApproval> {
    Listing::new(|| Some("/approvals".to_owned()))
}

/// Payments that may have been split.
#[must_use]
pub fn splits() -> Reading<Vec<SplitPayment>> {
    Reading::new(|| Some("/approvals/splits".to_owned()))
}

/// Requests about a case, newest first.
#[must_use]
pub fn of_case(case: Signal<Option<CaseId>>) -> Reading<Vec<ApprovalRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/approvals")))
}

fn path(case: CaseId, id: ApprovalId, action: &str) -> String {
    under(case, &["/approvals/", &id.to_string(), action].concat())
}

/// Asks for it.
pub async fn ask(case: CaseId, id: ApprovalId, draft: &ApprovalDraft) -> Result<ApprovalRecord, Failure> {
    write::put(&path(case, id, ""), None, draft).await
}

/// Approves or refuses it.
pub async fn decide(request: &ApprovalRecord, decision: &ApprovalDecision) -> Result<Decided, Failure> {
    write::act(&path(request.case, request.id, "/decide"), request.meta.version, decision).await
}

/// Takes one's own request back.
pub async fn take_back(request: &ApprovalRecord) -> Result<ApprovalRecord, Failure> {
    write::act(&path(request.case, request.id, "/take-back"), request.meta.version, &json!({})).await
}
