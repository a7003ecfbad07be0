//! Parts of a record, each with its own address: links in a `nav`, the present one marked.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    pub href: String,
    pub label: &'static str,
}

/// A row of tabs; the one whose address is the present path is current. Going from one to another is no step of the
/// history: "back" leaves the record.
#[component]
pub fn Tabs(#[prop(into)] label: String, #[prop(into)] tabs: Signal<Vec<Tab>>) -> impl IntoView {
    let path = use_location().pathname;
    let row = NodeRef::<html::Nav>::new();
    // On a narrow screen the row scrolls: the present tab is brought into it.
    Effect::new(move || {
        path.track();
        let Some(row) = row.get() else { return };
        let present = row.query_selector("[aria-current]").ok().flatten();
        if let Some(tab) = present.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            row.set_scroll_left(tab.offset_left() - (row.client_width() - tab.offset_width()) / 2);
        }
    });
    view! {
        <nav class="tabs" aria-label=label node_ref=row>
            {move || tabs.get().into_iter().map(|tab| {
                let own = tab.href.clone();
                view! { <a href=tab.href prop:replace=true aria-current=move || (path.get() == own).then_some("page")>{tab.label}</a> }
            }).collect_view()}
        </nav>
    }
}
