//! Photos and PDFs of an entry. Their content passes through memory and is kept nowhere.

use std::sync::LazyLock;

use leptos::prelude::*;
use uuid::Uuid;
use web_sys::Blob;
use yaninda_shared::{
    attachments::{AttachmentRecord, MediaType},
    ids::{AttachmentId, CaseId},
    record::RecordKind,
};

use super::{Failure, cases::under, write};
use crate::api;

static SENT: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| ArcRwSignal::new(0));

/// How much of the file that is being sent has left, in percent.
#[must_use]
pub fn sent() -> u32 {
    SENT.get()
}

fn path(case: CaseId, id: AttachmentId) -> String {
    under(case, &["/attachments/", &id.to_string()].concat())
}

/// Adds a file to a service, document or note. Its name stays on the device.
pub async fn attach(
    case: CaseId,
    (kind, entry): (RecordKind, Uuid),
    id: AttachmentId,
    media_type: MediaType,
    file: &Blob,
) -> Result<(), Failure> {
    SENT.set(0);
    let query = ["?on_kind=", kind.as_str(), "&on=", &entry.to_string()].concat();
    write::put_file(&(path(case, id) + &query), media_type.as_str(), file, |percent| SENT.set(percent)).await
}

/// Its content: one audit entry each time.
pub async fn content(file: &AttachmentRecord) -> Result<Blob, Failure> {
    api::get_blob(&(path(file.case, file.id) + "/content")).await
}

/// Destroys it.
pub async fn remove(file: &AttachmentRecord) -> Result<(), Failure> {
    write::delete(&path(file.case, file.id)).await
}
