//! Former versions of a milestone.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    ids::{CaseId, MilestoneId},
    milestones::MilestoneRecord,
};

use super::row::find;
use crate::{
    access::{Access, Case, EntryRead},
    http::Problems,
    problem::ApiResult,
    records::{self, former},
};

/// Former versions of a milestone, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path)),
    responses((status = 200, body = Vec<MilestoneRecord>), Problems))]
#[get("/cases/{case}/milestones/{milestone}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
) -> ApiResult<impl Responder> {
    records::history::<MilestoneRecord>(access, path.1.raw(), |reading, id| {
        find(reading, id)?;
        former(reading, id)
    })
    .await
}
