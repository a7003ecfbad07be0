//! A name that is shown only while a finger, the mouse or the Space key holds it; each showing is one audit entry.
//! People who cannot hold choose "tap, 3 seconds" in the settings.

use leptos::{prelude::*, task::spawn_local};

use super::{
    field::unique,
    icon::{Icon, Size},
};
use crate::{
    browser,
    i18n::{k, t},
    store::{Failure, memory},
};

/// How long it must be held before it shows.
const DELAY: i32 = 350;

/// `reveal` asks the store for the name: `move || async move { … Result<String, Failure> }`.
#[component]
pub fn HoldToReveal<F, Fut>(reveal: F) -> impl IntoView
where
    F: Fn() -> Fut + Copy + 'static,
    Fut: Future<Output = Result<String, Failure>> + 'static,
{
    let tap = memory::reveal_by_tap();
    let shown = RwSignal::new(None::<String>);
    // Counts holds; a showing belongs to one of them and ends with it.
    let hold = RwSignal::new(0_u32);
    let held = RwSignal::new(false);
    let end = move || {
        held.set(false);
        shown.set(None);
    };
    let start = move || {
        if held.get_untracked() {
            return;
        }
        held.set(true);
        hold.update(|hold| *hold = hold.wrapping_add(1));
        let mine = hold.get_untracked();
        let still = move || held.try_get_untracked() == Some(true) && hold.try_get_untracked() == Some(mine);
        spawn_local(async move {
            if !tap {
                browser::sleep(DELAY).await;
            }
            if !still() {
                return;
            }
            let text = match reveal().await {
                Ok(name) if name.is_empty() => t(k::REVEAL_EMPTY).to_owned(),
                Ok(name) => name,
                Err(failure) => failure.message().to_owned(),
            };
            if !still() {
                return;
            }
            shown.set(Some(text));
            if tap {
                browser::sleep(3000).await;
                if still() {
                    end();
                }
            }
        });
    };
    let hint = unique("reveal");
    let label = if tap { t(k::REVEAL_TAP) } else { t(k::REVEAL_HOLD) };
    view! {
        <button
            type="button"
            class="reveal"
            data-on=move || shown.with(Option::is_some).then_some("")
            aria-describedby=hint.clone()
            on:click=move |_| if tap { start() }
            on:pointerdown=move |_| if !tap { start() }
            on:pointerup=move |_| if !tap { end() }
            on:pointerleave=move |_| if !tap { end() }
            on:pointercancel=move |_| end()
            on:blur=move |_| end()
            on:contextmenu=move |event| event.prevent_default()
            on:keydown=move |event| if !tap && event.key() == " " { event.prevent_default(); start(); }
            on:keyup=move |event| if !tap && event.key() == " " { end() }
        >
            <Icon name=Signal::derive(move || if shown.with(Option::is_some) { "eyeoff" } else { "eye" }) size=Size::Small/>
            <span aria-live="polite" dir="auto">{move || shown.get().unwrap_or_else(|| label.to_owned())}</span>
        </button>
        <span class="visually-hidden" id=hint>{t(k::REVEAL_HINT)}</span>
    }
}
