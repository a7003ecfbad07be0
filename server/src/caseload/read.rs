//! What would be handed over.

use actix_web::{Responder, get, web};
use yaninda_shared::{audit::AuditAction, caseload::Caseload, ids::UserId, record::RecordKind};

use super::load::load;
use crate::{
    access::{Access, Account, Answer, CaseAssign, Disclosed},
    http::Problems,
    problem::ApiResult,
};

/// The open cases of one worker of the office, with what is next in each.
#[utoipa::path(tag = "caseload", params(("user" = UserId, Path)),
    responses((status = 200, body = Caseload), Problems))]
#[get("/users/{user}/caseload")]
pub async fn read(access: Access<CaseAssign, Account>, _path: web::Path<UserId>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let caseload = load(reading)?;
        let ids = caseload.cases.iter().map(|case| case.id.raw()).collect();
        Ok(Disclosed::audited(caseload, AuditAction::Listed, RecordKind::Case, None, ids))
    });
    Ok(Answer::read(0, shown.await?))
}
