//! Reading appointments of a case.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentRecord,
    ids::{AppointmentId, CaseId},
    page::Page,
};

use super::row::{AppointmentRow, show};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::appointments,
    http::{PageQuery, Problems, Query},
    problem::ApiResult,
    records::{self, newest_of_case},
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
    let open = |reading: &mut Reading<'_, Case>, after, limit| {
        let key = reading.case_key()?;
        newest(reading, after, limit)?.iter().map(|row| row.open_for(reading, &key)).collect()
    };
    records::paged(access, &query.0, open, |one| one.draft.starts.day()).await
}

newest_of_case!(appointments by occurred_on, AppointmentId => AppointmentRow);

/// One appointment.
#[utoipa::path(tag = "appointments", params(("case" = CaseId, Path), ("appointment" = AppointmentId, Path)),
    responses((status = 200, body = AppointmentRecord), Problems))]
#[get("/cases/{case}/appointments/{appointment}")]
pub async fn read(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AppointmentId)>,
) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
