//! Files that leave the office. They pass through memory and are kept nowhere.

use serde_json::json;
use web_sys::Blob;
use yaninda_shared::{
    approvals::ApprovalDecision,
    exports::{ExportDraft, ExportReason, ExportRecord, HtcdsFormat, HtcdsWish},
    ids::ExportId,
};

use super::{Failure, Reading, reading, write};
use crate::api;

fn path(id: ExportId, rest: &str) -> String {
    ["/exports/", &id.to_string(), rest].concat()
}

/// Requests for files with names, newest first.
#[must_use]
pub fn list() -> Reading<Vec<ExportRecord>> {
    Reading::new(|| Some("/exports".to_owned()))
}

/// One request with its cases.
#[must_use]
pub fn one(id: ExportId) -> Reading<ExportRecord> {
    Reading::new(move || Some(path(id, "")))
}

/// Asks for a file with names.
pub async fn ask(id: ExportId, draft: &ExportDraft) -> Result<ExportRecord, Failure> {
    write::put(&path(id, ""), None, draft).await
}

/// Decides what another supervisor has asked for.
pub async fn decide(request: &ExportRecord, decision: &ApprovalDecision) -> Result<ExportRecord, Failure> {
    write::act(&path(request.id, "/decision"), request.meta.version, decision).await
}

/// Takes one's own request back.
pub async fn take_back(request: &ExportRecord) -> Result<ExportRecord, Failure> {
    write::act(&path(request.id, "/take-back"), request.meta.version, &json!({})).await
}

/// Takes the file, once.
pub async fn take(id: ExportId) -> Result<Blob, Failure> {
    let taken = api::post_blob(&path(id, "/file"), None).await;
    reading::changed();
    taken
}

/// All cases of the office without names.
pub async fn standard(format: HtcdsFormat, reason: ExportReason) -> Result<Blob, Failure> {
    let body = api::json(&HtcdsWish { reason })?;
    api::post_blob(&["/exports/htcds?format=", format.as_str()].concat(), Some(&body)).await
}
