//! One of a few, each with a sentence that says what it means: for choices that must be understood before they are made.

use leptos::prelude::*;

use super::field::{FieldGroup, unique};

/// `options` are (value, label, what it means).
#[component]
pub fn Explained(
    #[prop(into)] legend: String,
    options: Vec<(String, String, &'static str)>,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let name = unique("explained");
    view! {
        <FieldGroup legend=legend hint=hint.unwrap_or_default() error=error>
            <div class="explained">
                {options.into_iter().map(|(code, label, says)| {
                    let own = code.clone();
                    view! {
                        <label class="explained-one">
                            <input
                                type="radio"
                                name=name.clone()
                                prop:checked=move || value.with(|value| *value == own)
                                on:change=move |_| value.set(code.clone())
                            />
                            <span><span class="row-title">{label}</span><span class="row-text">{says}</span></span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </FieldGroup>
    }
}
