//! Deciding a request: another supervisor, in time, once.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::ApprovalDecision,
    audit::AuditAction,
    exports::{ExportRecord, ExportState},
    ids::ExportId,
    policy::{Objection, objection},
    problem::Code,
    record::RecordKind,
};

use super::row::{find, place, show};
use crate::{
    access::{Access, ExportDecide, InOffice, Writing, Written},
    audit::AuditDraft,
    db::schema::export_requests,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Approves or refuses what another supervisor has asked for; who asked then has a day to take the file. Errors: 403 for
/// one's own, 409 `conflict` for one that was decided or taken back, `expired` for one that waited too long; 422 on `note` for a refusal
/// without a reason.
#[utoipa::path(tag = "exports", params(("export" = ExportId, Path), WriteHeaders), request_body = ApprovalDecision,
    responses((status = 200, body = ExportRecord), Problems))]
#[post("/exports/{export}/decision")]
pub async fn decide(
    access: Access<ExportDecide, InOffice>,
    path: web::Path<ExportId>,
    payload: Payload<ApprovalDecision>,
) -> ApiResult<impl Responder> {
    let (id, decision) = (path.into_inner(), payload.value);
    decision.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| settle(writing, id, &decision), show).await
}

fn settle(writing: &mut Writing<'_, InOffice>, id: ExportId, decision: &ApprovalDecision) -> ApiResult<Written> {
    let row = find(writing, id)?.ok_or_else(ApiError::not_found)?;
    writing.expect(id.raw(), Some(row.version))?;
    let (now, caller) = (writing.now, writing.caller);
    let decided = row.state != ExportState::Asked;
    if let Some(objection) = objection(row.created_by, caller.user, decided, row.expires_at, now) {
        return Err(ApiError::Refused(match objection {
            Objection::Own => Code::OwnRequest,
            Objection::Decided => Code::Conflict,
            Objection::Expired => Code::Expired,
        }));
    }
    let key = writing.office_key()?;
    let mut asked = row.open(&key)?;
    asked.note.clone_from(&decision.note);
    let sealed = key.seal(writing.core.keys.random(), place(id), &asked)?;
    let (state, action) = if decision.approve {
        (ExportState::Approved, AuditAction::Confirmed)
    } else {
        (ExportState::Refused, AuditAction::Declined)
    };
    diesel::update(export_requests::table.find(id))
        .set((
            export_requests::version.eq(row.version + 1),
            export_requests::updated_at.eq(now),
            export_requests::updated_by.eq(caller.user),
            export_requests::state.eq(state),
            export_requests::expires_at.eq(now.plus_seconds(ExportState::KEPT)),
            export_requests::decided_by.eq(Some(caller.user)),
            export_requests::decided_at.eq(Some(now)),
            export_requests::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Export, id.raw(), None)?;
    writing.audit(AuditDraft::one(action, RecordKind::Export, None, id.raw()));
    Ok(Written::changed(id.raw(), row.version + 1))
}
