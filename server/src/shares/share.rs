//! Sharing a case with a second worker.

use actix_web::{Responder, put, web};
use yaninda_shared::{
    audit::AuditAction,
    cases::{Assignment, AssignmentDraft, GrantRecord},
    ids::{CaseId, GrantId},
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::ValueError,
};

use crate::{
    access::{Access, Case, CaseShare, Writing, Written},
    audit::AuditDraft,
    cases::grant,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Shares an open case with an enabled caseworker or supervisor of the office.
#[utoipa::path(tag = "shares", params(("case" = CaseId, Path), ("share" = GrantId, Path), WriteHeaders),
    request_body = AssignmentDraft, responses((status = 201, body = GrantRecord), Problems))]
#[put("/cases/{case}/shares/{share}")]
pub async fn share(
    access: Access<CaseShare, Case>,
    path: web::Path<(CaseId, GrantId)>,
    payload: Payload<AssignmentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access
        .write(
            payload.digest,
            move |writing| give(writing, id, &draft),
            move |reading, _| grant::show(reading, id, Assignment::Shared),
        )
        .await
}

fn give(writing: &mut Writing<'_, Case>, id: GrantId, draft: &AssignmentDraft) -> ApiResult<Written> {
    grant::expect_free(writing, id, Assignment::Shared)?;
    if !writing.resource.row.open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    grant::check_user(writing, draft.user, "user")?;
    // Its worker has it already, and one share is enough.
    if grant::in_force(writing)?.iter().any(|former| former.user_id == draft.user) {
        return Err(ApiError::field("user", ValueError::NotAllowedHere));
    }
    grant::insert(writing, id, draft.user, Assignment::Shared, draft.note.as_ref())?;
    let case = writing.case();
    add_event(writing, EventKind::Shared, Some(draft.user), None, draft.note.as_ref())?;
    writing.renew(case)?;
    let ids = vec![id.raw(), draft.user.raw()];
    writing.audit(AuditDraft::many(AuditAction::Shared, RecordKind::Share, Some(case), ids));
    Ok(Written::created(id.raw()))
}
