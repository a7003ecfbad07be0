//! Former versions of a milestone.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, MilestoneId, RawId},
    milestones::MilestoneRecord,
    record::{Former, RecordKind},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of a milestone, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path)),
    responses((status = 200, body = Vec<MilestoneRecord>), Problems))]
#[get("/cases/{case}/milestones/{milestone}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = former(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Milestone, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// As the milestone was before each change, oldest first. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<MilestoneRecord>>> {
    find(reading, id)?;
    versions(reading, RecordKind::Milestone, id)
}
