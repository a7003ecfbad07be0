//! Revealing who the person is: one press, one audit entry.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    cases::{Identity, Reveal},
    ids::CaseId,
    record::RecordKind,
};

use crate::{
    access::{Access, Answer, Case, CaseReveal, Disclosed},
    audit::AuditDraft,
    http::{Payload, Problems},
    problem::ApiResult,
};

/// The identity of one case; its audit entry names the fields that were shown.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path)), request_body = Reveal,
    responses((status = 200, body = Identity), Problems))]
#[post("/cases/{case}/reveal")]
pub async fn reveal(
    access: Access<CaseReveal, Case>,
    _path: web::Path<CaseId>,
    _payload: Payload<Reveal>,
) -> ApiResult<impl Responder> {
    let (version, identity) = access
        .read(|reading| {
            let key = reading.case_key()?;
            let row = &reading.resource.row;
            let identity = row.identity(&key)?.unwrap_or_default();
            let entry = AuditDraft::one(AuditAction::Revealed, RecordKind::Case, Some(row.id), row.id.raw());
            let entry = entry.fields(identity.filled());
            Ok(Disclosed::with((row.version, identity), entry))
        })
        .await?;
    Ok(Answer::read(version, identity))
}
