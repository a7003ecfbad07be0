//! Who a case was assigned to.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    cases::{Assignment, GrantRecord},
    ids::CaseId,
    record::RecordKind,
};

use crate::{
    access::{Access, Answer, Case, CaseRead, Disclosed},
    cases::grant,
    http::Problems,
    problem::ApiResult,
};

/// Who a case was assigned to, newest first, ended ones too.
#[utoipa::path(tag = "assignments", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<GrantRecord>), Problems))]
#[get("/cases/{case}/assignments")]
pub async fn list(access: Access<CaseRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let grants = access
        .read(|reading| {
            let grants = grant::list(reading, Assignment::Worker)?;
            let ids = grants.iter().map(|grant| grant.id.raw()).collect();
            Ok(Disclosed::audited(grants, AuditAction::Listed, RecordKind::Assignment, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, grants))
}
