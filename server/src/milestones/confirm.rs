//! Confirming that a milestone was reached: a supervisor, and never one who recorded it.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, MilestoneId},
    milestones::{MilestoneRecord, MilestoneState},
    problem::Code,
    record::Former,
};

use super::{
    rewrite::{Next, rewrite},
    row::{find, show},
};
use crate::{
    access::{Access, Case, MilestoneConfirm, Writing, Written},
    approvals::expect_independent,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Confirms a milestone that was reached, in a closed case too. Errors: 403 for everybody who has said so since; 409 if it is not reached,
/// confirmed already, or withdrawn.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path), WriteHeaders),
    responses((status = 200, body = MilestoneRecord), Problems))]
#[post("/cases/{case}/milestones/{milestone}/confirm")]
pub async fn confirm(
    access: Access<MilestoneConfirm, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access.write(digest, move |writing| confirm_milestone(writing, id), show).await
}

fn confirm_milestone(writing: &mut Writing<'_, Case>, id: MilestoneId) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    if row.withdrawn || row.state() != MilestoneState::Reached {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let key = writing.case_key()?;
    let next = Next::of(&row, &key)?;
    expect_independent(writing, row.reached_by.into_iter().chain(next.said.also_by.iter().copied()))?;
    let next = Next { confirmed_at: Some(writing.now), confirmed_by: Some(writing.caller.user), ..next };
    let was = Former::corrected(row.open(&key)?);
    rewrite(writing, &row, &next, &was, AuditAction::Confirmed)
}
