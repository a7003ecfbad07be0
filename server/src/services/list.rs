//! Reading services.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ServiceId},
    page::Page,
    services::ServiceRecord,
};

use super::row::{ServiceRow, show_whole};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::services,
    http::{PageQuery, Problems, Query},
    problem::ApiResult,
    records::{self, newest_of_case},
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
    let open = |reading: &mut Reading<'_, Case>, after, limit| {
        let key = reading.case_key()?;
        newest(reading, after, limit)?.iter().map(|row| row.open_for(reading, &key)).collect()
    };
    records::paged(access, &query.0, open, |one| one.draft.occurred_on).await
}

newest_of_case!(services by occurred_on, ServiceId => ServiceRow);

/// One service; document numbers, landlord, route and court file are whole for who may read restricted entries.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path)),
    responses((status = 200, body = ServiceRecord), Problems))]
#[get("/cases/{case}/services/{service}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ServiceId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show_whole).await
}
