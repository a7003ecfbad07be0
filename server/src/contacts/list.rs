//! Reading contacts.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    contacts::ContactRecord,
    ids::{CaseId, ContactId},
    record::RecordKind,
};

use super::row::{all, show};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    http::Problems,
    problem::ApiResult,
};

/// Ways to reach the person, oldest first.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<ContactRecord>), Problems))]
#[get("/cases/{case}/contacts")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let contacts = access
        .read(|reading| {
            let contacts = all(reading)?;
            let ids = contacts.iter().map(|contact| contact.id.raw()).collect();
            Ok(Disclosed::audited(contacts, AuditAction::Listed, RecordKind::Contact, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, contacts))
}

/// One way to reach the person.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path), ("contact" = ContactId, Path)),
    responses((status = 200, body = ContactRecord), Problems))]
#[get("/cases/{case}/contacts/{contact}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ContactId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let contact = access
        .read(move |reading| {
            let contact = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(contact, AuditAction::Read, RecordKind::Contact, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(contact.meta.version, contact))
}
