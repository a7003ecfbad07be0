//! Looking at what cancelling an appointment would tell the person, or saying that they did not come.

use actix_web::{Responder, get, web};
use serde::Deserialize;
use yaninda_shared::{
    appointments::{Ending, EndingCheck},
    audit::AuditAction,
    ids::{AppointmentId, CaseId},
    record::RecordKind,
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryWrite, Reading},
    http::{Problems, Query},
    outbox,
    problem::ApiResult,
};

/// How it would end.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ends {
    state: Ending,
}

/// What the person would be told if an appointment ended so now, when that leaves or why it does not, and what somebody would
/// be asked to do instead. Changes nothing. Errors: 403 for who cannot see its details.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path), Ends),
    responses((status = 200, body = EndingCheck), Problems))]
#[get("/cases/{case}/appointments/{appointment}/ending")]
pub async fn ending(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
    query: Query<Ends>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let as_ends = query.0.state;
    let shown = access
        .read(move |reading| {
            let (case, shown) = (reading.case(), look(reading, id, as_ends)?);
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Appointment, Some(case), vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn look(reading: &mut Reading<'_, Case>, id: AppointmentId, as_ends: Ending) -> ApiResult<EndingCheck> {
    let row = find(reading, id.raw())?;
    row.expect_shown_to(reading)?;
    let (core, office, now) = (reading.core, reading.caller.office, reading.now);
    let standing = outbox::judge(reading.conn, core, office, row.case_id, now)?;
    let key = reading.case_key()?;
    outbox::foresee_ending(reading.conn, &key, &standing, &core.mail, &row, as_ends, now)
}
