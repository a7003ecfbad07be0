//! The present locale. Switching sets `lang` and `dir` of the page, and the view is built again.

use std::{cell::Cell, sync::LazyLock};

use leptos::prelude::*;
use yaninda_shared::users::Locale;

use super::table;

static LOCALE: LazyLock<ArcRwSignal<Locale>> = LazyLock::new(|| ArcRwSignal::new(Locale::En));

thread_local! {
    /// The locale of what is being written for somebody else ([`within`]).
    static ASIDE: Cell<Option<Locale>> = const { Cell::new(None) };
}

/// The present locale, without subscribing.
#[must_use]
pub fn current() -> Locale {
    ASIDE.get().unwrap_or_else(|| LOCALE.get_untracked())
}

/// Does this in another locale, whose texts are here ([`fetch`]): texts, labels, days and numbers are those of that language.
/// Only what is put into words at once is; a closure that runs later speaks the reader's language again.
pub fn within<T>(locale: Locale, write: impl FnOnce() -> T) -> T {
    let before = ASIDE.replace(Some(locale));
    let written = write();
    ASIDE.set(before);
    written
}

/// The present locale; the caller runs again when it changes.
#[must_use]
pub fn track() -> Locale {
    LOCALE.get()
}

/// Takes another locale for this browser, as soon as its texts are here. If they cannot be had, the present one stays.
pub fn switch(locale: Locale) {
    if LOCALE.get_untracked() != locale {
        leptos::task::spawn_local(async move {
            load(locale).await;
        });
    }
}

/// Fetches the texts of a locale, unless they are here. False if they cannot be had.
pub async fn fetch(locale: Locale) -> bool {
    if table::is_loaded(locale) {
        return true;
    }
    let Some(texts) = crate::browser::texts(locale.as_str()).await else { return false };
    table::take(locale, texts) || table::is_loaded(locale)
}

/// Fetches the texts of a locale, unless they are here, and shows the page in it. False if they cannot be had.
pub async fn load(locale: Locale) -> bool {
    if !fetch(locale).await {
        return false;
    }
    crate::browser::set_root_attribute("lang", locale.as_str());
    crate::browser::set_root_attribute("dir", direction(locale));
    if LOCALE.get_untracked() != locale {
        LOCALE.set(locale);
    }
    true
}

/// Writing direction of a locale.
#[must_use]
pub const fn direction(locale: Locale) -> &'static str {
    match locale {
        Locale::Ar => "rtl",
        Locale::En | Locale::Tr => "ltr",
    }
}
