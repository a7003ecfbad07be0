//! Reading assessments.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{AssessmentId, CaseId, RawId},
    outcomes::AssessmentRecord,
    page::Page,
    record::RecordKind,
    values::NaiveDate,
};

use super::row::{AssessmentRow, show};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::assessments,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
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
    let (limit, after) = (query.0.limit()?, query.0.cursor::<NaiveDate>()?);
    let shown = access
        .read(move |reading| {
            let key = reading.case_key()?;
            let rows = newest(reading, after, limit + 1)?;
            let opened = rows.iter().map(|row| row.open(&key)).collect::<Result<Vec<_>, _>>()?;
            let shown = page(opened, limit, |one| (one.draft.occurred_on.to_string(), one.id.raw()));
            let ids = shown.items.iter().map(|one| one.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Assessment, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Rows of this case from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<AssessmentRow>> {
    let mut rows = assessments::table
        .filter(assessments::office_id.eq(reading.caller.office))
        .filter(assessments::case_id.eq(reading.case()))
        .order((assessments::occurred_on.desc(), assessments::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = AssessmentId::from_raw(id);
        rows = rows
            .filter(assessments::occurred_on.le(day).and(assessments::occurred_on.lt(day).or(assessments::id.lt(id))));
    }
    Ok(rows.load(reading.conn)?)
}

/// One assessment.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), ("assessment" = AssessmentId, Path)),
    responses((status = 200, body = AssessmentRecord), Problems))]
#[get("/cases/{case}/assessments/{assessment}")]
pub async fn read(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AssessmentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Assessment, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(shown.meta.version, shown))
}
