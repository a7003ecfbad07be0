//! Locks after some minutes without use, covers the page while it is hidden (app switcher), listens to Alt+L, and
//! tells when a new version of the app is ready.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use crate::{
    browser,
    components::toast,
    i18n::{k, t},
    store::{memory, session},
};

/// Seconds between looks at the clock.
const LOOK: i32 = 10;

/// Installs the listeners; once.
pub(super) fn install() {
    let (Some(window), Some(document)) = (browser::window(), browser::document()) else { return };
    for event in ["pointerdown", "keydown"] {
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
    browser::listen(&window, "yaninda-update", |_| {
        let reload = Callback::new(|()| {
            if let (Some(window), Ok(event)) = (browser::window(), web_sys::Event::new("yaninda-activate")) {
                let _ = window.dispatch_event(&event);
            }
        });
        toast::say_with(t(k::APP_UPDATE), t(k::APP_RELOAD), reload);
    });
    spawn_local(async {
        loop {
            browser::sleep(LOOK * 1000).await;
            lock_if_idle();
        }
    });
}

/// Notes use, at most once in two seconds: the note is in `localStorage`, which all tabs share.
fn touch_now_and_then() {
    if browser::now_millis() - memory::last_active() > 2000.0 && session::role().is_some() {
        memory::touch();
    }
}

fn lock_if_idle() {
    #[expect(clippy::cast_precision_loss, reason = "minutes are few")]
    let limit = memory::idle_minutes() as f64 * 60_000.0;
    if session::role().is_some() && browser::now_millis() - memory::last_active() > limit {
        session::lock();
    }
}
