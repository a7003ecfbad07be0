//! One of a few, side by side. Real radios: arrows move, the label is the target.

use leptos::prelude::*;

use super::field::unique;

/// `options` are (value, label).
#[component]
pub fn Segmented<T: Copy + PartialEq + Send + Sync + 'static>(
    #[prop(into)] legend: String,
    options: Vec<(T, String)>,
    value: RwSignal<T>,
    /// Called after a person chose.
    #[prop(optional, into)]
    on_choose: Option<Callback<T>>,
) -> impl IntoView {
    let name = unique("segmented");
    view! {
        <fieldset class="field">
            <legend class="field-label">{legend}</legend>
            <div class="segmented">
                {options.into_iter().map(|(option, label)| view! {
                    <label>
                        <input
                            type="radio"
                            name=name.clone()
                            prop:checked=move || value.get() == option
                            on:change=move |_| {
                                value.set(option);
                                if let Some(on_choose) = on_choose { on_choose.run(option); }
                            }
                        />
                        <span>{label}</span>
                    </label>
                }).collect_view()}
            </div>
        </fieldset>
    }
}
