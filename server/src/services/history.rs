//! Former versions of a service.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    ids::{CaseId, RawId, ServiceId},
    policy::Action,
    record::{Former, RecordKind},
    services::ServiceRecord,
};

use super::{masked::masked, row::find};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    history::versions,
    http::Problems,
    problem::ApiResult,
    records,
};

/// Former versions of a service, oldest first, masked like the service; a withdrawal holds its reason.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path)),
    responses((status = 200, body = Vec<ServiceRecord>), Problems))]
#[get("/cases/{case}/services/{service}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, ServiceId)>,
) -> ApiResult<impl Responder> {
    records::history(access, path.1.raw(), former).await
}

/// As the service was before each change, oldest first, as far as the caller may read it. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<ServiceRecord>>> {
    let service = find(reading, id)?;
    let mut former: Vec<Former<ServiceRecord>> = versions(reading, RecordKind::Service, id)?;
    let (author, trusted) = (service.created_by == reading.caller.user, reading.may(Action::RestrictedRead));
    // An entry that is restricted now was never meant for all, and one that was restricted then stays so.
    for was in &mut former {
        let levels = [service.confidentiality, was.record.draft.confidentiality];
        was.record = masked(was.record.clone());
        if !levels.into_iter().all(|level| level.shows_details(author, trusted)) {
            was.record.hide_details();
            was.withdraw_reason = None;
        }
    }
    Ok(former)
}
