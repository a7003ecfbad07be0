//! The bar on top of a screen: back, title, what can be done here, sync. The title gets the focus when the screen
//! opens, so that a reader starts there.

use leptos::{html, prelude::*};

use super::{icon::Icon, sync_pill::SyncPill};
use crate::i18n::{k, t};

/// `back` is shown on phones only, where the list is another screen; nothing if it is empty.
#[component]
pub fn PageBar(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] subtitle: Option<String>,
    #[prop(optional, into)] back: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <header class="page-bar">
            {back.filter(|href| !href.is_empty()).map(|href| view! {
                <a class="icon-button page-bar-back" href=href aria-label=t(k::ACTION_BACK)><Icon name="back"/></a>
            })}
            <div class="grow">
                <h1 node_ref=heading tabindex="-1">{move || title.get()}</h1>
                {subtitle.map(|text| view! { <p class="sm muted">{text}</p> })}
            </div>
            <SyncPill/>
            {children.map(|children| children())}
        </header>
    }
}
