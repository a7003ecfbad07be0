//! Logging or correcting a service.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalState, Payment},
    audit::AuditAction,
    catalogue::{self, ServiceKind},
    clocks::ClockEvent,
    ids::{CaseId, DocumentId, ServiceId, UserId},
    policy::Action,
    record::{Former, RecordKind},
    services::{ServiceDraft, ServiceRecord, ServiceStatus},
    values::ValueError,
};

use super::{
    document,
    masked::whole,
    row::{Details, ServiceRow, place, service_values, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    approvals::payment::{self, By},
    audit::AuditDraft,
    cases,
    clocks::note_change,
    db::schema::services,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::{expect_correctable, tell_again},
};

/// Logs a service, or corrects it; the former version is kept. A service about a permit or an identity document also
/// makes that document, and carries over what changes in it. A payment above the office's limit is kept as `requested` until a
/// supervisor approved it: `approval` tells. A number sent back as it is masked stays as it is. Errors:
/// 409 to correct a withdrawn one or in a closed case.
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
    draft.validate(access.core().today()).map_err(ApiError::Invalid)?;
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
    if let Some(service) = &existing {
        service.expect_shown_to(writing)?;
    }
    writing.expect(id.raw(), existing.as_ref().map(|service| service.version))?;
    if let Some(service) = &existing {
        expect_correctable(writing, service.withdrawn)?;
    }
    let key = writing.case_key()?;
    let was = existing.as_ref().map(|service| service.open_whole(&key)).transpose()?;
    let mut draft = whole(draft, was.as_ref().map(|was| &was.draft))?;
    let judged = payment::judge(writing, id, &draft, was.as_ref())?;
    draft.status = judged.status(draft.status);
    let draft = &draft;
    let amends = was.as_ref().is_some_and(|was| Payment::of(&was.draft) != Payment::of(draft));
    let before = existing.as_ref().and_then(|service| service.amended_by);
    // Who could not decide about it does not take the place of who could: that they set it would be forgotten.
    let takes_place = before.is_none() || writing.may(Action::ApprovalDecide);
    let amended = if amends && takes_place { Some(writing.caller.user) } else { before };
    let document = document::follow(writing, id, kind, draft, was.as_ref().map(|was| &was.draft))?;
    let written = match was {
        None => insert(writing, id, kind, draft, document, judged.approval)?,
        Some(was) => correct(writing, was, kind, draft, document, (judged.approval, amended))?,
    };
    let by = By { logged: existing.as_ref().map_or(writing.caller.user, |service| service.created_by), amended };
    payment::follow(writing, id, by, &judged)?;
    let action = if existing.is_none() { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Service, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Service, case, id.raw()).fields(["service"]));
    let contact = draft.is_contact().then_some(draft.occurred_on);
    let due_changed = existing.is_some() || document.is_some() || draft.next_step_on.is_some() || begins_work(draft);
    if existing.is_none() && begins_work(draft) {
        note_change(writing, ClockEvent::WorkChanged, draft.occurred_on)?;
    }
    cases::touch_activity(writing, contact, due_changed)?;
    Ok(written)
}

/// Whether it says that the person has work from now on.
fn begins_work(draft: &ServiceDraft) -> bool {
    let begun = matches!(draft.status, ServiceStatus::InProgress | ServiceStatus::Delivered);
    begun && matches!(draft.code.as_str(), "EMP.placement" | "EMP.apprenticeship")
}

fn insert(
    writing: &mut Writing<'_, Case>,
    id: ServiceId,
    kind: &ServiceKind,
    draft: &ServiceDraft,
    document: Option<DocumentId>,
    approval: Option<ApprovalState>,
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
            services::approval.eq(approval),
            service_values!(kind, draft, document, sealed),
        ))
        .execute(writing.conn)?;
    Ok(Written::created(id.raw()))
}

fn correct(
    writing: &mut Writing<'_, Case>,
    was: ServiceRecord,
    kind: &ServiceKind,
    draft: &ServiceDraft,
    document: Option<DocumentId>,
    (approval, amended_by): (Option<ApprovalState>, Option<UserId>),
) -> ApiResult<Written> {
    let (id, version, key) = (was.id, was.meta.version, writing.case_key()?);
    if was.draft.confidentiality != draft.confidentiality {
        tell_again(writing, id.raw())?;
    }
    history::keep(writing, RecordKind::Service, id.raw(), version, &Former::corrected(was))?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Details::from(draft))?;
    diesel::update(services::table.find(id))
        .set((
            services::version.eq(version + 1),
            services::updated_at.eq(writing.now),
            services::updated_by.eq(writing.caller.user),
            services::approval.eq(approval),
            services::amended_by.eq(amended_by),
            service_values!(kind, draft, document, sealed),
        ))
        .execute(writing.conn)?;
    Ok(Written::changed(id.raw(), version + 1))
}
