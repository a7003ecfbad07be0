//! Reopening a closed case.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::{CaseRecord, CaseStatus, CloseReason, Reopen},
    ids::CaseId,
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::NaiveDate,
};

use super::{code_name, reschedule::reschedule, row::show};
use crate::{
    access::{Access, Case, CaseReopen, Writing, Written},
    audit::AuditDraft,
    db::schema::cases,
    http::{Payload, Problems, WriteHeaders},
    milestones, plans,
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Reopens a closed case: it starts again with an assessment. If another open case has its code name by now, it gets that
/// name with a number.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders), request_body = Reopen,
    responses((status = 200, body = CaseRecord), Problems))]
#[post("/cases/{case}/reopen")]
pub async fn reopen(
    access: Access<CaseReopen, Case>,
    _path: web::Path<CaseId>,
    payload: Payload<Reopen>,
) -> ApiResult<impl Responder> {
    let reason = payload.value.reason;
    access
        .write(
            payload.digest,
            move |writing: &mut Writing<'_, Case>| {
                let (id, version) = (writing.case(), writing.resource.row.version);
                writing.expect(id.raw(), Some(version))?;
                if writing.resource.row.status != CaseStatus::Closed {
                    return Err(ApiError::Refused(Code::Conflict));
                }
                let (office, code_name) = (writing.caller.office, writing.resource.row.code_name.clone());
                let free = code_name::freed(writing.conn, office, id, &code_name)?;
                let renamed = (free != code_name).then_some("code_name");
                diesel::update(cases::table.find(id))
                    .set((
                        cases::version.eq(version + 1),
                        cases::updated_at.eq(writing.now),
                        cases::updated_by.eq(writing.caller.user),
                        cases::code_name.eq(free),
                        cases::status.eq(CaseStatus::Assessment),
                        cases::open.eq(true),
                        cases::closed_on.eq(None::<NaiveDate>),
                        cases::close_reason.eq(None::<CloseReason>),
                    ))
                    .execute(writing.conn)?;
                reschedule(writing)?;
                milestones::reschedule(writing)?;
                plans::reschedule(writing)?;
                writing.touch(RecordKind::Case, id.raw(), Some(id))?;
                add_event(writing, EventKind::Reopened, None, Some(CaseStatus::Assessment), Some(&reason))?;
                let entry = AuditDraft::one(AuditAction::Reopened, RecordKind::Case, Some(id), id.raw());
                writing.audit(entry.fields(renamed));
                Ok(Written::changed(id.raw(), version + 1))
            },
            show,
        )
        .await
}
