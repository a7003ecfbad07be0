//! Recording a workshop, who came, its questions, and what was counted from paper.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::WorkshopId,
    problem::Code,
    record::{Former, RecordKind},
    values::ValueError,
    workshops::{FeedbackPhase, WorkshopDraft, WorkshopRecord},
};

use super::{
    answers,
    rewrite::{Next, rewrite},
    row::{Said, WorkshopRow, place, present, show},
};
use crate::{
    access::{Access, InOffice, WorkshopWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::workshops,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    referrals::units,
};

/// Records a workshop, or changes it; the former version is kept. Errors: 409 if it is withdrawn, or to change questions
/// that were answered or that are being asked; 422 on a unit that the office does not have.
#[utoipa::path(tag = "workshops", params(("workshop" = WorkshopId, Path), WriteHeaders), request_body = WorkshopDraft,
    responses((status = 201, body = WorkshopRecord), (status = 200, body = WorkshopRecord), Problems))]
#[put("/workshops/{workshop}")]
pub async fn put(
    access: Access<WorkshopWrite, InOffice>,
    path: web::Path<WorkshopId>,
    payload: Payload<WorkshopDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_workshop(writing, id, &draft), show).await
}

fn put_workshop(writing: &mut Writing<'_, InOffice>, id: WorkshopId, draft: &WorkshopDraft) -> ApiResult<Written> {
    let existing = present(writing, id)?;
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    let offered = units::all(writing)?;
    for (index, line) in draft.attendance.iter().enumerate() {
        if !offered.iter().any(|unit| unit.id == line.unit) {
            return Err(ApiError::field(format!("attendance[{index}].unit"), ValueError::UnknownValue));
        }
    }
    match existing {
        None => record(writing, id, draft),
        Some(row) => change(writing, &row, draft),
    }
}

fn record(writing: &mut Writing<'_, InOffice>, id: WorkshopId, draft: &WorkshopDraft) -> ApiResult<Written> {
    let key = writing.office_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Said::by(draft))?;
    diesel::insert_into(workshops::table)
        .values((
            workshops::id.eq(id),
            workshops::office_id.eq(writing.caller.office),
            workshops::version.eq(1),
            workshops::created_at.eq(writing.now),
            workshops::created_by.eq(writing.caller.user),
            workshops::updated_at.eq(writing.now),
            workshops::updated_by.eq(writing.caller.user),
            workshops::held_on.eq(draft.held_on),
            workshops::phase.eq(FeedbackPhase::Closed),
            workshops::link_number.eq(0),
            workshops::withdrawn.eq(false),
            workshops::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Workshop, id.raw(), None)?;
    let entry = AuditDraft::one(AuditAction::Created, RecordKind::Workshop, None, id.raw());
    writing.audit(entry.fields(["workshop"]));
    Ok(Written::created(id.raw()))
}

fn change(writing: &mut Writing<'_, InOffice>, row: &WorkshopRow, draft: &WorkshopDraft) -> ApiResult<Written> {
    let was = row.draft(&writing.office_key()?)?;
    let asked = row.asks(writing.today()) != FeedbackPhase::Closed || answers::any(writing.conn, row)?;
    if row.withdrawn || (asked && was.questions != draft.questions) {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let next = Next::of(row, draft.clone());
    rewrite(writing, row, &next, &Former::corrected(was), (AuditAction::Changed, "workshop"))
}
