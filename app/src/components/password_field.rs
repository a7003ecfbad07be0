//! A password with a button that shows it.

use leptos::prelude::*;

use super::{
    icon::{Icon, Size},
    text_field::framed,
};
use crate::i18n::{k, t};

/// A password. `new` tells password managers that it is being chosen.
#[component]
pub fn PasswordField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] new: bool,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let inner = move |aria: super::field::FieldAria| {
        view! {
            <div class="password">
                <input
                    class="input"
                    id=aria.id
                    dir="ltr"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=if new { "new-password" } else { "current-password" }
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=move || aria.described_by.get()
                    aria-invalid=move || aria.invalid.get()
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <button
                    type="button"
                    class="icon-button password-eye"
                    aria-label=t(k::FIELD_SHOW_PASSWORD)
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <Icon name=Signal::derive(move || if shown.get() { "eyeoff" } else { "eye" }) size=Size::Small/>
                </button>
            </div>
        }
    };
    framed(label, hint, error, false, inner)
}
