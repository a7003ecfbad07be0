//! A day, typed in the writing of the reader's language or taken from the browser's calendar. The browser's own date
//! field would write it in the browser's language, where 03/04 may mean another day.

use leptos::{html, prelude::*};
use yaninda_shared::values::NaiveDate;

use super::{
    icon::{Icon, Size},
    text_field::framed,
};
use crate::{
    format,
    i18n::{k, t, tf},
};

/// A day or nothing. A text that is no day is said at once and keeps its form from being sent.
#[component]
pub fn DateField(
    #[prop(into)] label: String,
    value: RwSignal<Option<NaiveDate>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Latest day the calendar offers.
    #[prop(optional)]
    max: Option<NaiveDate>,
    /// Called after a person gave a day.
    #[prop(optional, into)]
    on_give: Option<Callback<()>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(false);
    let refuse = move |no: bool| {
        // Only a change: what the form refused must not come back when the field is left.
        if refused.get_untracked() != no {
            refused.set(no);
        }
        if let Some(input) = input.get_untracked() {
            input.set_custom_validity(&if no { how() } else { String::new() });
        }
    };
    let take = move |day: Option<NaiveDate>| {
        refuse(false);
        value.set(day);
        if let Some(on_give) = on_give.filter(|_| day.is_some()) {
            on_give.run(());
        }
    };
    let typed = move |text: String| match format::parse_day(&text) {
        Some(day) => take(Some(day)),
        None if text.trim().is_empty() => take(None),
        None => refuse(true),
    };
    let error = Signal::derive(move || if refused.get() { Some(how()) } else { error.get() });
    let hint = hint.filter(|hint| !hint.is_empty()).unwrap_or_else(|| t(k::DATE_FORMAT).to_owned());
    let inner = move |aria: super::field::FieldAria| {
        view! {
            <span class="date">
                <input
                    node_ref=input
                    class="input num"
                    id=aria.id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    dir="ltr"
                    aria-describedby=move || aria.described_by.get()
                    aria-invalid=move || aria.invalid.get()
                    prop:value=move || value.get().map(format::day_typed).unwrap_or_default()
                    on:input=move |_| refuse(false)
                    on:change=move |event| typed(event_target_value(&event))
                />
                <input
                    class="date-calendar"
                    type="date"
                    autocomplete="off"
                    tabindex="-1"
                    title=t(k::DATE_CALENDAR)
                    aria-label=t(k::DATE_CALENDAR)
                    // Of no form: what the calendar offers is a help, and what is refused is said by the form's own check.
                    form=""
                    min="1900-01-01"
                    max=max.map_or_else(|| "2100-12-31".to_owned(), |max| max.to_string())
                    prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
                    on:change=move |event| take(event_target_value(&event).parse().ok())
                />
                <Icon name="cal" size=Size::Small/>
            </span>
        }
    };
    framed(label, Some(hint), error, optional, inner)
}

fn how() -> String {
    tf(k::DATE_REFUSED, &[("format", t(k::DATE_FORMAT))])
}
