//! Tags: an icon shape and a word; colour only supports.

use leptos::prelude::*;
use yaninda_shared::{documents::DocumentStatus, services::ServiceStatus};

use super::{
    icon::{Icon, Size},
    note::Tone,
};
use crate::i18n::Label;

/// A small tag.
#[component]
pub fn Tag(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(into)] text: String,
) -> impl IntoView {
    view! {
        <span class=format!("tag tag-{}", tone.suffix())>
            {icon.map(|icon| view! { <Icon name=icon size=Size::Tiny/> })}
            {text}
        </span>
    }
}

/// Status of a service.
#[component]
pub fn ServiceTag(status: ServiceStatus) -> impl IntoView {
    let (tone, icon) = match status {
        ServiceStatus::Planned | ServiceStatus::Requested => (Tone::Plain, "asked"),
        ServiceStatus::Approved | ServiceStatus::InProgress => (Tone::Wait, "half"),
        ServiceStatus::Delivered => (Tone::Good, "done"),
        ServiceStatus::Declined | ServiceStatus::NotAvailable | ServiceStatus::Cancelled => (Tone::Plain, "close"),
    };
    view! { <Tag tone=tone icon=icon text=status.label()/> }
}

/// Status of a document.
#[component]
pub fn DocumentTag(status: DocumentStatus) -> impl IntoView {
    let (tone, icon) = match status {
        DocumentStatus::ToApply => (Tone::Plain, "asked"),
        DocumentStatus::Applied
        | DocumentStatus::BiometricsDone
        | DocumentStatus::InPrint
        | DocumentStatus::UnderAppeal => (Tone::Wait, "half"),
        DocumentStatus::Delivered => (Tone::Good, "done"),
        DocumentStatus::Expired | DocumentStatus::Refused => (Tone::Due, "alert"),
        DocumentStatus::Cancelled => (Tone::Plain, "close"),
    };
    view! { <Tag tone=tone icon=icon text=status.label()/> }
}
