//! Reading one case.

use actix_web::{Responder, get, web};
use yaninda_shared::{audit::AuditAction, cases::CaseRecord, ids::CaseId, record::RecordKind};

use crate::{
    access::{Access, Answer, Case, CaseRead, Disclosed},
    http::Problems,
    problem::ApiResult,
};

/// A case: everything but the identity, of which only the names of the filled fields are told.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path)), responses((status = 200, body = CaseRecord), Problems))]
#[get("/cases/{case}")]
pub async fn read(access: Access<CaseRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let key = reading.case_key()?;
            let Case { row, relation } = &reading.resource;
            let shown = row.show(&key, *relation, reading.core.day(reading.now))?;
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Case, Some(row.id), vec![row.id.raw()]))
        })
        .await?;
    Ok(Answer::read(shown.meta.version, shown))
}
