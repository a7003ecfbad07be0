//! Whether the last request found the server, or the browser says that there is a network at all.

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::browser;

static REACHED: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(browser::is_online()));

/// Whether it can be reached; the caller runs again when that changes.
#[must_use]
pub fn is_reached() -> bool {
    REACHED.get()
}

/// Notes how a request fared: any answer counts.
pub fn heard(answered: bool) {
    if REACHED.get_untracked() != answered {
        REACHED.set(answered);
    }
}
