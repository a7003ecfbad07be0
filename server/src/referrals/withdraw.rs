//! Withdrawing a referral that was recorded by mistake.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    ids::ReferralId,
    problem::Code,
    record::{EntryWithdrawal, Former},
    referrals::ReferralRecord,
    values::ShortText,
};

use super::{rewrite::rewrite, row::show};
use crate::{
    access::{Access, ReferralSlot, ReferralWrite, Writing, Written},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Withdraws a referral with a reason, which is kept in its history. Errors: 409 if it is withdrawn already.
#[utoipa::path(tag = "referrals", params(("referral" = ReferralId, Path), WriteHeaders), request_body = EntryWithdrawal,
    responses((status = 200, body = ReferralRecord), Problems))]
#[post("/referrals/{referral}/withdraw")]
pub async fn withdraw(
    access: Access<ReferralWrite, ReferralSlot>,
    _path: web::Path<ReferralId>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let reason = payload.value.reason;
    access.write(payload.digest, move |writing| strike(writing, &reason), show).await
}

fn strike(writing: &mut Writing<'_, ReferralSlot>, reason: &ShortText) -> ApiResult<Written> {
    let row = writing.resource.row.clone().ok_or_else(ApiError::not_found)?;
    writing.expect(row.id.raw(), Some(row.version))?;
    if row.withdrawn {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let key = writing.case_key()?;
    let present = row.open(&key)?;
    let was = Former::withdrawn(present.clone(), reason.clone());
    rewrite(writing, &key, &row, &present.draft, &was, true)
}
