//! Deciding whether a case closes: a supervisor, and never the one who asked.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalDecision, ApprovalKind, ApprovalState},
    audit::AuditAction,
    cases::{CaseRecord, CaseStatus, CloseDecision},
    ids::{CaseId, UserId},
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::{NaiveDate, ShortText},
};

use super::{
    closable::expect_closable,
    reschedule::reschedule,
    row::{CaseRow, show},
};
use crate::{
    access::{Access, Case, CaseCloseDecide, OfCase, Writing, Written},
    approvals::{expect_independent, lapse, settle, waiting},
    audit::AuditDraft,
    db::schema::cases,
    http::{Payload, Problems, WriteHeaders},
    milestones, plans,
    problem::{ApiError, ApiResult},
    timeline::event::add_closing_event,
};

/// Closes a case as its worker asked, or refuses to with a reason. Errors: 403 for who asked; 409 while appointments are still to come, of which nobody would
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
    let same = ApprovalDecision { approve: decision.approve, note: decision.note.clone() };
    same.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| decide(writing, &decision), show).await
}

fn decide(writing: &mut Writing<'_, Case>, decision: &CloseDecision) -> ApiResult<Written> {
    let (id, row) = (writing.case(), writing.resource.row.clone());
    writing.expect(id.raw(), Some(row.version))?;
    let asked = waiting(writing.conn, row.office_id, id)?.into_iter().find(|asked| asked.kind == ApprovalKind::Close);
    let Some(asked) = asked.filter(|_| row.open) else { return Err(ApiError::Refused(Code::Conflict)) };
    expect_independent(writing, asked.concerned())?;
    let state = if decision.approve { ApprovalState::Approved } else { ApprovalState::Refused };
    settle(writing, &asked, state, decision.note.as_ref())?;
    apply(writing, &row, asked.created_by, decision.approve, decision.note.as_ref())?;
    Ok(Written::changed(id.raw(), row.version + 1))
}

/// Closes the case, or leaves it open, as was decided. Errors: 409 while something is left that the person waits for.
pub(crate) fn apply<R: OfCase>(
    writing: &mut Writing<'_, R>,
    row: &CaseRow,
    asked_by: UserId,
    approve: bool,
    note: Option<&ShortText>,
) -> ApiResult<()> {
    let id = row.id;
    if approve {
        expect_closable(writing)?;
        // A closed case goes nowhere.
        for transfer in waiting(writing.conn, row.office_id, id)? {
            lapse(writing, &transfer)?;
        }
    }
    let asked_for = row.close_reason;
    let (kind, status, reason, closed_on) = if approve {
        (EventKind::Closed, CaseStatus::Closed, row.close_reason, Some(writing.today()))
    } else {
        (EventKind::CloseRefused, row.status, None, None)
    };
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(row.version + 1),
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
    milestones::reschedule(writing)?;
    plans::reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    add_closing_event(writing, kind, Some(asked_by), Some(status), asked_for, note)?;
    writing.audit(AuditDraft::one(AuditAction::CloseDecided, RecordKind::Case, Some(id), id.raw()).fields(["status"]));
    Ok(())
}
