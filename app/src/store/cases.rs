//! Cases: list, search, open, edit, reveal, status, closing, workers and shares, timeline, comments.

use leptos::prelude::*;
use serde::Serialize;
use web_sys::Blob;
use yaninda_shared::{
    case_file::CaseFileWish,
    cases::{
        AssignmentDraft, CaseDraft, CaseFilter, CaseRecord, CaseSummary, CloseDecision, CloseRequest, DuplicateAnswer,
        DuplicateQuery, GrantEnd, GrantRecord, Identity, Reopen, Reveal, SearchHit, SearchQuery, StatusChange,
    },
    comments::{CommentDraft, CommentRecord},
    ids::{CaseId, CommentId, GrantId},
    policy::Action,
    timeline::TimelineItem,
};

use super::{Failure, Listing, Reading, query, session, write};

pub(super) fn under(case: CaseId, rest: &str) -> String {
    format!("/cases/{case}{rest}")
}

/// Cases that match a filter.
#[must_use]
pub fn list(filter: Signal<CaseFilter>) -> Listing<CaseSummary> {
    Listing::new(move || {
        let query = filter.with(query);
        Some(if query.is_empty() { "/cases".to_owned() } else { format!("/cases?{query}") })
    })
}

/// One case; `None` while the address names none.
#[must_use]
pub fn one(case: Signal<Option<CaseId>>) -> Reading<CaseRecord> {
    Reading::new(move || case.get().map(|case| under(case, "")))
}

/// The case as it is now.
pub async fn read(case: CaseId) -> Result<CaseRecord, Failure> {
    crate::api::get(&under(case, "")).await
}

/// Whether the caller may change this case in this way: it is open, and the policy says so. It tells only of changes: the
/// record is read again after every save, and a form that is shown while this holds must not be made anew each time.
#[must_use]
pub fn may(case: Reading<CaseRecord>, action: Action) -> Signal<bool> {
    Memo::new(move |_| case.get().is_some_and(|case| may_now(&case, action))).into()
}

/// The same of a case as it was read.
#[must_use]
pub fn may_now(case: &CaseRecord, action: Action) -> bool {
    case.status.is_open() && session::may(action, case.relation)
}

/// Everything of a case, newest first.
#[must_use]
pub fn timeline(case: Signal<Option<CaseId>>) -> Listing<TimelineItem> {
    Listing::new(move || case.get().map(|case| under(case, "/timeline")))
}

/// Finds cases by code name, number, name or phone.
pub async fn search(search: &SearchQuery) -> Result<Vec<SearchHit>, Failure> {
    write::post("/cases/search", search).await
}

/// Looks for possible duplicates before saving.
pub async fn duplicates(question: &DuplicateQuery) -> Result<DuplicateAnswer, Failure> {
    write::post("/cases/duplicates", question).await
}

/// Opens a case (`version` is `None`) or edits it.
pub async fn save(case: CaseId, version: Option<i64>, draft: &CaseDraft) -> Result<CaseRecord, Failure> {
    write::put(&under(case, ""), version, draft).await
}

/// Shows who the person is: one audit entry each time.
pub async fn reveal(case: CaseId, to_edit: bool) -> Result<Identity, Failure> {
    write::post(&under(case, "/reveal"), &Reveal { to_edit }).await
}

/// Everything recorded about the person as a PDF for themselves. It passes through memory and is kept nowhere.
pub async fn case_file(case: CaseId, wish: &CaseFileWish) -> Result<Blob, Failure> {
    let body = crate::api::json(wish)?;
    crate::api::post_blob(&under(case, "/case-file"), Some(&body)).await
}

async fn act(case: &CaseRecord, name: &str, body: &impl Serialize) -> Result<CaseRecord, Failure> {
    write::act(&under(case.id, name), case.meta.version, body).await
}

/// Moves a case to another step.
pub async fn change_status(case: &CaseRecord, change: &StatusChange) -> Result<CaseRecord, Failure> {
    act(case, "/status", change).await
}

/// Asks a supervisor to close a case.
pub async fn request_close(case: &CaseRecord, request: &CloseRequest) -> Result<CaseRecord, Failure> {
    act(case, "/close-request", request).await
}

/// Takes one's own request to close a case back.
pub async fn take_close_back(case: &CaseRecord) -> Result<CaseRecord, Failure> {
    act(case, "/close-request/take-back", &serde_json::json!({})).await
}

/// Decides a request to close.
pub async fn decide_close(case: &CaseRecord, decision: &CloseDecision) -> Result<CaseRecord, Failure> {
    act(case, "/close-decision", decision).await
}

/// Opens a closed case again.
pub async fn reopen(case: &CaseRecord, reopen: &Reopen) -> Result<CaseRecord, Failure> {
    act(case, "/reopen", reopen).await
}

/// Its worker, and the ones before.
#[must_use]
pub fn assignments(case: Signal<Option<CaseId>>) -> Reading<Vec<GrantRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/assignments")))
}

/// Colleagues it is shared with.
#[must_use]
pub fn shares(case: Signal<Option<CaseId>>) -> Reading<Vec<GrantRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/shares")))
}

/// Gives a case to a worker.
pub async fn assign(case: CaseId, id: GrantId, draft: &AssignmentDraft) -> Result<GrantRecord, Failure> {
    write::put(&under(case, &format!("/assignments/{id}")), None, draft).await
}

/// Shares a case with a colleague.
pub async fn share(case: CaseId, id: GrantId, draft: &AssignmentDraft) -> Result<GrantRecord, Failure> {
    write::put(&under(case, &format!("/shares/{id}")), None, draft).await
}

/// Ends a share.
pub async fn end_share(grant: &GrantRecord, end: &GrantEnd) -> Result<GrantRecord, Failure> {
    write::act(&under(grant.case, &format!("/shares/{}/end", grant.id)), grant.meta.version, end).await
}

/// Comments on an entry.
pub async fn comment(case: CaseId, id: CommentId, draft: &CommentDraft) -> Result<CommentRecord, Failure> {
    write::put(&under(case, &format!("/comments/{id}")), None, draft).await
}

/// Resolves a comment.
pub async fn resolve(comment: &CommentRecord) -> Result<CommentRecord, Failure> {
    let path = under(comment.case, &format!("/comments/{}/resolve", comment.id));
    write::act(&path, comment.meta.version, &serde_json::json!({})).await
}
