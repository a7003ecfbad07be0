//! What is published.

use leptos::prelude::*;
use web_sys::Blob;
use yaninda_shared::{
    ids::ReleaseId,
    policy::{Action, Relation},
    releases::{ReleaseDraft, ReleaseRecord, ReleaseView},
};

use super::{Failure, Listing, Reading, reports, session, write};
use crate::{api, ids};

/// Everything that may be seen, newest first.
#[must_use]
pub fn list() -> Listing<ReleaseRecord> {
    Listing::new(|| session::may(Action::ReleaseRead, Relation::Office).then(|| "/releases".to_owned()))
}

/// One with its figures.
#[must_use]
pub fn one(id: Signal<Option<ReleaseId>>) -> Reading<ReleaseView> {
    Reading::new(move || id.get().map(|id| format!("/releases/{id}")))
}

/// Asks for one.
pub async fn ask(draft: &ReleaseDraft) -> Result<ReleaseRecord, Failure> {
    let id = ids::new(ReleaseId::from_parts);
    write::put(&format!("/releases/{id}"), None, draft).await
}

/// The published tables as a file.
pub async fn file(id: ReleaseId, format: &str) -> Result<Blob, Failure> {
    let form = reports::form(format);
    api::get_blob(&[&format!("/releases/{id}/file?"), form.trim_start_matches('&')].concat()).await
}

/// Reads everything open again: what is asked for is decided without anybody's doing.
pub fn look_again() {
    super::reading::changed();
}
