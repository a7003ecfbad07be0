//! Asking for a code to be sent to an e-mail address, which the person reads back.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    contacts::{Channel, ContactRecord},
    ids::{CaseId, ContactId},
    problem::FieldError,
    record::RecordKind,
    values::ValueError,
};

use super::row::{find, show};
use crate::{
    access::{Access, Case, ContactWrite, Writing, Written},
    audit::AuditDraft,
    http::{Digest, Problems, WriteHeaders},
    outbox,
    problem::{ApiError, ApiResult},
};

/// Sends a neutral mail with six digits to the address; a code sent earlier is dead from then on. Errors: 422 on
/// `channel` if it is no e-mail address, on `mail` with the reason if nothing may be sent there.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path), ("contact" = ContactId, Path), WriteHeaders),
    responses((status = 200, body = ContactRecord), Problems))]
#[post("/cases/{case}/contacts/{contact}/code")]
pub async fn code(
    access: Access<ContactWrite, Case>,
    path: web::Path<(CaseId, ContactId)>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access.write(digest, move |writing| send_code(writing, id), show).await
}

fn send_code(writing: &mut Writing<'_, Case>, id: ContactId) -> ApiResult<Written> {
    let contact = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(contact.version))?;
    if contact.channel != Channel::Email {
        return Err(ApiError::field("channel", ValueError::NotAllowedHere));
    }
    let case = writing.case();
    if let Err(why) = outbox::plan_code(writing, case, id)? {
        let error = FieldError { field: "mail".to_owned(), code: why.as_str().to_owned() };
        return Err(ApiError::Invalid(vec![error]));
    }
    let entry = AuditDraft::one(AuditAction::Changed, RecordKind::Contact, Some(case), id.raw());
    writing.audit(entry.fields(["code"]));
    Ok(Written::changed(id.raw(), contact.version + 1))
}
