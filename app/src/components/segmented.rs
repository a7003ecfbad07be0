//! One of a few, side by side. Real radios: arrows move, the label is the target.

use leptos::prelude::*;

use super::field::{FieldGroup, unique};

/// `options` are (value, label).
#[component]
pub fn Segmented<T: Clone + PartialEq + Send + Sync + 'static>(
    #[prop(into)] legend: String,
    options: Vec<(T, String)>,
    value: RwSignal<T>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Called after a person chose.
    #[prop(optional, into)]
    on_choose: Option<Callback<T>>,
) -> impl IntoView {
    let name = unique("segmented");
    view! {
        <FieldGroup legend=legend hint=hint.unwrap_or_default() error=error>
            <div class="segmented">
                {options.into_iter().map(|(option, label)| {
                    let own = option.clone();
                    view! {
                        <label>
                            <input
                                type="radio"
                                name=name.clone()
                                prop:checked=move || value.with(|value| *value == own)
                                on:change=move |_| {
                                    value.set(option.clone());
                                    if let Some(on_choose) = on_choose { on_choose.run(option.clone()); }
                                }
                            />
                            <span>{label}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </FieldGroup>
    }
}
