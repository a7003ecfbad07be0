//! Booking an appointment, or changing it.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentRecord, AppointmentState},
    audit::AuditAction,
    ids::{AppointmentId, CaseId},
    policy::Role,
    problem::Code,
    record::{Former, RecordKind},
    tasks::TaskKind,
    values::ValueError,
};

use super::{
    neutral::expect_neutral,
    row::{AppointmentRow, Details, find, place, show},
    series::{self, Slot},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::{
        each,
        schema::{appointments, users},
    },
    history,
    http::{Payload, Problems, WriteHeaders},
    outbox::{Happened, judge_case, plan, plan_booked},
    problem::{ApiError, ApiResult},
    tasks,
    timeline::entry::expect_correctable,
};

/// Books an appointment, with `repeat` also those of the following weeks, or changes one that is planned; the former
/// version is kept. A change of time, length, zone or of the place as a mail says it takes back the person's answer.
/// Errors: 409 to change one that is over or cancelled, or in a closed case; 403 for who cannot see its details.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path), WriteHeaders),
    request_body = AppointmentDraft,
    responses((status = 201, body = AppointmentRecord), (status = 200, body = AppointmentRecord), Problems))]
#[put("/cases/{case}/appointments/{appointment}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    payload: Payload<AppointmentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_appointment(writing, id, &draft), show).await
}

fn put_appointment(writing: &mut Writing<'_, Case>, id: AppointmentId, draft: &AppointmentDraft) -> ApiResult<Written> {
    let existing: Option<AppointmentRow> =
        each!(&mut *writing.conn, |c| appointments::table.find(id).get_result(c)).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|one| one.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|one| one.version))?;
    expect_correctable(writing, false)?;
    expect_attendant(writing, draft)?;
    expect_neutral(writing, draft)?;
    let written = match existing {
        None => book(writing, id, draft)?,
        Some(was) => change(writing, &was, draft)?,
    };
    cases::touch_activity(writing, None, false)?;
    Ok(written)
}

/// Who attends for us works on cases in this office. Errors: 422 on `attended_by`.
fn expect_attendant(writing: &mut Writing<'_, Case>, draft: &AppointmentDraft) -> ApiResult<()> {
    let Some(user) = draft.attended_by else { return Ok(()) };
    let found = users::table
        .filter(users::id.eq(user))
        .filter(users::office_id.eq(writing.caller.office))
        .filter(users::disabled_at.is_null())
        .filter(users::role.eq_any([Role::Caseworker, Role::Supervisor]))
        .select(users::id)
        .get_result::<yaninda_shared::ids::UserId>(writing.conn)
        .optional()?;
    found.map(drop).ok_or_else(|| ApiError::field("attended_by", ValueError::UnknownValue))
}

/// Books one appointment, and those of the following weeks.
fn book(writing: &mut Writing<'_, Case>, id: AppointmentId, draft: &AppointmentDraft) -> ApiResult<Written> {
    let slots = series::slots(id, draft)?;
    if slots.iter().any(|slot| slot.starts_at <= writing.now) {
        return Err(ApiError::field("starts", ValueError::InThePast));
    }
    series::expect_offerable(draft, &[], writing.now)?;
    let series = draft.repeat.as_ref().map(|_| id);
    if series.is_some() {
        series::expect_free(writing, &slots)?;
    }
    let mut booked = Vec::with_capacity(slots.len());
    for slot in &slots {
        booked.push(insert(writing, slot, draft, series)?);
        record(writing, AuditAction::Created, slot.id, &["appointment"])?;
    }
    if draft.tell {
        let (core, case, now) = (writing.core, writing.resource.row.clone(), writing.now);
        let standing = judge_case(writing.conn, core, case, now)?;
        plan_booked(writing, &standing, &booked)?;
    }
    Ok(Written::created(id.raw()))
}

fn insert(
    writing: &mut Writing<'_, Case>,
    slot: &Slot,
    draft: &AppointmentDraft,
    series: Option<AppointmentId>,
) -> ApiResult<AppointmentRow> {
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(slot.id), &Details::from(draft))?;
    let (office, user, case, now) = (writing.caller.office, writing.caller.user, writing.case(), writing.now);
    let row = AppointmentRow {
        id: slot.id,
        office_id: office,
        case_id: case,
        version: 1,
        created_at: now,
        created_by: user,
        updated_at: now,
        updated_by: user,
        code: draft.code.clone(),
        state: AppointmentState::Planned,
        starts: slot.starts.to_string(),
        zone: draft.zone.as_str().to_owned(),
        occurred_on: slot.starts.day(),
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        attended_by: draft.attended_by,
        sequence: 0,
        series_id: series,
        answer: None,
        answered_at: None,
        sealed,
        answer_sealed: None,
    };
    each!(&mut *writing.conn, |c| diesel::insert_into(appointments::table).values(&row).execute(c))?;
    Ok(row)
}

/// Changes a planned appointment.
fn change(writing: &mut Writing<'_, Case>, was: &AppointmentRow, draft: &AppointmentDraft) -> ApiResult<Written> {
    if was.state != AppointmentState::Planned {
        return Err(ApiError::Refused(Code::Conflict));
    }
    was.expect_shown_to(writing)?;
    if draft.repeat.is_some() {
        return Err(ApiError::field("repeat", ValueError::NotAllowedHere));
    }
    let key = writing.case_key()?;
    let former = was.open(&key)?;
    // What was offered before may have passed meanwhile.
    series::expect_offerable(draft, &former.draft.offered, writing.now)?;
    let slot = Slot::new(was.id, draft.starts, draft)?;
    let timed = slot.starts_at != was.starts_at || slot.ends_at != was.ends_at || was.zone != draft.zone.as_str();
    if timed && slot.starts_at <= writing.now {
        return Err(ApiError::field("starts", ValueError::InThePast));
    }
    // What the person was or will be told changed: their answer was to something else.
    let former_tell = former.draft.tell;
    let told = draft.reads_otherwise(&former.draft);
    history::keep(writing, RecordKind::Appointment, was.id.raw(), was.version, &Former::corrected(former))?;
    let sealed = key.seal(writing.core.keys.random(), place(was.id), &Details::from(draft))?;
    diesel::update(appointments::table.find(was.id))
        .set((
            appointments::version.eq(was.version + 1),
            appointments::updated_at.eq(writing.now),
            appointments::updated_by.eq(writing.caller.user),
            slot.values(draft),
            appointments::sequence.eq(was.sequence + i32::from(told)),
            appointments::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    if told {
        forget_answer(writing, was.id)?;
    }
    record(writing, AuditAction::Changed, was.id, &["appointment"])?;
    // Whoever was not to be told and now is hears of it as it stands; what still waits for whom is not to be is taken back.
    if told || draft.tell != former_tell {
        tell(writing, was.id, Happened::Moved, draft.tell)?;
    }
    Ok(Written::changed(was.id.raw(), was.version + 1))
}

/// Plans what the person is told of an appointment as it stands now.
pub(super) fn tell(
    writing: &mut Writing<'_, Case>,
    id: AppointmentId,
    happened: Happened,
    tell: bool,
) -> ApiResult<()> {
    let row = find(writing, id.raw())?;
    plan(writing, &row, happened, tell)
}

/// Takes back the answer, and with it the task it led to: it was to what stood there before.
pub(super) fn forget_answer(writing: &mut Writing<'_, Case>, id: AppointmentId) -> ApiResult<()> {
    diesel::update(appointments::table.find(id))
        .set((
            appointments::answer.eq(None::<yaninda_shared::appointments::AnswerKind>),
            appointments::answered_at.eq(None::<yaninda_shared::values::Stamp>),
            appointments::answer_sealed.eq(None::<Vec<u8>>),
        ))
        .execute(writing.conn)?;
    tasks::raise::settle(writing, id.raw(), &[TaskKind::Answered])
}

/// Feed and audit entry of an appointment; `fields` are those the audit entry names.
pub(super) fn record(
    writing: &mut Writing<'_, Case>,
    action: AuditAction,
    id: AppointmentId,
    fields: &[&'static str],
) -> ApiResult<()> {
    let case = Some(writing.case());
    writing.touch(RecordKind::Appointment, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Appointment, case, id.raw()).fields(fields.iter().copied()));
    Ok(())
}
