//! A name that is shown only while a finger, the mouse or the Space key holds it; each showing is one audit entry.
//! People who cannot hold choose "tap, 3 seconds" in the settings.

use std::{pin::Pin, rc::Rc};

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

/// Asks the store for what is to be shown.
type Ask = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<String, Failure>>>>>;

/// `reveal` asks the store for the text: `move || async move { … Result<String, Failure> }`. It is the person's name
/// unless `of` says what else.
#[component]
pub fn HoldToReveal<F, Fut>(reveal: F, #[prop(optional)] of: Option<&'static str>) -> impl IntoView
where
    F: Fn() -> Fut + 'static,
    Fut: Future<Output = Result<String, Failure>> + 'static,
{
    held(Rc::new(move || Box::pin(reveal())), of)
}

/// Compiled once for everything that is revealed.
fn held(ask: Ask, of: Option<&'static str>) -> AnyView {
    let ask = StoredValue::new_local(ask);
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
            let text = match ask.get_value()().await {
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
    let label = t(match (tap, of) {
        (true, None) => k::REVEAL_TAP,
        (false, None) => k::REVEAL_HOLD,
        (true, Some(_)) => k::REVEAL_TAP_THIS,
        (false, Some(_)) => k::REVEAL_HOLD_THIS,
    });
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
            {of.map(|of| view! { <span class="visually-hidden">{of}</span> })}
        </button>
        <span class="visually-hidden" id=hint>{t(k::REVEAL_HINT)}</span>
    }
    .into_any()
}
