//! Moving a case along its process.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::{CaseRecord, StatusChange},
    ids::CaseId,
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::ValueError,
};

use super::{reschedule::reschedule, row::show};
use crate::{
    access::{Access, Case, CaseStatusChange, Writing, Written},
    audit::AuditDraft,
    db::schema::cases,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Moves a case to one of the next steps of its process. Closing and reopening are actions of their own.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders), request_body = StatusChange,
    responses((status = 200, body = CaseRecord), Problems))]
#[post("/cases/{case}/status")]
pub async fn change_status(
    access: Access<CaseStatusChange, Case>,
    _path: web::Path<CaseId>,
    payload: Payload<StatusChange>,
) -> ApiResult<impl Responder> {
    let change = payload.value;
    access.write(payload.digest, move |writing| move_on(writing, &change), show).await
}

fn move_on(writing: &mut Writing<'_, Case>, change: &StatusChange) -> ApiResult<Written> {
    let (id, version, status) = (writing.case(), writing.resource.row.version, writing.resource.row.status);
    writing.expect(id.raw(), Some(version))?;
    if !status.is_open() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if !status.next().contains(&change.status) {
        return Err(ApiError::field("status", ValueError::NotAllowedHere));
    }
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::status.eq(change.status),
        ))
        .execute(writing.conn)?;
    reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    add_event(writing, EventKind::StatusChanged, None, Some(change.status), change.note.as_ref())?;
    writing.audit(AuditDraft::one(AuditAction::StatusChanged, RecordKind::Case, Some(id), id.raw()).fields(["status"]));
    Ok(Written::changed(id.raw(), version + 1))
}
