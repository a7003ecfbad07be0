//! Former versions of a referral.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::ReferralId,
    record::{Former, RecordKind},
    referrals::ReferralRecord,
};

use crate::{
    access::{Access, Answer, Disclosed, ReferralRead, ReferralSlot},
    history::versions,
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// Former versions of a referral, oldest first; a withdrawal holds its reason.
#[utoipa::path(tag = "referrals", params(("referral" = ReferralId, Path)),
    responses((status = 200, body = Vec<ReferralRecord>), Problems))]
#[get("/referrals/{referral}/history")]
pub async fn history(
    access: Access<ReferralRead, ReferralSlot>,
    _path: web::Path<ReferralId>,
) -> ApiResult<impl Responder> {
    let shown = access
        .read(move |reading| {
            let row = reading.resource.row.clone().ok_or_else(ApiError::not_found)?;
            let shown: Vec<Former<ReferralRecord>> = versions(reading, RecordKind::Referral, row.id.raw())?;
            let ids = vec![row.id.raw()];
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Referral, row.case_id, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}
