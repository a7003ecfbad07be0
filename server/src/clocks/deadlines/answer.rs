//! Answering a reminder.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    clocks::{DeadlineAnswer, DeadlineRecord, ReminderAnswer},
    ids::{CaseId, DeadlineId},
    problem::Code,
    record::RecordKind,
};

use super::row::{find, place, show};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    clocks::schedule::reschedule,
    db::schema::deadlines,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Answers the reminder of a deadline: done, not needed, later, or asked again after all. Errors: 409 if it is answered
/// already (or is not, to be asked again), if it runs no longer, or in a closed case.
#[utoipa::path(tag = "clocks", params(("case" = CaseId, Path), ("deadline" = DeadlineId, Path), WriteHeaders),
    request_body = DeadlineAnswer, responses((status = 200, body = DeadlineRecord), Problems))]
#[post("/cases/{case}/deadlines/{deadline}/answer")]
pub async fn answer(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, DeadlineId)>,
    payload: Payload<DeadlineAnswer>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let said = payload.value;
    access.write(payload.digest, move |writing| answer_deadline(writing, id, &said), show).await
}

fn answer_deadline(writing: &mut Writing<'_, Case>, id: DeadlineId, said: &DeadlineAnswer) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    let again = said.answer == ReminderAnswer::Again;
    let answered = row.answered_at.is_some() || again && row.later_on.is_some();
    if !writing.resource.row.open || !row.running || answered != again {
        return Err(ApiError::Refused(Code::Conflict));
    }
    said.validate(row.due_on, writing.today()).map_err(ApiError::Invalid)?;
    let settled = matches!(said.answer, ReminderAnswer::Done | ReminderAnswer::NotNeeded);
    let key = writing.case_key()?;
    let sealed = said.reason.as_ref().map(|reason| key.seal(writing.core.keys.random(), place(id), reason));
    let later = said.until;
    let since = if again { writing.today() } else { row.since_on };
    diesel::update(deadlines::table.find(id))
        .set((
            deadlines::updated_at.eq(writing.now),
            deadlines::answer.eq(settled.then_some(said.answer)),
            deadlines::answered_at.eq(settled.then_some(writing.now)),
            deadlines::answered_by.eq(settled.then_some(writing.caller.user)),
            deadlines::sealed.eq(sealed.transpose()?),
            deadlines::later_on.eq(later),
            deadlines::since_on.eq(since),
        ))
        .execute(writing.conn)?;
    // The days of reminder and escalation follow; it counts as one change.
    reschedule(writing)?;
    diesel::update(deadlines::table.find(id)).set(deadlines::version.eq(row.version + 1)).execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Deadline, id.raw(), case)?;
    let action = if again { AuditAction::Undone } else { AuditAction::Answered };
    writing.audit(AuditDraft::one(action, RecordKind::Deadline, case, id.raw()).fields([said.answer.as_str()]));
    Ok(Written::changed(id.raw(), row.version + 1))
}
