//! Saying how an appointment went.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    appointments::{AppointmentRecord, AppointmentState, Outcome, OutcomeDraft},
    audit::AuditAction,
    ids::{AppointmentId, CaseId},
    problem::Code,
    tasks::TaskKind,
    values::ValueError,
};

use super::{
    cancel::end,
    put::{record, tell},
    row::{find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    cases,
    http::{Payload, Problems, WriteHeaders},
    outbox::Happened,
    problem::{ApiError, ApiResult},
    tasks,
    timeline::entry::expect_correctable,
};

/// Marks an appointment as attended, missed or excused, or corrects that. The person can be excused before it begins,
/// the rest is known only afterwards. Errors: 409 if it is cancelled or the case is closed, 422 on `outcome` before it began.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path), WriteHeaders),
    request_body = OutcomeDraft, responses((status = 200, body = AppointmentRecord), Problems))]
#[post("/cases/{case}/appointments/{appointment}/outcome")]
pub async fn outcome(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    payload: Payload<OutcomeDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access.write(payload.digest, move |writing| record_outcome(writing, id, &draft), show).await
}

fn record_outcome(writing: &mut Writing<'_, Case>, id: AppointmentId, draft: &OutcomeDraft) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable(writing, false)?;
    row.expect_shown_to(writing)?;
    if row.state == AppointmentState::Cancelled {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if row.starts_at > writing.now && draft.outcome != Outcome::Excused {
        return Err(ApiError::field("outcome", ValueError::InTheFuture));
    }
    end(writing, &row, draft.outcome.into(), |details| details.outcome_note.clone_from(&draft.note))?;
    tasks::raise::settle(writing, id.raw(), &[TaskKind::Answered])?;
    record(writing, AuditAction::OutcomeRecorded, id, &["appointment"])?;
    let happened = if draft.outcome == Outcome::Missed { Happened::Missed } else { Happened::Over };
    tell(writing, id, happened, draft.tell)?;
    let met = (draft.outcome == Outcome::Attended).then_some(row.occurred_on);
    let was_met = row.state == AppointmentState::Attended && met.is_none();
    cases::touch_activity(writing, met, was_met)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}
