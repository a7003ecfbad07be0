//! A time of day, typed with twenty-four hours or taken from the browser's clock. The browser's own time field would
//! write it in the browser's way, where 2:00 may be the night or the afternoon.

use leptos::{html, prelude::*};

use super::{
    icon::{Icon, Size},
    text_field::framed,
};
use crate::{
    format,
    i18n::{k, t},
};

/// Minutes after midnight, or nothing. A text that is no time is said at once and keeps its form from being sent.
#[component]
pub fn TimeField(
    #[prop(into)] label: String,
    value: RwSignal<Option<u32>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(false);
    let refuse = move |no: bool| {
        // Only a change: what the form refused must not come back when the field is left.
        if refused.get_untracked() != no {
            refused.set(no);
        }
        if let Some(input) = input.get_untracked() {
            input.set_custom_validity(if no { t(k::TIME_REFUSED) } else { "" });
        }
    };
    let take = move |minutes: Option<u32>| {
        refuse(false);
        value.set(minutes);
    };
    let typed = move |text: String| match format::parse_time(&text) {
        Some(minutes) => take(Some(minutes)),
        None if text.trim().is_empty() => take(None),
        None => refuse(true),
    };
    let error = Signal::derive(move || if refused.get() { Some(t(k::TIME_REFUSED).to_owned()) } else { error.get() });
    let shown = move || value.get().map(format::clock).unwrap_or_default();
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
                    prop:value=shown
                    on:input=move |_| refuse(false)
                    on:change=move |event| typed(event_target_value(&event))
                />
                <input
                    class="date-calendar"
                    type="time"
                    autocomplete="off"
                    tabindex="-1"
                    title=t(k::TIME_CLOCK)
                    aria-label=t(k::TIME_CLOCK)
                    // Of no form, as the calendar beside a date.
                    form=""
                    prop:value=shown
                    on:change=move |event| take(format::parse_time(&event_target_value(&event)))
                />
                <Icon name="clock" size=Size::Small/>
            </span>
        }
    };
    framed(label, Some(t(k::TIME_FORMAT).to_owned()), error, false, inner)
}
