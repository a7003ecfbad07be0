//! Short messages: "saved", with an undo if there is one. On a phone they stand under the bar on top, away from what the thumb
//! reaches for; on a computer at the foot of the screen. Read out politely.

use std::sync::LazyLock;

use leptos::{prelude::*, task::spawn_local};

use super::{
    button::{Button, IconButton, Kind},
    icon::{Icon, Size},
};
use crate::i18n::{k, t};

#[derive(Clone)]
struct Message {
    number: u32,
    icon: &'static str,
    text: String,
    action: Option<(String, Callback<()>)>,
}

static MESSAGE: LazyLock<ArcRwSignal<Option<Message>>> = LazyLock::new(|| ArcRwSignal::new(None));
/// Stands while there is no other message, until it is acted on.
static STANDING: LazyLock<ArcRwSignal<Option<Message>>> = LazyLock::new(|| ArcRwSignal::new(None));
static HELD: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Milliseconds a message is shown.
const SHOWN: i32 = 8000;

/// Says something.
pub fn say(text: impl Into<String>) {
    show(SHOWN, text.into(), None);
}

/// Says something and offers one action, for instance Undo.
pub fn say_with(text: impl Into<String>, action: impl Into<String>, run: Callback<()>) {
    say_for(SHOWN, text, action, run);
}

/// The same for so many milliseconds.
pub fn say_for(millis: i32, text: impl Into<String>, action: impl Into<String>, run: Callback<()>) {
    show(millis, text.into(), Some((action.into(), run)));
}

/// Offers something until it is acted on or [`stand_down`]: the text says nothing about anybody, so it outlives a lock.
pub fn stand(text: impl Into<String>, action: impl Into<String>, run: Callback<()>) {
    let action = Some((action.into(), run));
    STANDING.set(Some(Message { number: 0, icon: "info", text: text.into(), action }));
}

/// Takes back what stands.
pub fn stand_down() {
    STANDING.set(None);
}

/// Takes the message away; also done on lock.
pub fn clear() {
    MESSAGE.set(None);
    HELD.set(false);
}

fn show(millis: i32, text: String, action: Option<(String, Callback<()>)>) {
    let number = MESSAGE.with_untracked(|message| message.as_ref().map_or(0, |message| message.number.wrapping_add(1)));
    HELD.set(false);
    MESSAGE.set(Some(Message { number, icon: "done", text, action }));
    spawn_local(async move {
        loop {
            crate::browser::sleep(millis).await;
            // It stays while it is hovered or focused.
            if !HELD.get_untracked() {
                break;
            }
        }
        if MESSAGE.with_untracked(|message| message.as_ref().is_some_and(|message| message.number == number)) {
            clear();
        }
    });
}

/// The live region: in the shell, and in everything that makes the shell inert.
#[component]
pub fn Toaster() -> impl IntoView {
    let shown = move || MESSAGE.get().map(|message| (message, true)).or_else(|| Some((STANDING.get()?, false)));
    view! {
        <div class="toaster" role="status" aria-live="polite">
            {move || shown().map(|(message, passes)| view! {
                <div
                    class="toast"
                    on:mouseenter=move |_| HELD.set(passes)
                    on:mouseleave=move |_| HELD.set(false)
                    on:focusin=move |_| HELD.set(passes)
                    on:focusout=move |_| HELD.set(false)
                >
                    <Icon name=message.icon size=Size::Small/>
                    <span class="grow">{message.text}</span>
                    {message.action.map(|(label, run)| view! {
                        <Button kind=Kind::Quiet compact=true on_press=move |()| {
                            if passes { clear() } else { stand_down() }
                            run.run(());
                        }>{label}</Button>
                    })}
                    {passes.then(|| view! { <IconButton icon="close" label=t(k::ACTION_DISMISS) on_press=move |()| clear()/> })}
                </div>
            })}
        </div>
    }
}
