//! A day, with the browser's own picker in the browser's own writing of dates.

use leptos::prelude::*;
use yaninda_shared::values::NaiveDate;

use super::text_field::framed;

/// A day or nothing.
#[component]
pub fn DateField(
    #[prop(into)] label: String,
    value: RwSignal<Option<NaiveDate>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Latest day the picker offers.
    #[prop(optional)]
    max: Option<NaiveDate>,
) -> impl IntoView {
    let inner = move |aria: super::field::FieldAria| {
        view! {
            <input
                class="input num"
                id=aria.id
                type="date"
                min="1900-01-01"
                max=max.unwrap_or(NaiveDate::from_ymd_opt(2100, 12, 31).unwrap_or_default()).to_string()
                aria-describedby=move || aria.described_by.get()
                aria-invalid=move || aria.invalid.get()
                prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
                on:change=move |event| value.set(event_target_value(&event).parse().ok())
            />
        }
    };
    framed(label, hint, error, optional, inner)
}
