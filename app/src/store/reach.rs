//! Whether the server can be reached: what the last request found, and what the browser says of the network. When the
//! server is there again, every open reading reads again.

use std::{cell::Cell, sync::LazyLock};

use leptos::{prelude::*, task::spawn_local};

use super::reading;
use crate::{api, browser};

static REACHED: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(browser::is_online()));

/// Milliseconds between tries while it cannot be reached.
const PAUSE: i32 = 5000;
/// Milliseconds between two rounds of reading again: one address that fails while others answer starts no circle.
const ROUND: f64 = 4_000.0;

thread_local! {
    static LAST_ROUND: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Whether it can be reached; the caller runs again when that changes.
#[must_use]
pub fn is_reached() -> bool {
    REACHED.get()
}

/// Notes how a request fared: any answer counts.
pub(crate) fn heard(answered: bool) {
    if REACHED.get_untracked() != answered {
        REACHED.set(answered);
        if !answered {
            spawn_local(come_back());
        }
    }
}

/// Listens to the browser; once.
pub fn install() {
    let Some(window) = browser::window() else { return };
    browser::listen(&window, "offline", |_| heard(false));
    browser::listen(&window, "online", |_| {
        spawn_local(async {
            if api::ask().await {
                read_again().await;
            }
        });
    });
}

/// Asks now and then until the server is there.
async fn come_back() {
    loop {
        browser::sleep(PAUSE).await;
        if REACHED.get_untracked() || (browser::is_online() && api::ask().await) {
            return read_again().await;
        }
    }
}

/// At once, or when the pause between two rounds is over: a round may have come while the network was only half there.
async fn read_again() {
    while browser::now_millis() - LAST_ROUND.get() <= ROUND {
        browser::sleep(500).await;
    }
    if REACHED.get_untracked() {
        LAST_ROUND.set(browser::now_millis());
        reading::changed();
    }
}
