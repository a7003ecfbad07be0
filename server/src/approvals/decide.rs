//! Deciding a request: a supervisor, and never one who asked for it or logged it.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    approvals::{ApprovalDecision, ApprovalKind, ApprovalState, Decided},
    ids::{ApprovalId, CaseId, RawId},
    problem::Code,
    timeline::EventKind,
};

use super::{
    payment,
    row::{find, show_any},
    settle::{expect_independent, settle},
};
use crate::{
    access::{Access, ApprovalDecide, Case, Current, Departing, Reading, Writing, Written},
    cases::{close_decision, transfer},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Approves or refuses what waits, and does what was approved: a payment may be made, the case closes, or it moves to the other
/// office. Errors: 412 with the request if somebody else decided meanwhile; 403 for who asked for it or logged it; 409 if it does
/// not wait, or while something about the case must be settled first; 422 on `note` for a refusal without a reason.
#[utoipa::path(tag = "approvals", params(("case" = CaseId, Path), ("approval" = ApprovalId, Path), WriteHeaders),
    request_body = ApprovalDecision, responses((status = 200, body = Decided), Problems))]
#[post("/cases/{case}/approvals/{approval}/decide")]
pub async fn decide(
    access: Access<ApprovalDecide, Departing>,
    path: web::Path<(CaseId, ApprovalId)>,
    payload: Payload<ApprovalDecision>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let decision = payload.value;
    decision.validate().map_err(ApiError::Invalid)?;
    // The feeds of both offices are locked before anything else: where a transfer goes is looked up ahead.
    let other = access
        .prepare(move |reading| {
            let to = find(reading, id.raw()).ok().and_then(|row| row.to_office);
            Ok(to.unwrap_or(reading.caller.office))
        })
        .await?;
    access.write_into(other, payload.digest, move |writing| decide_on(writing, id, &decision), decided).await
}

fn decide_on(writing: &mut Writing<'_, Departing>, id: ApprovalId, decision: &ApprovalDecision) -> ApiResult<Written> {
    let Case { row: case, .. } = writing.resource.case.clone().ok_or_else(ApiError::not_found)?;
    let row = find(writing, id.raw())?;
    if let Err(error) = writing.expect(id.raw(), Some(row.version)) {
        // What stands behind a stale precondition is the request with what was decided, not the answer of a decision.
        return Err(match error {
            ApiError::Stale(_) => ApiError::Stale(Some(Current::of(&show_any(writing, id.raw())?)?)),
            error => error,
        });
    }
    if row.state != ApprovalState::Waiting || !case.open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    expect_independent(writing, row.concerned())?;
    let state = if decision.approve { ApprovalState::Approved } else { ApprovalState::Refused };
    let version = settle(writing, &row, state, decision.note.as_ref())?;
    match row.kind {
        ApprovalKind::Payment => payment::decided(writing, &row, state)?,
        ApprovalKind::Close => {
            close_decision::apply(writing, &case, row.created_by, decision.approve, decision.note.as_ref())?;
        }
        ApprovalKind::Transfer if decision.approve => {
            let reason = row.said(&writing.case_key()?)?.note;
            transfer::depart(writing, &case, reason.as_ref())?;
        }
        ApprovalKind::Transfer => {
            add_event(writing, EventKind::TransferRefused, Some(row.created_by), None, decision.note.as_ref())?;
        }
    }
    Ok(Written::changed(id.raw(), version))
}

/// What was decided; a request that is not here any more went away with its case, as it was approved.
fn decided(reading: &mut Reading<'_, Departing>, id: RawId) -> ApiResult<Decided> {
    let state = match find(reading, id) {
        Ok(row) => row.state,
        Err(ApiError::Refused(Code::NotFound)) => ApprovalState::Approved,
        Err(error) => return Err(error),
    };
    Ok(Decided { id: ApprovalId::from_raw(id), case: reading.resource.id, state })
}
