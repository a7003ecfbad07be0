//! Withdrawing a milestone that should not be in this case.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, MilestoneId},
    milestones::{MilestoneRecord, MilestoneState},
    policy::Action,
    problem::Code,
    record::{EntryWithdrawal, Former},
    values::ShortText,
};

use super::{
    rewrite::{Next, rewrite},
    row::{find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_correctable_since,
};

/// Withdraws a milestone with a reason, which is kept in its history. Errors: 403 for a confirmed one and a caller who may
/// not confirm; 409 if it is withdrawn already, or stood when the case was closed.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = MilestoneRecord), Problems))]
#[post("/cases/{case}/milestones/{milestone}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access.write(payload.digest, move |writing| strike(writing, id, &reason), show).await
}

fn strike(writing: &mut Writing<'_, Case>, id: MilestoneId, reason: &ShortText) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable_since(writing, row.withdrawn, row.updated_at)?;
    if row.state() == MilestoneState::Confirmed && !writing.may(Action::MilestoneConfirm) {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    let key = writing.case_key()?;
    let was = Former::withdrawn(row.open(&key)?, reason.clone());
    let next = Next { withdrawn: true, ..Next::of(&row, &key)? };
    rewrite(writing, &row, &next, &was, AuditAction::Withdrawn)
}
