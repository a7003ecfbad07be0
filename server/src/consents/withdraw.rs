//! Withdrawing a consent: what was agreed, and since when it no longer holds, both stay.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    consents::{ConsentRecord, ConsentWithdrawal},
    ids::{CaseId, ConsentId},
    problem::Code,
    record::{Former, RecordKind},
    values::{ValueError, check_not_future},
};

use super::{
    list::{find, show},
    row::{Terms, place},
};
use crate::{
    access::{Access, Case, ConsentWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::consents,
    history,
    http::{Payload, Problems, WriteHeaders},
    outbox::look_again,
    problem::{ApiError, ApiResult},
};

/// Withdraws a consent from a day on. Errors: 409 if it is withdrawn already.
#[utoipa::path(tag = "consents", params(("case" = CaseId, Path), ("consent" = ConsentId, Path), WriteHeaders),
    request_body = ConsentWithdrawal, responses((status = 200, body = ConsentRecord), Problems))]
#[post("/cases/{case}/consents/{consent}/withdraw")]
pub async fn withdraw(
    access: Access<ConsentWrite, Case>,
    path: web::Path<(CaseId, ConsentId)>,
    payload: Payload<ConsentWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let withdrawal = payload.value;
    check_not_future(withdrawal.on, access.core().today()).map_err(|why| ApiError::field("on", why))?;
    access.write(payload.digest, move |writing| withdraw_consent(writing, id, &withdrawal), show).await
}

fn withdraw_consent(
    writing: &mut Writing<'_, Case>,
    id: ConsentId,
    withdrawal: &ConsentWithdrawal,
) -> ApiResult<Written> {
    let consent = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(consent.version))?;
    if consent.withdrawn_on.is_some() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if withdrawal.on < consent.given_on {
        return Err(ApiError::field("on", ValueError::BeforeStart));
    }
    let key = writing.case_key()?;
    let was = consent.open(&key)?;
    history::keep(writing, RecordKind::Consent, id.raw(), consent.version, &Former::corrected(was.clone()))?;
    let terms = Terms { draft: was.draft, withdraw_reason: withdrawal.reason.clone() };
    let sealed = key.seal(writing.core.keys.random(), place(id), &terms)?;
    diesel::update(consents::table.find(id))
        .set((
            consents::version.eq(consent.version + 1),
            consents::updated_at.eq(writing.now),
            consents::updated_by.eq(writing.caller.user),
            consents::withdrawn_on.eq(Some(withdrawal.on)),
            consents::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    look_again(writing, consent.case_id)?;
    writing.touch(RecordKind::Consent, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Consent, case, id.raw()));
    Ok(Written::changed(id.raw(), consent.version + 1))
}
