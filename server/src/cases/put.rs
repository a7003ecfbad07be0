//! Opening a case, or editing one: which of the two is decided by whether the id is free.

use actix_web::{Responder, put, web};
use yaninda_shared::{
    cases::{CaseDraft, CaseRecord},
    ids::CaseId,
};

use super::{edit::edit, open::open, row::show};
use crate::{
    access::{Access, CaseEdit, CaseSlot},
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
};

/// Opens a case (with `consent` and `consent_id`), or edits one; the former version is kept.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders), request_body = CaseDraft,
    responses((status = 201, body = CaseRecord), (status = 200, body = CaseRecord), Problems))]
#[put("/cases/{case}")]
pub async fn put(
    access: Access<CaseEdit, CaseSlot>,
    _path: web::Path<CaseId>,
    payload: Payload<CaseDraft>,
) -> ApiResult<impl Responder> {
    let draft = payload.value;
    access
        .write(
            payload.digest,
            move |writing| match writing.resource.existing.clone() {
                None => open(writing, &draft),
                Some(case) => edit(writing, &case.row, &draft),
            },
            show,
        )
        .await
}
