//! Former versions of an assessment.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    ids::{AssessmentId, CaseId},
    outcomes::AssessmentRecord,
};

use super::row::find;
use crate::{
    access::{Access, Case, EntryRead},
    http::Problems,
    problem::ApiResult,
    records::{self, former},
};

/// Former versions of an assessment, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), ("assessment" = AssessmentId, Path)),
    responses((status = 200, body = Vec<AssessmentRecord>), Problems))]
#[get("/cases/{case}/assessments/{assessment}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AssessmentId)>,
) -> ApiResult<impl Responder> {
    records::history::<AssessmentRecord>(access, path.1.raw(), |reading, id| {
        find(reading, id)?;
        former(reading, id)
    })
    .await
}
