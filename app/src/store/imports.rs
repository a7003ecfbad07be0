//! Spreadsheets that are brought in. Their rows pass through memory and are kept nowhere.

use std::sync::LazyLock;

use leptos::prelude::*;
use web_sys::Blob;
use yaninda_shared::{
    ids::ImportId,
    imports::{Delimiter, ImportKind, ImportMapping, ImportRecord, ImportRun, ProblemPage, TextEncoding},
};

use super::{Failure, Reading, query, write};
use crate::api;

static SENT: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| ArcRwSignal::new(0));

/// How much of the file that is being sent has left, in percent.
#[must_use]
pub fn sent() -> u32 {
    SENT.get()
}

/// How a file is to be read; what is left out is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct How {
    pub kind: ImportKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<TextEncoding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<u16>,
}

fn path(id: ImportId, rest: &str) -> String {
    ["/imports/", &id.to_string(), rest].concat()
}

/// The latest imports of the office.
#[must_use]
pub fn list() -> Reading<Vec<ImportRecord>> {
    Reading::new(|| Some("/imports".to_owned()))
}

/// Sends a file to be read.
pub async fn upload(id: ImportId, how: &How, media_type: &str, file: &Blob) -> Result<ImportRecord, Failure> {
    SENT.set(0);
    let path = [&path(id, "?"), query(how).as_str()].concat();
    write::put_file_shown(&path, media_type, file, |percent| SENT.set(percent)).await
}

/// How far it is, and what came of it.
pub async fn read(id: ImportId) -> Result<ImportRecord, Failure> {
    api::parse(&api::get_text(&path(id, "")).await?)
}

/// Begins to check every row.
pub async fn check(import: &ImportRecord, mapping: &ImportMapping) -> Result<ImportRecord, Failure> {
    write::act(&path(import.id, "/check"), import.meta.version, mapping).await
}

/// Begins to bring everything in.
pub async fn run(import: &ImportRecord, again: bool) -> Result<ImportRecord, Failure> {
    write::act(&path(import.id, "/run"), import.meta.version, &ImportRun { again }).await
}

/// Takes out again what it made.
pub async fn undo(import: &ImportRecord) -> Result<ImportRecord, Failure> {
    write::act(&path(import.id, "/undo"), import.meta.version, &serde_json::json!({})).await
}

/// Some of the problems of the last check.
pub async fn problems(id: ImportId, after: Option<i32>) -> Result<ProblemPage, Failure> {
    let after = after.map_or_else(String::new, |after| format!("?after={after}"));
    api::parse(&api::get_text(&path(id, &["/problems", &after].concat())).await?)
}
