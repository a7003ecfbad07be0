//! What follows when the server cannot be reached: it is asked for now and then, and when it is there again every open
//! reading reads again.

use std::cell::Cell;

use leptos::{prelude::*, task::spawn_local};

use super::reading;
use crate::{
    api::{ask, heard, is_reached},
    browser,
};

/// Milliseconds between tries while it cannot be reached.
const PAUSE: i32 = 5000;
/// Milliseconds between two rounds of reading again: one address that fails while others answer starts no circle.
const ROUND: f64 = 4_000.0;

thread_local! {
    static LAST_ROUND: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Listens to the browser and to what requests find; once.
pub fn install() {
    Effect::new(|_| {
        if !is_reached() {
            spawn_local(come_back());
        }
    });
    let Some(window) = browser::window() else { return };
    browser::listen(&window, "offline", |_| heard(false));
    browser::listen(&window, "online", |_| {
        spawn_local(async {
            if ask().await {
                read_again().await;
            }
        });
    });
}

/// Asks now and then until the server is there.
async fn come_back() {
    loop {
        browser::sleep(PAUSE).await;
        if untrack(is_reached) || (browser::is_online() && ask().await) {
            return read_again().await;
        }
    }
}

/// At once, or when the pause between two rounds is over: a round may have come while the network was only half there.
async fn read_again() {
    while browser::now_millis() - LAST_ROUND.get() <= ROUND {
        browser::sleep(500).await;
    }
    if untrack(is_reached) {
        LAST_ROUND.set(browser::now_millis());
        reading::changed();
    }
}
