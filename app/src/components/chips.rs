//! Chips: a pressed view, one of several, or several of many.

use leptos::prelude::*;

use super::{
    field::{FieldGroup, unique},
    icon::{Icon, Size},
};

/// A view that is on or off (`aria-pressed`).
#[component]
pub fn ChipToggle(
    #[prop(into)] label: String,
    #[prop(into)] on: Signal<bool>,
    #[prop(optional, into)] count: Option<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" aria-pressed=move || on.get().to_string() on:click=move |_| on_press.run(())>
            {label}
            {count.map(|count| view! { <span class="chip-count num">{count}</span> })}
        </button>
    }
}

/// One of several, with icons if they have any: options are (value, label, icon). `tiles` lays them out as a grid.
#[component]
pub fn ChipRadios<T: Clone + PartialEq + Send + Sync + 'static>(
    #[prop(into)] legend: String,
    options: Vec<(T, String, Option<&'static str>)>,
    value: RwSignal<Option<T>>,
    #[prop(optional)] tiles: bool,
    #[prop(optional, into)] on_choose: Option<Callback<T>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let name = unique("chips");
    view! {
        <FieldGroup legend=legend error=error>
            <div class=if tiles { "chips-tiles" } else { "chips" }>
                {options.into_iter().map(|(option, label, icon)| {
                    let own = option.clone();
                    view! {
                        <label class="chip">
                            <input
                                type="radio"
                                name=name.clone()
                                prop:checked=move || value.with(|value| value.as_ref() == Some(&own))
                                on:change=move |_| {
                                    value.set(Some(option.clone()));
                                    if let Some(on_choose) = on_choose { on_choose.run(option.clone()); }
                                }
                            />
                            {icon.map(|icon| view! { <Icon name=icon size=Size::Small/> })}
                            <span>{label}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </FieldGroup>
    }
}

/// Several of many: options are (value, label).
#[component]
pub fn ChipChecks<T: Clone + PartialEq + Send + Sync + 'static>(
    #[prop(into)] legend: String,
    options: Vec<(T, String)>,
    value: RwSignal<Vec<T>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <FieldGroup legend=legend error=error>
            <div class="chips">
                {options.into_iter().map(|(option, label)| {
                    let own = option.clone();
                    view! {
                        <label class="chip">
                            <input
                                type="checkbox"
                                prop:checked=move || value.with(|value| value.contains(&own))
                                on:change=move |_| value.update(|value| match value.iter().position(|v| *v == option) {
                                    Some(at) => { value.remove(at); }
                                    None => value.push(option.clone()),
                                })
                            />
                            <span>{label}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </FieldGroup>
    }
}
