//! Reading assessments.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{AssessmentId, CaseId},
    outcomes::AssessmentRecord,
    page::Page,
};

use super::row::{AssessmentRow, show};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::assessments,
    http::{PageQuery, Problems, Query},
    problem::ApiResult,
    records::{self, newest_of_case},
};

/// Assessments of a case, newest first, withdrawn ones too.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), PageQuery),
    responses((status = 200, body = Page<AssessmentRecord>), Problems))]
#[get("/cases/{case}/assessments")]
pub async fn list(
    access: Access<EntryRead, Case>,
    _path: web::Path<CaseId>,
    query: Query<PageQuery>,
) -> ApiResult<impl Responder> {
    let open = |reading: &mut Reading<'_, Case>, after, limit| {
        let key = reading.case_key()?;
        Ok(newest(reading, after, limit)?.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
    };
    records::paged(access, &query.0, open, |one| one.draft.occurred_on).await
}

newest_of_case!(assessments by occurred_on, AssessmentId => AssessmentRow);

/// One assessment.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), ("assessment" = AssessmentId, Path)),
    responses((status = 200, body = AssessmentRecord), Problems))]
#[get("/cases/{case}/assessments/{assessment}")]
pub async fn read(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AssessmentId)>,
) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
