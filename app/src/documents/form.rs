//! The form of a document: what was typed and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    documents::{DocumentDraft, DocumentKind, DocumentStatus},
    ids::DocumentId,
    values::{NaiveDate, ValueError},
};

use crate::{
    components::{ChipToggle, DateField, Refused, SelectField, TextField, enum_options, error_of, typed},
    format,
    i18n::{k, t},
    store::Failure,
};

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    kind: RwSignal<String>,
    status: RwSignal<String>,
    number: RwSignal<String>,
    issuer: RwSignal<String>,
    note: RwSignal<String>,
    issued_on: RwSignal<Option<NaiveDate>>,
    valid_from: RwSignal<Option<NaiveDate>>,
    expires_on: RwSignal<Option<NaiveDate>>,
    legal_max_on: RwSignal<Option<NaiveDate>>,
    original: RwSignal<bool>,
    copy: RwSignal<bool>,
    /// What the form does not show.
    links: StoredValue<DocumentDraft>,
}

/// A new document.
const fn blank() -> DocumentDraft {
    DocumentDraft::new(DocumentKind::IdentityCard, DocumentStatus::Delivered)
}

/// The one that will replace a document: the same kind (an extension after the first permit), still to be applied for.
pub(super) fn successor(former: DocumentId, draft: &DocumentDraft) -> DocumentDraft {
    let kind = match draft.kind {
        DocumentKind::VictimPermitFirst => DocumentKind::VictimPermitExtension,
        kind => kind,
    };
    let issuer = draft.issuer.clone();
    DocumentDraft { issuer, supersedes: Some(former), ..DocumentDraft::new(kind, DocumentStatus::ToApply) }
}

impl Form {
    /// Filled with a draft.
    pub(super) fn new(draft: DocumentDraft) -> Self {
        Self {
            kind: RwSignal::new(draft.kind.as_str().to_owned()),
            status: RwSignal::new(draft.status.as_str().to_owned()),
            number: typed(draft.number.as_ref()),
            issuer: typed(draft.issuer.as_ref()),
            note: typed(draft.note.as_ref()),
            issued_on: RwSignal::new(draft.issued_on),
            valid_from: RwSignal::new(draft.valid_from),
            expires_on: RwSignal::new(draft.expires_on),
            legal_max_on: RwSignal::new(draft.legal_max_on),
            original: RwSignal::new(draft.holder_has_original),
            copy: RwSignal::new(draft.copy_stored),
            links: StoredValue::new(draft),
        }
    }

    /// Nothing is known yet, not even what it is: one press must not make a paper that nobody has.
    pub(super) fn empty() -> Self {
        let form = Self::new(blank());
        form.kind.set(String::new());
        form
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    pub(super) fn draft(&self) -> Result<DocumentDraft, Failure> {
        let mut refused = Refused::default();
        let kind = DocumentKind::from_code(&self.kind.get_untracked()).ok_or(ValueError::Missing);
        let status = DocumentStatus::from_code(&self.status.get_untracked()).ok_or(ValueError::UnknownValue);
        let (kind, status) = (refused.check("kind", kind), refused.check("status", status));
        let links = self.links.get_value();
        let draft = DocumentDraft {
            kind: kind.unwrap_or(links.kind),
            status: status.unwrap_or(links.status),
            number: refused.short("number", self.number),
            issuer: refused.short("issuer", self.issuer),
            note: refused.short("note", self.note),
            issued_on: self.issued_on.get_untracked(),
            valid_from: self.valid_from.get_untracked(),
            expires_on: self.expires_on.get_untracked(),
            legal_max_on: self.legal_max_on.get_untracked(),
            holder_has_original: self.original.get_untracked(),
            copy_stored: self.copy.get_untracked(),
            supersedes: links.supersedes,
            service: links.service,
        };
        let checked = draft.validate(format::today());
        refused.finish(draft, checked)
    }

    /// What is typed about its days, for what the law says of them; nothing until it is known what it is.
    pub(super) fn days(self) -> Option<DocumentDraft> {
        let kind = DocumentKind::from_code(&self.kind.get())?;
        Some(DocumentDraft {
            issued_on: self.issued_on.get(),
            valid_from: self.valid_from.get(),
            expires_on: self.expires_on.get(),
            legal_max_on: self.legal_max_on.get(),
            ..DocumentDraft::new(kind, DocumentStatus::from_code(&self.status.get())?)
        })
    }

    /// The fields.
    pub(super) fn view(self, failure: RwSignal<Option<Failure>>) -> impl IntoView {
        let toggle = |on: RwSignal<bool>| move |()| on.update(|on| *on = !*on);
        view! {
            <SelectField label=t(k::DOCUMENTS_KIND) value=self.kind options=Signal::stored(enum_options(DocumentKind::ALL, DocumentKind::as_str)) empty=t(k::FORM_CHOOSE).to_owned() error=error_of(failure, "kind")/>
            <SelectField label=t(k::DOCUMENTS_STATE) value=self.status options=Signal::stored(enum_options(DocumentStatus::ALL, DocumentStatus::as_str)) error=error_of(failure, "status")/>
            <div class="two">
                <DateField label=t(k::DOCUMENTS_ISSUED) value=self.issued_on max=format::today() error=error_of(failure, "issued_on")/>
                <DateField label=t(k::DOCUMENTS_EXPIRES) value=self.expires_on error=error_of(failure, "expires_on")/>
            </div>
            <TextField label=t(k::DOCUMENTS_NUMBER) hint=t(k::DOCUMENTS_NUMBER_HINT).to_owned() value=self.number error=error_of(failure, "number")/>
            <TextField label=t(k::DOCUMENTS_ISSUER) value=self.issuer error=error_of(failure, "issuer")/>
            <div class="two">
                <DateField label=t(k::DOCUMENTS_VALID_FROM) value=self.valid_from error=error_of(failure, "valid_from")/>
                <DateField label=t(k::DOCUMENTS_LEGAL_MAX) hint=t(k::DOCUMENTS_LEGAL_HINT).to_owned() value=self.legal_max_on error=error_of(failure, "legal_max_on")/>
            </div>
            <div class="chips">
                <ChipToggle label=t(k::DOCUMENTS_ORIGINAL) on=self.original on_press=toggle(self.original)/>
                <ChipToggle label=t(k::DOCUMENTS_COPY) on=self.copy on_press=toggle(self.copy)/>
            </div>
            <TextField label=t(k::LOG_NOTE) value=self.note error=error_of(failure, "note")/>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaninda_shared::ids::DocumentId;

    #[test]
    fn the_first_permit_is_followed_by_an_extension() {
        let former = DocumentId::from_parts(1, [0; 10]);
        let first = DocumentDraft { kind: DocumentKind::VictimPermitFirst, ..blank() };
        let next = successor(former, &first);
        assert_eq!((next.kind, next.supersedes), (DocumentKind::VictimPermitExtension, Some(former)));
        assert_eq!(successor(former, &blank()).kind, DocumentKind::IdentityCard);
    }
}
