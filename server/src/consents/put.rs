//! Recording or correcting a consent.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    consents::{ConsentDraft, ConsentRecord},
    ids::{CaseId, ConsentId},
    problem::Code,
    record::{Former, RecordKind},
};

use super::{
    list::show,
    row::{ConsentRow, Terms, insert, place},
};
use crate::{
    access::{Access, Case, ConsentWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::consents,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Records a consent, or corrects one that stands; the former version is kept.
#[utoipa::path(tag = "consents", params(("case" = CaseId, Path), ("consent" = ConsentId, Path), WriteHeaders),
    request_body = ConsentDraft,
    responses((status = 201, body = ConsentRecord), (status = 200, body = ConsentRecord), Problems))]
#[put("/cases/{case}/consents/{consent}")]
pub async fn put(
    access: Access<ConsentWrite, Case>,
    path: web::Path<(CaseId, ConsentId)>,
    payload: Payload<ConsentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate(access.core().today()).map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_consent(writing, id, &draft), show).await
}

fn put_consent(writing: &mut Writing<'_, Case>, id: ConsentId, draft: &ConsentDraft) -> ApiResult<Written> {
    let existing: Option<ConsentRow> = consents::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|consent| consent.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|consent| consent.version))?;
    let key = writing.case_key()?;
    let Some(consent) = existing else {
        insert(writing, &key, id, draft)?;
        return Ok(Written::created(id.raw()));
    };
    // What was withdrawn is given again as a new consent, never reworded.
    if consent.withdrawn_on.is_some() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let was = Former::corrected(consent.open(&key)?);
    history::keep(writing, RecordKind::Consent, id.raw(), consent.version, &was)?;
    let terms = Terms { draft: draft.clone(), withdraw_reason: None };
    let sealed = key.seal(writing.core.keys.random(), place(id), &terms)?;
    diesel::update(consents::table.find(id))
        .set((
            consents::version.eq(consent.version + 1),
            consents::updated_at.eq(writing.now),
            consents::updated_by.eq(writing.caller.user),
            consents::given_on.eq(draft.given_on),
            consents::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Consent, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Changed, RecordKind::Consent, case, id.raw()).fields(["consent"]));
    Ok(Written::changed(id.raw(), consent.version + 1))
}
