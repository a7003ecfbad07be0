//! A form over the work: a modal sheet from below on a phone, a panel at the side on a computer, where the rail and
//! Lock stay usable. Both carry their own Lock, so that it is always within reach.

use leptos::{ev, html, prelude::*};

use super::{button::IconButton, field::unique};
use crate::{
    browser,
    i18n::{k, t},
    store::session,
};

/// Shown while `open`; its content is made anew each time. Escape and Close call `on_close` (which sets `open` to
/// false unless it has a reason not to); without it the sheet closes itself. The opener gets the focus back.
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
    let opener = browser::document().and_then(|document| document.active_element()).map(send_wrapper_of);
    Effect::new(move || {
        if let Some(panel) = panel.get() {
            let _ = if browser::is_wide() {
                panel.show();
                Ok(())
            } else {
                panel.show_modal()
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
        if let Some(opener) = opener {
            focus(&opener);
        }
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
                <IconButton icon="lock" label=t(k::NAV_LOCK) on_press=|()| session::lock()/>
                <IconButton icon="close" label=t(k::ACTION_CLOSE) on_press=close/>
            </header>
            {children()}
        </dialog>
    }
}

/// Elements are only touched by the one thread there is.
pub(super) fn send_wrapper_of(element: web_sys::Element) -> StoredValue<web_sys::Element, LocalStorage> {
    StoredValue::new_local(element)
}

pub(super) fn focus(element: &StoredValue<web_sys::Element, LocalStorage>) {
    use wasm_bindgen::JsCast;
    element.try_with_value(|element| element.dyn_ref::<web_sys::HtmlElement>().map(web_sys::HtmlElement::focus));
}
