//! Reading appointments of a case.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentRecord,
    audit::AuditAction,
    ids::{AppointmentId, CaseId, RawId},
    page::Page,
    record::RecordKind,
    values::NaiveDate,
};

use super::row::{AppointmentRow, show};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::appointments,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
};

/// Appointments of a case, latest day first.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), PageQuery),
    responses((status = 200, body = Page<AppointmentRecord>), Problems))]
#[get("/cases/{case}/appointments")]
pub async fn list(
    access: Access<EntryRead, Case>,
    _path: web::Path<CaseId>,
    query: Query<PageQuery>,
) -> ApiResult<impl Responder> {
    let (limit, after) = (query.0.limit()?, query.0.cursor::<NaiveDate>()?);
    let shown = access
        .read(move |reading| {
            let key = reading.case_key()?;
            let rows = newest(reading, after, limit + 1)?;
            let opened = rows.iter().map(|row| row.open_for(reading, &key)).collect::<ApiResult<Vec<_>>>()?;
            let shown = page(opened, limit, |one| (one.draft.starts.day().to_string(), one.id.raw()));
            let ids = shown.items.iter().map(|one| one.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Appointment, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Rows of this case from a cursor on, latest day first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<AppointmentRow>> {
    let mut rows = appointments::table
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::case_id.eq(reading.case()))
        .order((appointments::occurred_on.desc(), appointments::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = AppointmentId::from_raw(id);
        // `a <= x AND (a < x OR id < y)` uses the index range on both databases.
        rows = rows.filter(
            appointments::occurred_on.le(day).and(appointments::occurred_on.lt(day).or(appointments::id.lt(id))),
        );
    }
    Ok(rows.load(reading.conn)?)
}

/// One appointment.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path)),
    responses((status = 200, body = AppointmentRecord), Problems))]
#[get("/cases/{case}/appointments/{appointment}")]
pub async fn read(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let appointment = access
        .read(move |reading| {
            let shown = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Appointment, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(appointment.meta.version, appointment))
}
