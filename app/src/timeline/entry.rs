//! How an entry of the timeline is put into words.

use leptos::prelude::*;
use yaninda_shared::{catalogue, ids::UserId, services::ServiceRecord, timeline::Entry};

use crate::{
    components::{DocumentTag, ServiceTag, Tag},
    format,
    i18n::{self, Label, k, t, tf},
};

/// An entry, ready to be shown.
pub(super) struct Shown {
    pub icon: &'static str,
    pub title: String,
    pub tag: Option<AnyView>,
    pub text: Option<String>,
    pub by: UserId,
    pub struck: bool,
}

/// Words and marks of an entry.
pub(super) fn show(entry: &Entry) -> Shown {
    match entry {
        Entry::Service(service) => Shown {
            icon: catalogue::find(&service.draft.code).map_or("plus", |kind| kind.icon),
            title: i18n::service(&service.draft.code).to_owned(),
            tag: Some(view! { <ServiceTag status=service.draft.status/> }.into_any()),
            text: service_text(service),
            by: service.meta.created_by,
            struck: service.withdrawn,
        },
        Entry::Document(document) => Shown {
            icon: "id",
            title: document.draft.kind.label().to_owned(),
            tag: Some(view! { <DocumentTag status=document.draft.status/> }.into_any()),
            text: document.draft.expires_on.map(|day| tf(k::DOCUMENTS_ENDS, &[("day", &format::day(day))])),
            by: document.meta.created_by,
            struck: document.withdrawn,
        },
        Entry::Note(note) => Shown {
            icon: "edit",
            title: t(k::TIMELINE_NOTE).to_owned(),
            tag: None,
            text: Some(note.draft.body.as_str().to_owned()),
            by: note.meta.created_by,
            struck: note.withdrawn,
        },
        Entry::Consent(consent) => Shown {
            icon: "shield",
            title: t(k::TIMELINE_CONSENT).to_owned(),
            tag: consent.withdrawn_on.map(|_| view! { <Tag text=t(k::TIMELINE_WITHDRAWN)/> }.into_any()),
            text: Some(consent.draft.scope.iter().map(|scope| scope.label()).collect::<Vec<_>>().join(", ")),
            by: consent.meta.created_by,
            struck: consent.withdrawn_on.is_some(),
        },
        Entry::Event(event) => Shown {
            icon: "flag",
            title: event.kind.label().to_owned(),
            tag: None,
            text: event.status.map(|status| status.label().to_owned()),
            by: event.by,
            struck: false,
        },
    }
}

fn service_text(service: &ServiceRecord) -> Option<String> {
    if service.details_hidden {
        return Some(t(k::TIMELINE_HIDDEN).to_owned());
    }
    let draft = &service.draft;
    let cost = draft.cost.as_ref().map(format::money);
    let ends = draft.day("expires").map(|day| tf(k::DOCUMENTS_ENDS, &[("day", &format::day(day))]));
    let parts = [
        cost,
        ends,
        draft.provider.as_ref().map(|text| text.as_str().to_owned()),
        draft.note.as_ref().map(|text| text.as_str().to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
