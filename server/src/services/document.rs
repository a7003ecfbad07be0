//! The document that a service about a permit or an identity document makes or changes.

use diesel::prelude::*;
use yaninda_shared::{
    catalogue::ServiceKind,
    documents::{DocumentDraft, DocumentKind},
    ids::{DocumentId, ServiceId},
    problem::FieldError,
    services::{ServiceDraft, ServiceStatus},
    values::ValueError,
};

use super::said::{Said, lay, state};
use crate::{
    access::{Case, Writing},
    db::schema::documents,
    documents::{row::DocumentRow, store::store, succession},
    problem::{ApiError, ApiResult},
    random,
};

/// Makes or changes the document of a service, and answers which one it is; the client may name its id. `was` is the
/// service before this write: only what the write changed is carried over, so that a document corrected on its own
/// stays corrected.
pub(super) fn follow(
    writing: &mut Writing<'_, Case>,
    service: ServiceId,
    kind: &ServiceKind,
    draft: &ServiceDraft,
    was: Option<&ServiceDraft>,
) -> ApiResult<Option<DocumentId>> {
    let linked = match kind.document {
        Some(_) => draft.document.or(was.and_then(|was| was.document)),
        None => draft.document,
    };
    let row: Option<DocumentRow> = match linked {
        Some(id) => documents::table.find(id).get_result(writing.conn).optional()?,
        None => None,
    };
    if row.as_ref().is_some_and(|document| document.case_id != writing.case()) {
        return Err(ApiError::field("document", ValueError::UnknownValue));
    }
    match (kind.document, linked, row) {
        (Some(kind), _, Some(document)) if document.kind == kind => {
            change(writing, &document, draft, was.filter(|was| was.document == Some(document.id)))?;
            Ok(Some(document.id))
        }
        // A service about a document of another type (its translation, its loss) says nothing of its state.
        (_, Some(id), Some(_)) => Ok(Some(id)),
        (Some(kind), linked, None) if linked.is_some() || tells_of_one(draft) => {
            make(writing, linked, service, kind, draft).map(Some)
        }
        (None, Some(_), None) => Err(ApiError::field("document", ValueError::UnknownValue)),
        (_, None, _) | (Some(_), Some(_), None) => Ok(None),
    }
}

/// Whether there is a document to keep: one that was declined or not to be had is none, unless it is described.
fn tells_of_one(draft: &ServiceDraft) -> bool {
    let lost = matches!(draft.status, ServiceStatus::Declined | ServiceStatus::NotAvailable | ServiceStatus::Cancelled);
    !lost || Said::by(draft) != Said::default()
}

fn make(
    writing: &mut Writing<'_, Case>,
    id: Option<DocumentId>,
    service: ServiceId,
    kind: DocumentKind,
    draft: &ServiceDraft,
) -> ApiResult<DocumentId> {
    let id = id.unwrap_or_else(|| DocumentId::from_raw(random::id(writing.core.keys.random(), writing.now)));
    let mut wanted = described(service, kind, draft);
    check(writing, &wanted)?;
    let line = succession::line(writing, id, &wanted)?;
    wanted.supersedes = line.latest_before();
    store(writing, id, None, &wanted)?;
    line.put_in(writing, wanted.supersedes)?;
    Ok(id)
}

fn change(
    writing: &mut Writing<'_, Case>,
    document: &DocumentRow,
    draft: &ServiceDraft,
    was: Option<&ServiceDraft>,
) -> ApiResult<()> {
    let known = document.draft(&writing.case_key()?)?;
    let mut wanted = known.clone();
    lay(&mut wanted, was.map(Said::by).unwrap_or_default(), Said::by(draft));
    if was.is_none_or(|was| state(was.status) != state(draft.status)) {
        wanted.status = state(draft.status);
    }
    // What was withdrawn is not changed by the way.
    if wanted == known || document.withdrawn {
        return Ok(());
    }
    check(writing, &wanted)?;
    if wanted.issued_on == known.issued_on {
        return store(writing, document.id, Some(document), &wanted).map(|_| ());
    }
    let line = succession::line(writing, document.id, &wanted)?;
    if !line.is_in_order(known.supersedes) {
        line.take_out(writing, known.supersedes)?;
        wanted.supersedes = line.latest_before();
    }
    store(writing, document.id, Some(document), &wanted)?;
    line.put_in(writing, wanted.supersedes)
}

/// The document of which only this service tells.
pub(super) fn described(service: ServiceId, kind: DocumentKind, draft: &ServiceDraft) -> DocumentDraft {
    let mut document = DocumentDraft { service: Some(service), ..DocumentDraft::new(kind, state(draft.status)) };
    lay(&mut document, Said::default(), Said::by(draft));
    document
}

fn check(writing: &Writing<'_, Case>, wanted: &DocumentDraft) -> ApiResult<()> {
    wanted.validate(writing.today()).map_err(|errors| ApiError::Invalid(errors.into_iter().map(rename).collect()))
}

/// Names the field of the service that a field of the document came from.
fn rename(mut error: FieldError) -> FieldError {
    error.field = match error.field.as_str() {
        "issued_on" => "details.issued".to_owned(),
        "valid_from" => "details.valid_from".to_owned(),
        "expires_on" => "details.expires".to_owned(),
        "legal_max_on" => "details.legal_max".to_owned(),
        _ => "document".to_owned(),
    };
    error
}
