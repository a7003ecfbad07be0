//! Former versions of an entry about the plan.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    ids::{CaseId, PlanId},
    plans::PlanRecord,
};

use super::row::find;
use crate::{
    access::{Access, Case, EntryRead},
    http::Problems,
    problem::ApiResult,
    records::{self, former},
};

/// Former versions of an entry about the plan, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("plan" = PlanId, Path)),
    responses((status = 200, body = Vec<PlanRecord>), Problems))]
#[get("/cases/{case}/plans/{plan}/history")]
pub async fn history(access: Access<EntryRead, Case>, path: web::Path<(CaseId, PlanId)>) -> ApiResult<impl Responder> {
    records::history::<PlanRecord>(access, path.1.raw(), |reading, id| {
        find(reading, id)?;
        former(reading, id)
    })
    .await
}
