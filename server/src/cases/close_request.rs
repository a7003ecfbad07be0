//! Asking a supervisor to close a case.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalDraft, ApprovalKind},
    audit::AuditAction,
    cases::{CaseRecord, CloseRequest},
    ids::{ApprovalId, CaseId},
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
};

use super::{closable::expect_closable, reschedule::reschedule, row::show};
use crate::{
    access::{Access, Case, CaseCloseRequest, Writing, Written},
    approvals::ask::{Opening, open},
    audit::AuditDraft,
    db::schema::cases,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    random,
    timeline::event::add_closing_event,
};

/// Asks for a case to be closed, with a reason; a supervisor decides. Errors: 409 while appointments are still to come.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders), request_body = CloseRequest,
    responses((status = 200, body = CaseRecord), Problems))]
#[post("/cases/{case}/close-request")]
pub async fn request_close(
    access: Access<CaseCloseRequest, Case>,
    _path: web::Path<CaseId>,
    payload: Payload<CloseRequest>,
) -> ApiResult<impl Responder> {
    let request = payload.value;
    access.write(payload.digest, move |writing| ask(writing, &request), show).await
}

fn ask(writing: &mut Writing<'_, Case>, request: &CloseRequest) -> ApiResult<Written> {
    let (id, version) = (writing.case(), writing.resource.row.version);
    writing.expect(id.raw(), Some(version))?;
    let request_id = ApprovalId::from_raw(random::id(writing.core.keys.random(), writing.now));
    ask_to_close(writing, request_id, request)?;
    Ok(Written::changed(id.raw(), version + 1))
}

/// Lets a request to close the case wait; the case says so too. Errors: 409.
pub(crate) fn ask_to_close(
    writing: &mut Writing<'_, Case>,
    request_id: ApprovalId,
    request: &CloseRequest,
) -> ApiResult<()> {
    let (id, version) = (writing.case(), writing.resource.row.version);
    if !writing.resource.row.open || writing.resource.row.close_requested_by.is_some() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    expect_closable(writing)?;
    let draft = ApprovalDraft {
        close_reason: Some(request.reason),
        note: request.note.clone(),
        ..ApprovalDraft::of(ApprovalKind::Close)
    };
    open(writing, request_id, Opening::of(&draft))?;
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::close_reason.eq(Some(request.reason)),
            cases::close_requested_by.eq(Some(writing.caller.user)),
            cases::close_requested_on.eq(Some(writing.today())),
        ))
        .execute(writing.conn)?;
    reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    add_closing_event(writing, EventKind::CloseRequested, None, None, Some(request.reason), request.note.as_ref())?;
    let entry = AuditDraft::one(AuditAction::CloseRequested, RecordKind::Case, Some(id), id.raw());
    writing.audit(entry.fields(["close_reason"]));
    Ok(())
}
