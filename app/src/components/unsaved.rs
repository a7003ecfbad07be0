//! What was typed and not saved is not lost by a slip: closing, following a link, going back and reloading ask first.
//! Lock and the quick exit never ask.

use std::{
    cell::{Cell, RefCell},
    sync::LazyLock,
};

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;

use super::dialog::Dialog;
use crate::{
    browser,
    i18n::{k, t},
};

/// Where to, once it was said that the text may go.
enum Leaving {
    Close(Callback<()>),
    Link(String),
    Back,
}

thread_local! {
    static UNSAVED: Cell<bool> = const { Cell::new(false) };
    static LEAVING: RefCell<Option<Leaving>> = const { RefCell::new(None) };
}
static ASKING: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Guards the form around this call for as long as it is on the screen and `dirty`.
pub fn watch(dirty: Signal<bool>) {
    Effect::new(move || UNSAVED.set(dirty.get()));
    on_cleanup(forget);
}

/// What was typed may go: it was saved, or the person is leaving in a hurry.
pub fn forget() {
    UNSAVED.set(false);
}

/// Closes a form, after asking if something would be lost.
pub fn close(then: Callback<()>) {
    if UNSAVED.get() { ask(Leaving::Close(then)) } else { then.run(()) }
}

fn ask(leaving: Leaving) {
    LEAVING.set(Some(leaving));
    ASKING.set(true);
}

/// Listens for links, "back" and reloads; once.
pub fn install() {
    let (Some(window), Some(document)) = (browser::window(), browser::document()) else { return };
    browser::listen(&document, "click", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        if let Some(href) = link.and_then(|link| link.get_attribute("href"))
            && UNSAVED.get()
            && href.starts_with('/')
        {
            event.prevent_default();
            ask(Leaving::Link(href));
        }
    });
    browser::listen(&window, "beforeunload", |event| {
        if UNSAVED.get() {
            event.prevent_default();
        }
    });
    // Where the browser has the Navigation API, "back" can be held too.
    let text = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).unwrap_or_default();
    if let Ok(navigation) = text(&window, "navigation").dyn_into::<web_sys::EventTarget>() {
        browser::listen(&navigation, "navigate", move |event| {
            if UNSAVED.get() && event.cancelable() && text(&event, "navigationType") == "traverse" {
                event.prevent_default();
                ask(Leaving::Back);
            }
        });
    }
}

/// The question; once in the shell.
#[component]
pub fn UnsavedQuestion() -> impl IntoView {
    let open = RwSignal::from(ASKING.clone());
    let navigate = use_navigate();
    let leave = move |()| {
        forget();
        match LEAVING.take() {
            Some(Leaving::Close(then)) => then.run(()),
            Some(Leaving::Link(href)) => navigate(&href, NavigateOptions::default()),
            Some(Leaving::Back) => {
                let _ = browser::window().and_then(|window| window.history().ok()).map(|history| history.back());
            }
            None => {}
        }
    };
    view! {
        <Dialog open=open title=t(k::UNSAVED_TITLE) text=t(k::UNSAVED_TEXT) confirm=t(k::UNSAVED_LEAVE) stop=true on_confirm=leave/>
    }
}
