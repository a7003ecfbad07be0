//! A one-time link, shown once: it is gone when the sheet closes.

use leptos::prelude::*;
use yaninda_shared::users::ResetLink;

use crate::{
    browser,
    components::{Button, Kind, Sheet, toast},
    format,
    i18n::{k, t, tf},
};

/// Open while there is a link and a name.
#[component]
pub(super) fn LinkSheet(link: RwSignal<Option<(String, ResetLink)>>, open: RwSignal<bool>) -> impl IntoView {
    let close = move |()| {
        open.set(false);
        link.set(None);
    };
    view! {
        <Sheet open=open title=t(k::USERS_LINK) on_close=close>
            {move || link.get().map(|(name, link)| view! { <Link name=name link=link/> })}
        </Sheet>
    }
}

#[component]
fn Link(name: String, link: ResetLink) -> impl IntoView {
    let origin = browser::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let address = origin + &link.path;
    let copied = address.clone();
    view! {
        <div class="sheet-body">
            <p><b><bdi>{name}</bdi></b></p>
            <p>{t(k::USERS_LINK_LEAD)}</p>
            <p class="secret" dir="ltr" data-test="link">{address}</p>
            <p class="sm muted">{tf(k::USERS_LINK_UNTIL, &[("when", &format::instant(link.expires_at))])}</p>
            <div><Button kind=Kind::Primary on_press=move |()| { browser::copy(&copied); toast::say(t(k::ACTION_COPIED)); }>{t(k::ACTION_COPY)}</Button></div>
        </div>
    }
}
