//! A question before something that cannot be undone. The focus starts on the safe choice and goes back to where it was.

use leptos::{html, prelude::*};

use super::{
    button::{Button, Kind},
    field::unique,
    focus::Opener,
    safety::Safety,
};
use crate::i18n::{k, t};

/// Asks; `confirm` is the word on the button. `stop` colours it for what cannot be undone.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: String,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] confirm: String,
    #[prop(optional)] stop: bool,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let texts = StoredValue::new((title, text, confirm));
    view! {
        <Show when=move || open.get()>
            <Question texts=texts.get_value() stop=stop open=open on_confirm=on_confirm/>
        </Show>
    }
}

#[component]
fn Question(
    texts: (String, Signal<String>, String),
    stop: bool,
    open: RwSignal<bool>,
    on_confirm: Callback<()>,
) -> impl IntoView {
    let (title, text, confirm) = texts;
    let (title_id, text_id) = (unique("dialog"), unique("dialog-text"));
    let (labelled_by, described_by) = (title_id.clone(), text_id.clone());
    let dialog = NodeRef::<html::Dialog>::new();
    let opener = Opener::now();
    on_cleanup(move || {
        // While a modal dialog is open nothing outside it can take the focus.
        if let Some(Some(dialog)) = dialog.try_get_untracked() {
            dialog.close();
        }
        opener.back();
    });
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            role="alertdialog"
            aria-labelledby=labelled_by
            aria-describedby=described_by
            on:cancel=move |event: leptos::ev::Event| { event.prevent_default(); open.set(false); }
        >
            <div class="dialog-head"><h2 class="grow" id=title_id>{title}</h2><Safety/></div>
            <p id=text_id>{text}</p>
            <div class="two">
                <Button on_press=move |()| open.set(false) attr:autofocus=true>{t(k::ACTION_CANCEL)}</Button>
                <Button
                    kind=if stop { Kind::Stop } else { Kind::Primary }
                    on_press=move |()| { open.set(false); on_confirm.run(()); }
                >{confirm}</Button>
            </div>
        </dialog>
    }
}
