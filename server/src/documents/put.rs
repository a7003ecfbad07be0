//! Recording or correcting a document.

use std::collections::HashMap;

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    documents::{DocumentDraft, DocumentRecord},
    ids::{CaseId, DocumentId, OfficeId},
    values::{ShortText, ValueError},
};

use super::{
    row::{DocumentRow, show},
    store::store,
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    cases,
    db::schema::{documents, services},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Records a document, or corrects it; the former version is kept. Errors: 409 to correct a withdrawn one or in a closed
/// case. A number sent back as it is masked stays as it is.
#[utoipa::path(tag = "documents", params(("case" = CaseId, Path), ("document" = DocumentId, Path), WriteHeaders),
    request_body = DocumentDraft,
    responses((status = 201, body = DocumentRecord), (status = 200, body = DocumentRecord), Problems))]
#[put("/cases/{case}/documents/{document}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, DocumentId)>,
    payload: Payload<DocumentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate(access.core().today()).map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_document(writing, id, &draft), show).await
}

fn put_document(writing: &mut Writing<'_, Case>, id: DocumentId, draft: &DocumentDraft) -> ApiResult<Written> {
    let existing: Option<DocumentRow> = documents::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|document| document.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|document| document.version))?;
    check_links(writing, id, draft)?;
    let mut draft = draft.clone();
    if draft.number.as_ref().is_some_and(ShortText::is_mask) {
        let key = writing.case_key()?;
        let known = existing.as_ref().map(|document| document.draft(&key)).transpose()?.and_then(|was| was.number);
        if known.as_ref().map(ShortText::masked) != draft.number {
            return Err(ApiError::field("number", ValueError::BadCharacters));
        }
        draft.number = known;
    }
    let written = store(writing, id, existing.as_ref(), &draft)?;
    cases::touch_activity(writing, None, true)?;
    Ok(written)
}

/// Whether replacing `former` would make a document replace itself, at once or through others.
fn leads_back(writing: &mut Writing<'_, Case>, id: DocumentId, former: DocumentId) -> ApiResult<bool> {
    let links: HashMap<DocumentId, Option<DocumentId>> = documents::table
        .filter(documents::office_id.eq(writing.caller.office))
        .filter(documents::case_id.eq(writing.case()))
        .filter(documents::id.ne(id))
        .select((documents::id, documents::supersedes))
        .load::<(DocumentId, Option<DocumentId>)>(writing.conn)?
        .into_iter()
        .collect();
    let chain = std::iter::successors(Some(former), |at| links.get(at).copied().flatten());
    Ok(chain.take(links.len() + 1).any(|at| at == id))
}

/// What the document replaces and the service that obtained it must be of the same case.
fn check_links(writing: &mut Writing<'_, Case>, id: DocumentId, draft: &DocumentDraft) -> ApiResult<()> {
    let here = (writing.caller.office, writing.case());
    if let Some(former) = draft.supersedes {
        let found: Option<(OfficeId, CaseId)> = documents::table
            .find(former)
            .select((documents::office_id, documents::case_id))
            .get_result(writing.conn)
            .optional()?;
        if found != Some(here) {
            return Err(ApiError::field("supersedes", ValueError::UnknownValue));
        }
        if leads_back(writing, id, former)? {
            return Err(ApiError::field("supersedes", ValueError::NotAllowedHere));
        }
    }
    if let Some(service) = draft.service {
        let found: Option<(OfficeId, CaseId)> = services::table
            .find(service)
            .select((services::office_id, services::case_id))
            .get_result(writing.conn)
            .optional()?;
        if found != Some(here) {
            return Err(ApiError::field("service", ValueError::UnknownValue));
        }
    }
    Ok(())
}
