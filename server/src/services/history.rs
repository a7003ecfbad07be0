//! Former versions of a service.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, ServiceId},
    policy::Action,
    record::{Former, RecordKind},
    services::{Confidentiality, ServiceRecord},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of a service, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path)),
    responses((status = 200, body = Vec<ServiceRecord>), Problems))]
#[get("/cases/{case}/services/{service}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, ServiceId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let former = access
        .read(move |reading| {
            let service = find(reading, id.raw())?;
            let mut former: Vec<Former<ServiceRecord>> = versions(reading, RecordKind::Service, id.raw())?;
            let trusted = reading.may(Action::RestrictedRead) || service.created_by == reading.caller.user;
            let now_restricted = service.confidentiality == Confidentiality::Restricted;
            // An entry that is restricted now was never meant for all, and one that was restricted then stays so.
            for was in &mut former {
                if !trusted && (now_restricted || was.record.draft.confidentiality == Confidentiality::Restricted) {
                    hide(was);
                }
            }
            let case = Some(reading.case());
            Ok(Disclosed::audited(former, AuditAction::Read, RecordKind::Service, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, former))
}

fn hide(was: &mut Former<ServiceRecord>) {
    let draft = &mut was.record.draft;
    (draft.provider, draft.place, draft.note) = (None, None, None);
    draft.details.clear();
    was.record.details_hidden = true;
    was.withdraw_reason = None;
}
