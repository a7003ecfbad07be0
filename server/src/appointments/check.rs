//! Looking at an appointment before it is saved: what it clashes with, and what the person will read.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentCheck, AppointmentDraft},
    audit::AuditAction,
    ids::{AppointmentId, CaseId},
    record::RecordKind,
    values::Stamp,
};

use super::{
    clash::clashes,
    neutral::expect_neutral,
    preview::preview,
    row::AppointmentRow,
    series::{Slot, slots},
};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryWrite, Reading},
    db::schema::appointments,
    http::{Payload, Problems},
    outbox::{self, Foreseen, Standing},
    problem::{ApiError, ApiResult},
};

/// What a booking or a change would clash with, also in the following weeks, whether the person may be written to, and the
/// mail as they would read it. Changes nothing. Errors: those of saving it that do not depend on the clock, so also 403 to
/// change one for who cannot see its details.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path)),
    request_body = AppointmentDraft, responses((status = 200, body = AppointmentCheck), Problems))]
#[post("/cases/{case}/appointments/{appointment}/check")]
pub async fn check(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    payload: Payload<AppointmentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate().map_err(ApiError::Invalid)?;
    let shown = access
        .read(move |reading| {
            let shown = look(reading, id, &draft)?;
            let case = reading.case();
            let ids = shown.clashes.iter().map(|clash| clash.appointment.raw()).chain([case.raw()]).collect();
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Appointment, Some(case), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn look(reading: &mut Reading<'_, Case>, id: AppointmentId, draft: &AppointmentDraft) -> ApiResult<AppointmentCheck> {
    expect_neutral(reading, draft)?;
    let slots = slots(id, draft)?;
    let clashes = clashes(reading, id, &slots, draft)?;
    let (core, office, case, now) = (reading.core, reading.caller.office, reading.case(), reading.now);
    let standing = outbox::judge(reading.conn, core, office, case, now)?;
    let foreseen = match slots.first() {
        Some(Slot { starts_at, .. }) => foresee(reading, &standing, id, draft, *starts_at)?,
        None => None,
    };
    let refused = foreseen.as_ref().and_then(|mail| mail.leaves_at.err());
    Ok(AppointmentCheck {
        clashes,
        tells: foreseen.as_ref().map(|mail| mail.what.kind()),
        refused: standing.refused.or(refused),
        confirmed_on: standing.confirmed_on,
        confirmed_until: standing.confirmed_until,
        preview: foreseen.map(|mail| preview(&standing, draft, &mail)).transpose()?.flatten(),
    })
}

/// What is told of it: one that is there already is changed.
fn foresee(
    reading: &mut Reading<'_, Case>,
    standing: &Standing,
    id: AppointmentId,
    draft: &AppointmentDraft,
    starts_at: Stamp,
) -> ApiResult<Option<Foreseen>> {
    let was: Option<AppointmentRow> = appointments::table
        .filter(appointments::id.eq(id))
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?;
    if let Some(was) = &was {
        was.expect_shown_to(reading)?;
    }
    let key = reading.case_key()?;
    outbox::foresee(reading.conn, &key, standing, was.as_ref(), draft, starts_at, reading.now)
}
