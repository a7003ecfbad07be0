//! Former versions of a goal.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, GoalId, RawId},
    plans::GoalRecord,
    record::{Former, RecordKind},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of a goal, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("goal" = GoalId, Path)),
    responses((status = 200, body = Vec<GoalRecord>), Problems))]
#[get("/cases/{case}/goals/{goal}/history")]
pub async fn history(access: Access<EntryRead, Case>, path: web::Path<(CaseId, GoalId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = former(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Goal, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// As the goal was before each change, oldest first. Errors: 404.
fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<GoalRecord>>> {
    find(reading, id)?;
    versions(reading, RecordKind::Goal, id)
}
