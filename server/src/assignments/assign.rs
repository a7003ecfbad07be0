//! Giving a case to a worker; the worker before loses it in the same unit of work.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
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
    access::{Access, Case, CaseAssign, Writing, Written},
    audit::AuditDraft,
    cases::grant,
    db::schema::cases,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
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
    grant::check_user(writing, draft.user)?;
    if writing.resource.row.worker_id == Some(draft.user) {
        return Err(ApiError::field("user", ValueError::NotAllowedHere));
    }
    for former in grant::in_force(writing)? {
        // The new worker's own share ends too: it would outlive the assignment.
        if former.kind == Assignment::Worker || former.user_id == draft.user {
            grant::end(writing, &former)?;
        }
    }
    grant::insert(writing, id, draft.user, Assignment::Worker, draft.note.as_ref())?;
    let case = writing.case();
    diesel::update(cases::table.find(case))
        .set((
            cases::version.eq(writing.resource.row.version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::worker_id.eq(Some(draft.user)),
        ))
        .execute(writing.conn)?;
    add_event(writing, EventKind::Assigned, Some(draft.user), None, draft.note.as_ref())?;
    writing.renew(case)?;
    writing.audit(AuditDraft::many(
        AuditAction::Assigned,
        RecordKind::Assignment,
        Some(case),
        vec![id.raw(), draft.user.raw()],
    ));
    Ok(Written::created(id.raw()))
}
