//! Logging or correcting a service.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    catalogue::{self, ServiceKind},
    ids::{CaseId, DocumentId, ServiceId},
    policy::Action,
    problem::Code,
    record::{Former, RecordKind},
    services::{ServiceDraft, ServiceRecord, ServiceStatus},
    values::ValueError,
};

use super::{
    document,
    row::{Details, ServiceRow, place, service_values, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::services,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_correctable,
};

/// Logs a service, or corrects it; the former version is kept. Errors: 409 to correct a withdrawn one or in a closed case. A service about a permit or an identity document with
/// `issued` or `expires` also makes or changes that document.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path), WriteHeaders),
    request_body = ServiceDraft,
    responses((status = 201, body = ServiceRecord), (status = 200, body = ServiceRecord), Problems))]
#[put("/cases/{case}/services/{service}")]
pub async fn log(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, ServiceId)>,
    payload: Payload<ServiceDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate(access.core().clock.today()).map_err(ApiError::Invalid)?;
    let kind = catalogue::find(&draft.code).ok_or_else(|| ApiError::field("type", ValueError::UnknownValue))?;
    access.write(payload.digest, move |writing| put_service(writing, id, kind, &draft), show).await
}

fn put_service(
    writing: &mut Writing<'_, Case>,
    id: ServiceId,
    kind: &ServiceKind,
    draft: &ServiceDraft,
) -> ApiResult<Written> {
    let existing: Option<ServiceRow> = services::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|service| service.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    // Who cannot see the details would wipe them.
    let (user, restricted) = (writing.caller.user, writing.may(Action::RestrictedRead));
    if existing.as_ref().is_some_and(|service| !service.shows_details_to(user, restricted)) {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    writing.expect(id.raw(), existing.as_ref().map(|service| service.version))?;
    if let Some(service) = &existing {
        expect_correctable(writing, service.withdrawn)?;
    }
    let document = document::follow(writing, id, kind, draft, existing.as_ref())?;
    let written = match &existing {
        None => insert(writing, id, kind, draft, document)?,
        Some(service) => correct(writing, service, kind, draft, document)?,
    };
    let action = if existing.is_none() { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Service, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Service, case, id.raw()).fields(["service"]));
    let contact = (draft.status == ServiceStatus::Delivered).then_some(draft.occurred_on);
    let due_changed = existing.is_some() || document.is_some() || draft.next_step_on.is_some();
    cases::touch_activity(writing, contact, due_changed)?;
    Ok(written)
}

fn insert(
    writing: &mut Writing<'_, Case>,
    id: ServiceId,
    kind: &ServiceKind,
    draft: &ServiceDraft,
    document: Option<DocumentId>,
) -> ApiResult<Written> {
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Details::from(draft))?;
    diesel::insert_into(services::table)
        .values((
            services::id.eq(id),
            services::office_id.eq(writing.caller.office),
            services::case_id.eq(writing.case()),
            services::version.eq(1),
            services::created_at.eq(writing.now),
            services::created_by.eq(writing.caller.user),
            services::updated_at.eq(writing.now),
            services::updated_by.eq(writing.caller.user),
            services::withdrawn.eq(false),
            service_values!(kind, draft, document, sealed),
        ))
        .execute(writing.conn)?;
    Ok(Written::created(id.raw()))
}

fn correct(
    writing: &mut Writing<'_, Case>,
    service: &ServiceRow,
    kind: &ServiceKind,
    draft: &ServiceDraft,
    document: Option<DocumentId>,
) -> ApiResult<Written> {
    let id = service.id;
    let key = writing.case_key()?;
    let was = Former::corrected(service.open(&key, true)?);
    history::keep(writing, RecordKind::Service, id.raw(), service.version, &was)?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Details::from(draft))?;
    diesel::update(services::table.find(id))
        .set((
            services::version.eq(service.version + 1),
            services::updated_at.eq(writing.now),
            services::updated_by.eq(writing.caller.user),
            service_values!(kind, draft, document, sealed),
        ))
        .execute(writing.conn)?;
    Ok(Written::changed(id.raw(), service.version + 1))
}
