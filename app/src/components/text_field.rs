//! One line or several lines of text.

use leptos::prelude::*;

use super::field::Field;

/// What is typed: sets type, keyboard and autocompletion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    #[default]
    Text,
    Email,
    /// The e-mail address of a sign-in.
    Username,
    Phone,
    Number,
    Search,
    /// A one-time code, shown wide.
    Code,
}

impl Input {
    /// (type, inputmode, autocomplete)
    const fn attributes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("text", "text", "off"),
            Self::Email => ("text", "email", "off"),
            Self::Username => ("email", "email", "username"),
            Self::Phone => ("tel", "tel", "off"),
            Self::Number => ("text", "numeric", "off"),
            Self::Search => ("search", "search", "off"),
            Self::Code => ("text", "text", "one-time-code"),
        }
    }
}

/// One line. Codes, numbers and addresses are left to right in every language.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] input: Input,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] placeholder: Option<String>,
) -> impl IntoView {
    let (kind, mode, complete) = input.attributes();
    let ltr = !matches!(input, Input::Text | Input::Search);
    let inner = move |aria: super::field::FieldAria| {
        view! {
            <input
                class="input"
                class:input-code=input == Input::Code
                id=aria.id
                type=kind
                inputmode=mode
                autocomplete=complete
                autocapitalize=ltr.then_some("none")
                spellcheck=ltr.then_some("false")
                dir=ltr.then_some("ltr")
                placeholder=placeholder
                aria-describedby=move || aria.described_by.get()
                aria-invalid=move || aria.invalid.get()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
    };
    framed(label, hint, error, optional, inner)
}

/// Several lines.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let inner = move |aria: super::field::FieldAria| {
        view! {
            <textarea
                autocomplete="off"
                class="input"
                id=aria.id
                rows="4"
                dir="auto"
                aria-describedby=move || aria.described_by.get()
                aria-invalid=move || aria.invalid.get()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
    };
    framed(label, hint, error, optional, inner)
}

/// A [`Field`] whose hint may be missing or empty.
pub(super) fn framed<V: IntoView + 'static>(
    label: String,
    hint: Option<String>,
    error: Signal<Option<String>>,
    optional: bool,
    inner: impl FnOnce(super::field::FieldAria) -> V + 'static,
) -> AnyView {
    match hint.filter(|hint| !hint.is_empty()) {
        Some(hint) => view! { <Field label=label hint=hint error=error optional=optional children=inner/> }.into_any(),
        None => view! { <Field label=label error=error optional=optional children=inner/> }.into_any(),
    }
}
