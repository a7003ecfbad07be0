//! Reading services.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, RawId, ServiceId},
    page::Page,
    record::RecordKind,
    services::ServiceRecord,
    values::NaiveDate,
};

use super::row::{ServiceRow, show_whole};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::services,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
};

/// Services of a case, newest first; document numbers, landlord, route and court file are masked.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), PageQuery),
    responses((status = 200, body = Page<ServiceRecord>), Problems))]
#[get("/cases/{case}/services")]
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
            let shown = page(opened, limit, |service| (service.draft.occurred_on.to_string(), service.id.raw()));
            let ids = shown.items.iter().map(|service| service.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Service, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Rows of this case from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<ServiceRow>> {
    let mut rows = services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(services::case_id.eq(reading.case()))
        .order((services::occurred_on.desc(), services::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = ServiceId::from_raw(id);
        rows = rows.filter(services::occurred_on.le(day).and(services::occurred_on.lt(day).or(services::id.lt(id))));
    }
    Ok(rows.load(reading.conn)?)
}

/// One service; document numbers, landlord, route and court file are whole for who may read restricted entries.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path)),
    responses((status = 200, body = ServiceRecord), Problems))]
#[get("/cases/{case}/services/{service}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ServiceId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let service = access
        .read(move |reading| {
            let service = show_whole(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(service, AuditAction::Read, RecordKind::Service, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(service.meta.version, service))
}
