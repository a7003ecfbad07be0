//! What was typed and not saved is not lost by a slip: closing, following a link, going back and reloading ask first.
//! Lock and the quick exit never ask; what Lock takes down comes back ([`super::hold`]).

use std::{
    cell::{Cell, RefCell},
    sync::LazyLock,
};

use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;

use super::dialog::Dialog;
use crate::{
    browser,
    i18n::{k, t},
    store::{Sending, sending},
};

/// Where to, once it was said that the text may go.
enum Leaving {
    Close(Callback<()>),
    Link(String),
    Back,
}

thread_local! {
    /// The forms on the screen, in the order they came, and whether something is typed in each.
    static FORMS: RefCell<Vec<(u32, Signal<bool>)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static LEAVING: RefCell<Option<Leaving>> = const { RefCell::new(None) };
}
static ASKING: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Guards the form around this call for as long as it is on the screen and `dirty`.
pub fn watch(dirty: Signal<bool>) {
    let own = NEXT.get();
    NEXT.set(own.wrapping_add(1));
    FORMS.with_borrow_mut(|forms| forms.push((own, dirty)));
    on_cleanup(move || {
        FORMS.with_borrow_mut(|forms| forms.retain(|(form, _)| *form != own));
        // It was saved while the question stood.
        if ASKING.get_untracked() && !since(0) {
            forget();
        }
    });
}

/// Guards the form that this element stands in from the first thing that is `typed` there.
pub fn watch_form_of(inside: NodeRef<html::Div>, typed: RwSignal<bool>) {
    let listening = window_event_listener(leptos::ev::input, move |event| {
        let form = inside.get_untracked().and_then(|element| element.closest("form").ok().flatten());
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if form.is_some_and(|form| form.contains(target.as_ref())) {
            typed.set(true);
        }
    });
    on_cleanup(move || listening.remove());
    watch(typed.into());
}

/// Whether something is typed in a form that came after this moment.
fn since(moment: u32) -> bool {
    let dirty = |(form, dirty): &(u32, Signal<bool>)| *form >= moment && dirty.try_get_untracked() == Some(true);
    FORMS.with_borrow(|forms| forms.iter().any(dirty))
}

/// This moment, for [`close`].
pub fn moment() -> u32 {
    NEXT.get()
}

/// Closes what opened at `moment`, after asking if something typed in it would be lost.
pub fn close(moment: u32, then: Callback<()>) {
    if since(moment) { ask(Leaving::Close(then)) } else { then.run(()) }
}

/// What was typed may go: the person said so, or leaves in a hurry. The question goes too.
pub fn forget() {
    FORMS.with_borrow_mut(Vec::clear);
    LEAVING.take();
    ASKING.set(false);
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
            && since(0)
            && href.starts_with('/')
        {
            event.prevent_default();
            ask(Leaving::Link(href));
        }
    });
    browser::listen(&window, "beforeunload", |event| {
        if since(0) {
            event.prevent_default();
        }
    });
    // Where the browser has the Navigation API, "back" can be held too.
    let text = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).unwrap_or_default();
    if let Ok(navigation) = text(&window, "navigation").dyn_into::<web_sys::EventTarget>() {
        browser::listen(&navigation, "navigate", move |event| {
            if since(0) && event.cancelable() && text(&event, "navigationType") == "traverse" {
                event.prevent_default();
                ask(Leaving::Back);
            }
        });
    }
}

/// The question; once in the shell, while somebody is signed in.
#[component]
pub fn UnsavedQuestion() -> impl IntoView {
    let open = RwSignal::from(ASKING.clone());
    let navigate = use_navigate();
    let leave = move |()| {
        let leaving = LEAVING.take();
        match leaving {
            Some(Leaving::Close(then)) => then.run(()),
            Some(Leaving::Link(href)) => {
                forget();
                navigate(&href, NavigateOptions::default());
            }
            Some(Leaving::Back) => {
                forget();
                let _ = browser::window().and_then(|window| window.history().ok()).map(|history| history.back());
            }
            None => {}
        }
    };
    on_cleanup(forget);
    move || {
        // What is on its way cannot be taken back: the server may have it already.
        let [title, text, confirm] = match sending() {
            Sending::Sending => [k::UNSAVED_SENDING_TITLE, k::UNSAVED_SENDING_TEXT, k::UNSAVED_SENDING_LEAVE],
            _ => [k::UNSAVED_TITLE, k::UNSAVED_TEXT, k::UNSAVED_LEAVE],
        };
        let leave = leave.clone();
        view! { <Dialog open=open title=t(title) text=t(text) confirm=t(confirm) stop=true on_confirm=leave/> }
    }
}
