//! What a service says of its document.

use yaninda_shared::{
    documents::{DocumentDraft, DocumentStatus},
    services::{Confidentiality, FieldValue, ServiceDraft, ServiceStatus},
    values::{NaiveDate, ShortText},
};

/// What is carried over into the document, which everyone who may open the case sees.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    issued: Option<NaiveDate>,
    valid_from: Option<NaiveDate>,
    expires: Option<NaiveDate>,
    legal_max: Option<NaiveDate>,
    number: Option<ShortText>,
    issuer: Option<ShortText>,
    copy_stored: bool,
}

impl Said {
    /// By this service; a restricted one gives away its clock alone.
    pub(super) fn by(draft: &ServiceDraft) -> Self {
        let text = |key: &str| match draft.details.get(key) {
            Some(FieldValue::Text(text)) if draft.confidentiality == Confidentiality::Team => Some(text.clone()),
            _ => None,
        };
        Self {
            issued: draft.day("issued"),
            valid_from: draft.day("valid_from"),
            expires: draft.day("expires"),
            legal_max: draft.day("legal_max"),
            number: text("number"),
            issuer: text("issuer").or_else(|| text("office")),
            copy_stored: matches!(draft.details.get("copy_stored"), Some(FieldValue::Flag(true))),
        }
    }
}

/// Lays over the document what is said now and was not said before; what is said no more is cleared.
pub(super) fn lay(document: &mut DocumentDraft, was: Said, now: Said) {
    fn carry<T: PartialEq>(into: &mut T, was: T, now: T) {
        if was != now {
            *into = now;
        }
    }
    carry(&mut document.issued_on, was.issued, now.issued);
    carry(&mut document.valid_from, was.valid_from, now.valid_from);
    carry(&mut document.expires_on, was.expires, now.expires);
    carry(&mut document.legal_max_on, was.legal_max, now.legal_max);
    carry(&mut document.number, was.number, now.number);
    carry(&mut document.issuer, was.issuer, now.issuer);
    carry(&mut document.copy_stored, was.copy_stored, now.copy_stored);
}

/// The state of a document whose service stands there.
pub(super) const fn state(status: ServiceStatus) -> DocumentStatus {
    match status {
        ServiceStatus::Planned | ServiceStatus::Requested | ServiceStatus::Approved => DocumentStatus::ToApply,
        ServiceStatus::InProgress => DocumentStatus::Applied,
        ServiceStatus::Delivered => DocumentStatus::Delivered,
        ServiceStatus::Declined | ServiceStatus::NotAvailable | ServiceStatus::Cancelled => DocumentStatus::Cancelled,
    }
}
