//! Former versions of a goal.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    ids::{CaseId, GoalId},
    plans::GoalRecord,
};

use super::row::find;
use crate::{
    access::{Access, Case, EntryRead},
    http::Problems,
    problem::ApiResult,
    records::{self, former},
};

/// Former versions of a goal, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("goal" = GoalId, Path)),
    responses((status = 200, body = Vec<GoalRecord>), Problems))]
#[get("/cases/{case}/goals/{goal}/history")]
pub async fn history(access: Access<EntryRead, Case>, path: web::Path<(CaseId, GoalId)>) -> ApiResult<impl Responder> {
    records::history::<GoalRecord>(access, path.1.raw(), |reading, id| {
        find(reading, id)?;
        former(reading, id)
    })
    .await
}
