//! Deciding whether a case closes: a supervisor, and never the one who asked.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::{CaseRecord, CaseStatus, CloseDecision},
    ids::{CaseId, UserId},
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::NaiveDate,
};

use super::{closable::expect_closable, row::show};
use crate::{
    access::{Access, Case, CaseCloseDecide, Writing, Written},
    audit::AuditDraft,
    db::schema::cases,
    http::{Payload, Problems, WriteHeaders},
    outcomes::reschedule,
    problem::{ApiError, ApiResult},
    timeline::event::add_closing_event,
};

/// Closes a case as its worker asked, or refuses to. Errors: 409 while appointments are still to come, of which nobody would
/// tell the person any more.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders), request_body = CloseDecision,
    responses((status = 200, body = CaseRecord), Problems))]
#[post("/cases/{case}/close-decision")]
pub async fn decide_close(
    access: Access<CaseCloseDecide, Case>,
    _path: web::Path<CaseId>,
    payload: Payload<CloseDecision>,
) -> ApiResult<impl Responder> {
    let decision = payload.value;
    access.write(payload.digest, move |writing| decide(writing, &decision), show).await
}

fn decide(writing: &mut Writing<'_, Case>, decision: &CloseDecision) -> ApiResult<Written> {
    let (id, version) = (writing.case(), writing.resource.row.version);
    writing.expect(id.raw(), Some(version))?;
    let Some(asked_by) = writing.resource.row.close_requested_by.filter(|_| writing.resource.row.open) else {
        return Err(ApiError::Refused(Code::Conflict));
    };
    if asked_by == writing.caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    if decision.approve {
        expect_closable(writing)?;
    }
    let row = &writing.resource.row;
    let asked_for = row.close_reason;
    let (kind, status, reason, closed_on) = if decision.approve {
        (EventKind::Closed, CaseStatus::Closed, row.close_reason, Some(writing.today()))
    } else {
        (EventKind::CloseRefused, row.status, None, None)
    };
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::status.eq(status),
            cases::open.eq(status.is_open()),
            cases::closed_on.eq(closed_on),
            cases::close_reason.eq(reason),
            cases::close_requested_by.eq(None::<UserId>),
            cases::close_requested_on.eq(None::<NaiveDate>),
        ))
        .execute(writing.conn)?;
    reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    add_closing_event(writing, kind, Some(asked_by), Some(status), asked_for, decision.note.as_ref())?;
    writing.audit(AuditDraft::one(AuditAction::CloseDecided, RecordKind::Case, Some(id), id.raw()).fields(["status"]));
    Ok(Written::changed(id.raw(), version + 1))
}
