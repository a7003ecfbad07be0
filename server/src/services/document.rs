//! The document that a service about a permit or an identity document makes or changes.

use diesel::prelude::*;
use yaninda_shared::{
    catalogue::ServiceKind,
    documents::{DocumentDraft, DocumentKind, DocumentStatus},
    ids::{DocumentId, ServiceId},
    problem::FieldError,
    services::{Confidentiality, FieldValue, ServiceDraft, ServiceStatus},
    values::{ShortText, ValueError},
};

use super::row::ServiceRow;
use crate::{
    access::{Case, Writing},
    db::schema::documents,
    documents::{row::DocumentRow, store::store},
    problem::{ApiError, ApiResult},
    random,
};

/// Makes or changes the document of a service, and answers which one it is. The client may name its id; it is made
/// when the service carries a day of issue or expiry.
pub(super) fn follow(
    writing: &mut Writing<'_, Case>,
    service: ServiceId,
    kind: &ServiceKind,
    draft: &ServiceDraft,
    existing: Option<&ServiceRow>,
) -> ApiResult<Option<DocumentId>> {
    let linked = match kind.document {
        Some(_) => draft.document.or(existing.and_then(|service| service.document_id)),
        None => draft.document,
    };
    let row: Option<DocumentRow> = match linked {
        Some(id) => documents::table.find(id).get_result(writing.conn).optional()?,
        None => None,
    };
    if row.as_ref().is_some_and(|document| document.case_id != writing.case()) {
        return Err(ApiError::field("document", ValueError::UnknownValue));
    }
    let (id, wanted) = match (kind.document, linked, row.as_ref()) {
        (_, Some(id), Some(document)) => {
            let step = existing.is_none_or(|service| service.status != draft.status);
            let known = document.draft(&writing.case_key()?)?;
            let wanted = carried(known.clone(), draft, step);
            // What was withdrawn is not changed by the way.
            if wanted == known || document.withdrawn {
                return Ok(Some(id));
            }
            (id, wanted)
        }
        (Some(kind), linked, None) if linked.is_some() || has_days(draft) => {
            let id =
                linked.unwrap_or_else(|| DocumentId::from_raw(random::id(writing.core.keys.random(), writing.now)));
            (id, carried(fresh(writing, service, kind)?, draft, true))
        }
        (None, Some(_), None) => return Err(ApiError::field("document", ValueError::UnknownValue)),
        (_, None, _) | (Some(_), Some(_), None) => return Ok(None),
    };
    wanted.validate(writing.today()).map_err(|errors| ApiError::Invalid(errors.into_iter().map(rename).collect()))?;
    store(writing, id, row.as_ref(), &wanted)?;
    Ok(Some(id))
}

fn has_days(draft: &ServiceDraft) -> bool {
    draft.day("issued").is_some() || draft.day("expires").is_some()
}

/// A new document of this kind, which replaces the latest live one of its kind.
fn fresh(writing: &mut Writing<'_, Case>, service: ServiceId, kind: DocumentKind) -> ApiResult<DocumentDraft> {
    let kinds = match kind {
        DocumentKind::VictimPermitExtension => vec![DocumentKind::VictimPermitFirst, kind],
        DocumentKind::Other => Vec::new(),
        kind => vec![kind],
    };
    let former: Vec<(DocumentId, DocumentStatus)> = documents::table
        .filter(documents::office_id.eq(writing.caller.office))
        .filter(documents::case_id.eq(writing.case()))
        .filter(documents::kind.eq_any(kinds))
        .filter(documents::withdrawn.eq(false))
        .order((documents::occurred_on.desc(), documents::id.desc()))
        .select((documents::id, documents::status))
        .load(writing.conn)?;
    // A permit that has run out is replaced as well; one that was refused or cancelled is not.
    let lost = |status| matches!(status, DocumentStatus::Refused | DocumentStatus::Cancelled);
    let supersedes = former.into_iter().find(|(_, status)| !lost(*status)).map(|(id, _)| id);
    Ok(DocumentDraft {
        kind,
        status: DocumentStatus::ToApply,
        number: None,
        issuer: None,
        issued_on: None,
        valid_from: None,
        expires_on: None,
        legal_max_on: None,
        holder_has_original: false,
        copy_stored: false,
        supersedes,
        service: Some(service),
        note: None,
    })
}

/// What the service says of the document laid over what is known. A restricted service gives away its clock alone:
/// everyone who may open the case sees its documents.
fn carried(mut document: DocumentDraft, draft: &ServiceDraft, step: bool) -> DocumentDraft {
    document.issued_on = draft.day("issued").or(document.issued_on);
    document.expires_on = draft.day("expires").or(document.expires_on);
    if draft.confidentiality == Confidentiality::Team {
        document.number = text(draft, "number").or(document.number);
        document.issuer = text(draft, "issuer").or_else(|| text(draft, "office")).or(document.issuer);
    }
    if matches!(draft.details.get("copy_stored"), Some(FieldValue::Flag(true))) {
        document.copy_stored = true;
    }
    if step {
        document.status = match draft.status {
            ServiceStatus::Planned | ServiceStatus::Requested | ServiceStatus::Approved => DocumentStatus::ToApply,
            ServiceStatus::InProgress => DocumentStatus::Applied,
            ServiceStatus::Delivered => DocumentStatus::Delivered,
            ServiceStatus::Declined | ServiceStatus::NotAvailable | ServiceStatus::Cancelled => {
                DocumentStatus::Cancelled
            }
        };
    }
    document
}

fn text(draft: &ServiceDraft, key: &str) -> Option<ShortText> {
    match draft.details.get(key) {
        Some(FieldValue::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

/// Names the field of the service that a field of the document came from.
fn rename(mut error: FieldError) -> FieldError {
    error.field = match error.field.as_str() {
        "issued_on" => "details.issued".to_owned(),
        "expires_on" => "details.expires".to_owned(),
        _ => "document".to_owned(),
    };
    error
}
