//! Ending a share: access is gone at once.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    cases::{Assignment, GrantEnd, GrantRecord},
    ids::{CaseId, GrantId},
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
};

use crate::{
    access::{Access, Case, CaseShare, Writing, Written},
    audit::AuditDraft,
    cases::grant,
    comments::pass_on,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Ends a share; the note stands on the timeline.
#[utoipa::path(tag = "shares", params(("case" = CaseId, Path), ("share" = GrantId, Path), WriteHeaders),
    request_body = GrantEnd, responses((status = 200, body = GrantRecord), Problems))]
#[post("/cases/{case}/shares/{share}/end")]
pub async fn end(
    access: Access<CaseShare, Case>,
    path: web::Path<(CaseId, GrantId)>,
    payload: Payload<GrantEnd>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let note = payload.value.note;
    access
        .write(
            payload.digest,
            move |writing: &mut Writing<'_, Case>| {
                let share = grant::find(writing, id, Assignment::Shared)?;
                writing.expect(id.raw(), Some(share.version))?;
                if share.ended_at.is_some() {
                    return Err(ApiError::Refused(Code::Conflict));
                }
                grant::end(writing, &share)?;
                pass_on(writing)?;
                add_event(writing, EventKind::ShareEnded, Some(share.user_id), None, note.as_ref())?;
                let ids = vec![id.raw(), share.user_id.raw()];
                let case = Some(writing.case());
                writing.audit(AuditDraft::many(AuditAction::ShareEnded, RecordKind::Share, case, ids));
                Ok(Written::changed(id.raw(), share.version + 1))
            },
            move |reading, _| grant::show(reading, id, Assignment::Shared),
        )
        .await
}
