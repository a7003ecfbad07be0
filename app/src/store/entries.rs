//! One entry of the timeline with everything on it: comments, files and former versions.

use leptos::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    ids::CaseId,
    record::{EntryWithdrawal, RecordKind},
    services::WithdrawnService,
    timeline::EntryDetail,
    values::ShortText,
};

use super::{Failure, Reading, cases::under, write};
use crate::api;

fn path(case: CaseId, entry: Uuid) -> String {
    under(case, &["/timeline/", &entry.to_string()].concat())
}

/// One entry; `None` while the address names none.
#[must_use]
pub fn one(at: Signal<Option<(CaseId, Uuid)>>) -> Reading<EntryDetail> {
    Reading::new(move || at.get().map(|(case, entry)| path(case, entry)))
}

/// The entry as it is now, for a form.
pub async fn read(case: CaseId, entry: Uuid) -> Result<EntryDetail, Failure> {
    api::get(&path(case, entry)).await
}

/// Withdraws a service, document or note; it stays on the timeline and in the history. Answers whether the document
/// that a service had made went with it.
pub async fn withdraw(
    case: CaseId,
    (kind, id, version): (RecordKind, Uuid, i64),
    reason: ShortText,
) -> Result<bool, Failure> {
    let path = ["/", kind.as_str(), "s/", &id.to_string(), "/withdraw"].concat();
    let (path, body) = (under(case, &path), EntryWithdrawal { reason });
    if kind == RecordKind::Service {
        let answer: WithdrawnService = write::act(&path, version, &body).await?;
        return Ok(answer.document_withdrawn);
    }
    write::act_empty(&path, version, &body).await.map(|()| false)
}
