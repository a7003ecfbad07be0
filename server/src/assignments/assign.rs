//! Giving a case to a worker; the worker before loses it in the same unit of work.

use actix_web::{Responder, put, web};
use yaninda_shared::{
    cases::{Assignment, AssignmentDraft, GrantRecord},
    ids::{CaseId, GrantId},
    problem::Code,
    values::ValueError,
};

use super::hand::hand;
use crate::{
    access::{Access, Case, CaseAssign, Writing, Written},
    cases::grant,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Assigns an open case to an enabled caseworker or supervisor of the office.
#[utoipa::path(tag = "assignments", params(("case" = CaseId, Path), ("assignment" = GrantId, Path), WriteHeaders),
    request_body = AssignmentDraft, responses((status = 201, body = GrantRecord), Problems))]
#[put("/cases/{case}/assignments/{assignment}")]
pub async fn assign(
    access: Access<CaseAssign, Case>,
    path: web::Path<(CaseId, GrantId)>,
    payload: Payload<AssignmentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access
        .write(
            payload.digest,
            move |writing| give(writing, id, &draft),
            move |reading, _| grant::show(reading, id, Assignment::Worker),
        )
        .await
}

fn give(writing: &mut Writing<'_, Case>, id: GrantId, draft: &AssignmentDraft) -> ApiResult<Written> {
    grant::expect_free(writing, id, Assignment::Worker)?;
    if !writing.resource.row.open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    grant::check_user(writing, draft.user, "user")?;
    if writing.resource.row.worker_id == Some(draft.user) {
        return Err(ApiError::field("user", ValueError::NotAllowedHere));
    }
    hand(writing, id, draft.user, draft.note.as_ref())?;
    Ok(Written::created(id.raw()))
}
