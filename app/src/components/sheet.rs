//! A form over the work: a modal sheet from below on a phone, a panel at the side on a computer, where the rail stays
//! usable. Both carry their own Lock and Leave, so that these are always within reach.

use leptos::{ev, html, prelude::*};

use super::{button::IconButton, field::unique, focus::Opener, safety::Safety, toast::Toaster, unsaved};
use crate::{
    browser,
    i18n::{k, t},
};

/// Shown while `open`; its content is made anew each time. Escape and Close ask first if something typed would be lost
/// ([`unsaved`]); then they call `on_close`, without which the sheet closes itself. The opener gets the focus back.
#[component]
pub fn Sheet(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let close = Callback::new(move |()| match on_close {
        Some(on_close) => on_close.run(()),
        None => open.set(false),
    });
    view! {
        <Show when=move || open.get()>
            <Panel title=title close=close>{children.with_value(|children| children())}</Panel>
        </Show>
    }
}

#[component]
fn Panel(title: Signal<String>, close: Callback<()>, children: Children) -> impl IntoView {
    let id = unique("sheet");
    let labelled_by = id.clone();
    let panel = NodeRef::<html::Dialog>::new();
    let opener = Opener::now();
    let opened = unsaved::moment();
    let close = Callback::new(move |()| unsaved::close(opened, close));
    let modal = !browser::is_wide();
    Effect::new(move || {
        if let Some(panel) = panel.get() {
            let _ = if modal {
                panel.show_modal()
            } else {
                panel.show();
                Ok(())
            };
        }
    });
    // On the window: beside the work the focus may be anywhere, or nowhere after its button went away. What another
    // dialog is asked stays with it.
    let escape = window_event_listener(ev::keydown, move |event| {
        let within = event_target::<web_sys::Element>(&event).closest("dialog").ok().flatten();
        let own = panel.get_untracked().is_some_and(|panel| within.as_ref().is_none_or(|dialog| **panel == *dialog));
        if event.key() == "Escape" && own {
            event.prevent_default();
            close.run(());
        }
    });
    // Another title is another content: the reader starts at its beginning.
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |before: Option<String>| {
        let now = title.get();
        if before.is_some_and(|before| before != now)
            && let Some(heading) = heading.get_untracked()
        {
            let _ = heading.focus();
        }
        now
    });
    on_cleanup(move || {
        escape.remove();
        // While a modal dialog is open nothing outside it can take the focus.
        if let Some(Some(panel)) = panel.try_get_untracked() {
            panel.close();
        }
        opener.back();
    });
    view! {
        <dialog
            node_ref=panel
            class="sheet"
            aria-labelledby=labelled_by
            on:cancel=move |event: leptos::ev::Event| { event.prevent_default(); close.run(()); }
        >
            <header class="sheet-head">
                <h2 node_ref=heading class="sheet-title" id=id tabindex="-1" autofocus>{title}</h2>
                <Safety/>
                <IconButton icon="close" label=t(k::ACTION_CLOSE) on_press=close/>
            </header>
            {children()}
            {modal.then(|| view! { <Toaster/> })}
        </dialog>
    }
}
