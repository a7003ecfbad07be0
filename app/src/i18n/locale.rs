//! The present locale. Switching sets `lang` and `dir` of the page, and the view is built again.

use std::sync::LazyLock;

use leptos::prelude::*;
use yaninda_shared::users::Locale;

static LOCALE: LazyLock<ArcRwSignal<Locale>> = LazyLock::new(|| ArcRwSignal::new(Locale::En));

/// The present locale, without subscribing.
#[must_use]
pub fn current() -> Locale {
    LOCALE.get_untracked()
}

/// The present locale; the caller runs again when it changes.
#[must_use]
pub fn track() -> Locale {
    LOCALE.get()
}

/// Takes another locale for this browser.
pub fn switch(locale: Locale) {
    crate::browser::set_root_attribute("lang", locale.as_str());
    crate::browser::set_root_attribute("dir", direction(locale));
    if LOCALE.get_untracked() != locale {
        LOCALE.set(locale);
    }
}

/// Writing direction of a locale.
#[must_use]
pub const fn direction(locale: Locale) -> &'static str {
    match locale {
        Locale::Ar => "rtl",
        Locale::En | Locale::Tr => "ltr",
    }
}
