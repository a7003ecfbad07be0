//! Details of a service that are shown masked, like the numbers of documents, and taken back so.

use std::collections::BTreeMap;

use yaninda_shared::{
    catalogue::{self, FieldKind, FieldSpec},
    services::{FieldValue, ServiceDraft, ServiceRecord},
    values::{ShortText, ValueError},
};

use crate::problem::{ApiError, ApiResult};

/// Fields of this type that are masked.
fn fields(code: &str) -> impl Iterator<Item = &'static FieldSpec> {
    let fields = catalogue::find(code).map_or(&[][..], |kind| kind.fields);
    fields.iter().filter(|spec| matches!(spec.kind, FieldKind::Number | FieldKind::Hidden))
}

/// Of a number the last characters stay, of a hidden text nothing.
fn shown(spec: &FieldSpec, text: &ShortText) -> ShortText {
    if spec.kind == FieldKind::Number { text.masked() } else { ShortText::hidden() }
}

fn text<'a>(draft: &'a ServiceDraft, key: &str) -> Option<&'a ShortText> {
    match draft.details.get(key) {
        Some(FieldValue::Text(text)) => Some(text),
        _ => None,
    }
}

/// The record with its numbers and hidden texts masked.
pub(super) fn masked(mut record: ServiceRecord) -> ServiceRecord {
    mask(&record.draft.code, &mut record.draft.details);
    record
}

/// Masks numbers and hidden texts among the details of a service of this type.
pub(crate) fn mask(code: &str, details: &mut BTreeMap<String, FieldValue>) {
    if details.is_empty() {
        return;
    }
    for spec in fields(code) {
        if let Some(FieldValue::Text(text)) = details.get_mut(spec.key) {
            *text = shown(spec, text);
        }
    }
}

/// The draft with nothing masked: what comes back as it was shown stays as it is. Errors: 422 for the mask of another
/// text.
pub(super) fn whole(draft: &ServiceDraft, known: Option<&ServiceDraft>) -> ApiResult<ServiceDraft> {
    let mut draft = draft.clone();
    for spec in fields(&draft.code) {
        let Some(sent) = text(&draft, spec.key).filter(|text| text.is_mask()) else { continue };
        let known = known.and_then(|known| text(known, spec.key));
        let Some(known) = known.filter(|text| shown(spec, text) == *sent).cloned() else {
            return Err(ApiError::field(format!("details.{}", spec.key), ValueError::BadCharacters));
        };
        draft.details.insert(spec.key.to_owned(), FieldValue::Text(known));
    }
    Ok(draft)
}
