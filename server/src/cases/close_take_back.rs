//! Taking a request to close back: nobody decides on their own, so an office with one supervisor needs a way out.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalState},
    audit::AuditAction,
    cases::{CaseRecord, CloseReason},
    ids::{CaseId, UserId},
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::NaiveDate,
};

use super::{reschedule::reschedule, row::show};
use crate::{
    access::{Access, Case, CaseCloseRequest, Writing, Written},
    approvals::{settle, waiting},
    audit::AuditDraft,
    db::schema::cases,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_closing_event,
};

/// Takes back one's own request to close a case; anybody who may ask can then ask anew. Errors: 409 if there is none,
/// 403 if it is another's.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders),
    responses((status = 200, body = CaseRecord), Problems))]
#[post("/cases/{case}/close-request/take-back")]
pub async fn take_close_back(
    access: Access<CaseCloseRequest, Case>,
    _path: web::Path<CaseId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    access.write(digest, take_back, show).await
}

fn take_back(writing: &mut Writing<'_, Case>) -> ApiResult<Written> {
    let (id, office, version) = (writing.case(), writing.caller.office, writing.resource.row.version);
    writing.expect(id.raw(), Some(version))?;
    let asked = waiting(writing.conn, office, id)?.into_iter().find(|asked| asked.kind == ApprovalKind::Close);
    match asked {
        None => return Err(ApiError::Refused(Code::Conflict)),
        Some(asked) if asked.created_by != writing.caller.user => return Err(ApiError::Refused(Code::NotAllowed)),
        Some(asked) => settle(writing, &asked, ApprovalState::TakenBack, None)?,
    };
    apply(writing)?;
    Ok(Written::changed(id.raw(), version + 1))
}

/// The case says no more that it is to be closed.
pub(crate) fn apply(writing: &mut Writing<'_, Case>) -> ApiResult<()> {
    let (id, version) = (writing.case(), writing.resource.row.version);
    let reason = writing.resource.row.close_reason;
    diesel::update(cases::table.find(id))
        .set((
            cases::version.eq(version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::close_reason.eq(None::<CloseReason>),
            cases::close_requested_by.eq(None::<UserId>),
            cases::close_requested_on.eq(None::<NaiveDate>),
        ))
        .execute(writing.conn)?;
    reschedule(writing)?;
    writing.touch(RecordKind::Case, id.raw(), Some(id))?;
    add_closing_event(writing, EventKind::CloseTakenBack, None, None, reason, None)?;
    let entry = AuditDraft::one(AuditAction::Withdrawn, RecordKind::Case, Some(id), id.raw());
    writing.audit(entry.fields(["close_request"]));
    Ok(())
}
