//! Taking one's own request back.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalRecord, ApprovalState},
    ids::{ApprovalId, CaseId},
    problem::Code,
    timeline::EventKind,
};

use super::{
    payment,
    row::{find, show},
    settle::settle,
};
use crate::{
    access::{Access, ApprovalAsk, Case, Writing, Written},
    cases::close_take_back,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    services::hidden::expect_shown,
    timeline::event::add_event,
};

/// Takes back one's own request that waits. Errors: 403 if it is another's; 409 if it does not wait; 412 if it was decided
/// meanwhile.
#[utoipa::path(tag = "approvals", params(("case" = CaseId, Path), ("approval" = ApprovalId, Path), WriteHeaders),
    responses((status = 200, body = ApprovalRecord), Problems))]
#[post("/cases/{case}/approvals/{approval}/take-back")]
pub async fn take_back(
    access: Access<ApprovalAsk, Case>,
    path: web::Path<(CaseId, ApprovalId)>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access.write(digest, move |writing| take(writing, id), show).await
}

fn take(writing: &mut Writing<'_, Case>, id: ApprovalId) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    if let Some(service) = row.service_id {
        expect_shown(writing, service.raw())?;
    }
    writing.expect(id.raw(), Some(row.version))?;
    if row.state != ApprovalState::Waiting {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if row.created_by != writing.caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    let version = settle(writing, &row, ApprovalState::TakenBack, None)?;
    match row.kind {
        ApprovalKind::Payment => payment::decided(writing, &row, ApprovalState::TakenBack)?,
        ApprovalKind::Close => close_take_back::apply(writing)?,
        ApprovalKind::Transfer => add_event(writing, EventKind::TransferTakenBack, None, None, None)?,
    }
    Ok(Written::changed(id.raw(), version))
}
