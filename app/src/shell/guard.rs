//! Locks after some minutes without use and says so before, covers the page while it is hidden (app switcher), listens
//! to Alt+L and to the other tabs, and tells when a new version of the app is ready.

use std::cell::Cell;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use crate::{
    browser,
    components::{focus_refused, toast},
    i18n::{k, t},
    store::{memory, reach, session},
};

/// Seconds between looks at the clock.
const LOOK: i32 = 5;
/// Milliseconds before the lock at which it is announced.
const NOTICE: i32 = 30_000;

thread_local! {
    /// Whether the lock that nears is announced.
    static ANNOUNCED: Cell<bool> = const { Cell::new(false) };
}

/// Installs the listeners; once.
pub(super) fn install() {
    let (Some(window), Some(document)) = (browser::window(), browser::document()) else { return };
    for event in ["pointerdown", "keydown", "wheel", "touchmove", "input"] {
        browser::listen(&document, event, |_| touch_now_and_then());
    }
    browser::listen(&document, "keydown", |event| {
        if let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>()
            && key.alt_key()
            && key.code() == "KeyL"
        {
            session::lock();
        }
    });
    browser::listen(&document, "visibilitychange", |_| {
        let hidden = browser::document().is_some_and(|document| document.hidden());
        if hidden {
            browser::set_root_attribute("data-covered", "");
        } else {
            browser::remove_root_attribute("data-covered");
            lock_if_idle();
        }
    });
    // The browser's own bubble would speak its language and not the reader's: the field says what is wrong with it.
    browser::listen_first(&document, "invalid", |event| {
        event.prevent_default();
        spawn_local(focus_refused());
    });
    browser::listen(&window, "storage", |_| session::follow());
    reach::install();
    browser::listen(&window, "yaninda-update", |_| offer_update());
    if browser::has_root_attribute("data-update") {
        offer_update();
    }
    spawn_local(async {
        loop {
            browser::sleep(LOOK * 1000).await;
            lock_if_idle();
        }
    });
}

/// Stays until it is acted on.
fn offer_update() {
    let reload = Callback::new(|()| {
        if let (Some(window), Ok(event)) = (browser::window(), web_sys::Event::new("yaninda-activate")) {
            let _ = window.dispatch_event(&event);
        }
    });
    toast::stand(t(k::APP_UPDATE), t(k::APP_RELOAD), reload);
}

/// Notes use, at most once in two seconds: the note is in `localStorage`, which all tabs share.
fn touch_now_and_then() {
    if browser::now_millis() - memory::last_active() > 2000.0 && session::role().is_some() {
        memory::touch();
        if ANNOUNCED.replace(false) {
            toast::clear();
        }
    }
}

fn lock_if_idle() {
    #[expect(clippy::cast_precision_loss, reason = "minutes are few")]
    let limit = memory::idle_minutes() as f64 * 60_000.0;
    let unused = browser::now_millis() - memory::last_active();
    if session::role().is_none() || unused < limit - f64::from(NOTICE) {
        return;
    }
    if unused > limit {
        session::lock();
    } else if !ANNOUNCED.replace(true) {
        toast::say_for(NOTICE, t(k::IDLE_SOON), t(k::IDLE_STAY), Callback::new(|()| memory::touch()));
    }
}
