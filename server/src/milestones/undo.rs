//! Undoing a milestone that was reached or declined: never without a reason, which is kept.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, MilestoneId},
    milestones::{MilestoneRecord, MilestoneState, MilestoneUndo},
    policy::Action,
    problem::Code,
    record::Former,
};

use super::{
    rewrite::{Next, rewrite},
    row::{Said, find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_correctable_since,
};

/// Makes a milestone open again, with a reason. Errors: 403 for a confirmed one and a caller who may not confirm; 409 if it
/// is open or withdrawn, or stood so when the case was closed.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path), WriteHeaders),
    request_body = MilestoneUndo, responses((status = 200, body = MilestoneRecord), Problems))]
#[post("/cases/{case}/milestones/{milestone}/undo")]
pub async fn undo(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
    payload: Payload<MilestoneUndo>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let wish = payload.value;
    access.write(payload.digest, move |writing| undo_milestone(writing, id, &wish), show).await
}

fn undo_milestone(writing: &mut Writing<'_, Case>, id: MilestoneId, wish: &MilestoneUndo) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable_since(writing, row.withdrawn, row.updated_at)?;
    match row.state() {
        MilestoneState::Open => return Err(ApiError::Refused(Code::Conflict)),
        MilestoneState::Confirmed if !writing.may(Action::MilestoneConfirm) => {
            return Err(ApiError::Refused(Code::NotAllowed));
        }
        MilestoneState::Confirmed | MilestoneState::Reached | MilestoneState::Declined => {}
    }
    let key = writing.case_key()?;
    let was = row.open(&key)?;
    let known = Next::of(&row, &key)?;
    let next = Next {
        said: Said { decline_reason: None, undo_reason: Some(wish.reason.clone()), also_by: Vec::new(), ..known.said },
        reached_on: None,
        reached_by: None,
        confirmed_at: None,
        confirmed_by: None,
        declined_on: None,
        expected_on: known.expected_on,
        withdrawn: known.withdrawn,
    };
    rewrite(writing, &row, &next, &Former::corrected(was), AuditAction::Undone)
}
