//! Former versions of an entry about the plan.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, PlanId, RawId},
    plans::PlanRecord,
    record::{Former, RecordKind},
};

use super::row::find;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    history::versions,
    http::Problems,
    problem::ApiResult,
};

/// Former versions of an entry about the plan, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("plan" = PlanId, Path)),
    responses((status = 200, body = Vec<PlanRecord>), Problems))]
#[get("/cases/{case}/plans/{plan}/history")]
pub async fn history(access: Access<EntryRead, Case>, path: web::Path<(CaseId, PlanId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = former(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Plan, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// As the entry was before each change, oldest first. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<PlanRecord>>> {
    find(reading, id)?;
    versions(reading, RecordKind::Plan, id)
}
