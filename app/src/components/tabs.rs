//! Parts of a record, each with its own address: links in a `nav`, the present one marked.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    pub href: String,
    pub label: &'static str,
}

/// A row of tabs; the one whose address is the present path is current.
#[component]
pub fn Tabs(#[prop(into)] label: String, #[prop(into)] tabs: Signal<Vec<Tab>>) -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <nav class="tabs" aria-label=label>
            {move || tabs.get().into_iter().map(|tab| {
                let own = tab.href.clone();
                view! { <a href=tab.href aria-current=move || (path.get() == own).then_some("page")>{tab.label}</a> }
            }).collect_view()}
        </nav>
    }
}
