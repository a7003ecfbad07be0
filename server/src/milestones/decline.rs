//! The person does not want a milestone: it stays on record, and nobody is late.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, MilestoneId},
    milestones::{MilestoneDecline, MilestoneRecord, MilestoneState},
    problem::Code,
    record::Former,
    values::{ValueError, check_not_future},
};

use super::{
    rewrite::{Next, rewrite},
    row::{Said, find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_correctable,
};

/// Notes that the person declines a milestone. Errors: 409 if it is reached, declined already or withdrawn, or the case is
/// closed.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path), WriteHeaders),
    request_body = MilestoneDecline, responses((status = 200, body = MilestoneRecord), Problems))]
#[post("/cases/{case}/milestones/{milestone}/decline")]
pub async fn decline(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
    payload: Payload<MilestoneDecline>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let wish = payload.value;
    check_not_future(wish.on, access.core().today()).map_err(|why| ApiError::field("on", why))?;
    access.write(payload.digest, move |writing| decline_milestone(writing, id, &wish), show).await
}

fn decline_milestone(writing: &mut Writing<'_, Case>, id: MilestoneId, wish: &MilestoneDecline) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable(writing, row.withdrawn)?;
    if row.state() != MilestoneState::Open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if wish.on < writing.resource.row.opened_on {
        return Err(ApiError::field("on", ValueError::BeforeStart));
    }
    let key = writing.case_key()?;
    let was = row.open(&key)?;
    let known = Next::of(&row, &key)?;
    let said = Said { decline_reason: wish.reason.clone(), undo_reason: None, ..known.said.clone() };
    let next = Next { said, declined_on: Some(wish.on), ..known };
    rewrite(writing, &row, &next, &Former::corrected(was), AuditAction::Declined)
}
