//! Reading contacts.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    contacts::ContactRecord,
    ids::{CaseId, ContactId},
};

use super::row::{all, show};
use crate::{
    access::{Access, Case, EntryRead},
    http::Problems,
    problem::ApiResult,
    records,
};

/// Ways to reach the person, oldest first.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<ContactRecord>), Problems))]
#[get("/cases/{case}/contacts")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    records::all(access, all).await
}

/// One way to reach the person.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path), ("contact" = ContactId, Path)),
    responses((status = 200, body = ContactRecord), Problems))]
#[get("/cases/{case}/contacts/{contact}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ContactId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
