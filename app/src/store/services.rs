//! Services of a case.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ServiceId},
    services::{FieldValue, ServiceDraft, ServiceRecord},
};

use super::{Failure, Listing, cases::under, write};
use crate::api;

/// Those of a case, newest first; all of them, because they are added up.
#[must_use]
pub fn list(case: Signal<Option<CaseId>>) -> Listing<ServiceRecord> {
    Listing::whole(move || case.get().map(|case| under(case, "/services?limit=200")))
}

fn path(case: CaseId, id: ServiceId) -> String {
    under(case, &["/services/", &id.to_string()].concat())
}

/// All of one, with nothing masked: one audit entry each time.
pub async fn read(case: CaseId, id: ServiceId) -> Result<ServiceRecord, Failure> {
    api::get(&path(case, id)).await
}

/// One detail of it, whole.
pub async fn detail(case: CaseId, id: ServiceId, key: &str) -> Result<String, Failure> {
    let mut service = read(case, id).await?;
    Ok(match service.draft.details.remove(key) {
        Some(FieldValue::Text(text)) => text.into(),
        _ => String::new(),
    })
}

/// Logs a service (`version` is `None`) or corrects it. A detail that is sent back masked stays as it is.
pub async fn save(
    case: CaseId,
    id: ServiceId,
    version: Option<i64>,
    draft: &ServiceDraft,
) -> Result<ServiceRecord, Failure> {
    write::put(&path(case, id), version, draft).await
}
