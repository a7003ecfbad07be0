//! One of many, as the browser's own list.

use leptos::prelude::*;

use super::{
    icon::{Icon, Size},
    text_field::framed,
};
use crate::i18n::{Label, k, t};

/// Options of a closed list, in its order: `enum_options(Risk::ALL, Risk::as_str)`.
#[must_use]
pub fn enum_options<T: Label>(all: &[T], text: impl Fn(T) -> &'static str) -> Vec<(String, String)> {
    all.iter().map(|value| (text(*value).to_owned(), value.label().to_owned())).collect()
}

/// `options` are (value, label). With `empty` nothing may be chosen, shown by that label; then `value` is "".
#[component]
pub fn SelectField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(optional, into)] empty: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let inner = move |aria: super::field::FieldAria| {
        view! {
            <span class="select">
                <select
                    autocomplete="off"
                    class="input"
                    id=aria.id
                    aria-describedby=move || aria.described_by.get()
                    aria-invalid=move || aria.invalid.get()
                    on:change=move |event| value.set(event_target_value(&event))
                >
                    {move || {
                        let empty = empty.clone().or_else(|| optional.then(|| t(k::FORM_CHOOSE).to_owned()));
                        empty.map(|empty| view! { <option value="" selected=move || value.with(String::is_empty)>{empty}</option> })
                    }}
                    {move || options.get().into_iter().map(|(code, label)| {
                        let own = code.clone();
                        view! { <option value=code selected=move || value.with(|value| *value == own)>{label}</option> }
                    }).collect_view()}
                </select>
                <Icon name="down" size=Size::Small/>
            </span>
        }
    };
    framed(label, hint, error, optional, inner)
}
