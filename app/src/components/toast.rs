//! Short messages at the foot of the screen: "saved", with an undo if there is one. Read out politely.

use std::sync::LazyLock;

use leptos::{prelude::*, task::spawn_local};

use super::{
    button::{Button, Kind},
    icon::{Icon, Size},
};

#[derive(Clone)]
struct Message {
    number: u32,
    text: String,
    action: Option<(String, Callback<()>)>,
}

static MESSAGE: LazyLock<ArcRwSignal<Option<Message>>> = LazyLock::new(|| ArcRwSignal::new(None));
static HELD: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Says something for eight seconds.
pub fn say(text: impl Into<String>) {
    show(text.into(), None);
}

/// Says something and offers one action, for instance Undo.
pub fn say_with(text: impl Into<String>, action: impl Into<String>, run: Callback<()>) {
    show(text.into(), Some((action.into(), run)));
}

/// Takes the message away; also done on lock.
pub fn clear() {
    MESSAGE.set(None);
}

fn show(text: String, action: Option<(String, Callback<()>)>) {
    let number = MESSAGE.with_untracked(|message| message.as_ref().map_or(0, |message| message.number.wrapping_add(1)));
    MESSAGE.set(Some(Message { number, text, action }));
    spawn_local(async move {
        loop {
            crate::browser::sleep(8000).await;
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

/// The live region; once in the shell.
#[component]
pub fn Toaster() -> impl IntoView {
    view! {
        <div class="toaster" role="status" aria-live="polite">
            {move || MESSAGE.get().map(|message| view! {
                <div
                    class="toast"
                    on:mouseenter=move |_| HELD.set(true)
                    on:mouseleave=move |_| HELD.set(false)
                    on:focusin=move |_| HELD.set(true)
                    on:focusout=move |_| HELD.set(false)
                >
                    <Icon name="done" size=Size::Small/>
                    <span class="grow">{message.text}</span>
                    {message.action.map(|(label, run)| view! {
                        <Button kind=Kind::Quiet compact=true on_press=move |()| { clear(); run.run(()); }>{label}</Button>
                    })}
                </div>
            })}
        </div>
    }
}
