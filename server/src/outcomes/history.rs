//! Former versions of an assessment.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{AssessmentId, CaseId, RawId},
    outcomes::AssessmentRecord,
    record::{Former, RecordKind},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of an assessment, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), ("assessment" = AssessmentId, Path)),
    responses((status = 200, body = Vec<AssessmentRecord>), Problems))]
#[get("/cases/{case}/assessments/{assessment}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AssessmentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = former(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Assessment, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// As the assessment was before each change, oldest first. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<AssessmentRecord>>> {
    find(reading, id)?;
    versions(reading, RecordKind::Assessment, id)
}
