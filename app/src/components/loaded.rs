//! A reading as a view: skeleton, failure with the way out, or the value.

use leptos::prelude::*;

use super::{
    button::{Button, Kind},
    note::{Note, Tone},
    skeleton::Skeleton,
};
use crate::{
    i18n::{k, t, tf},
    store::{Failure, Listing, Load, Reading},
};

/// What went wrong, with the reference for support.
#[component]
pub fn FailureNote(failure: Failure, #[prop(optional, into)] retry: Option<Callback<()>>) -> impl IntoView {
    let reference = failure.request_id.as_ref().map(|id| tf(k::STATE_REFERENCE, &[("id", id)]));
    view! {
        <Note tone=Tone::Stop alert=true>
            <p>{failure.message()}</p>
            {reference.map(|text| view! { <p class="xs muted">{text}</p> })}
            {retry.map(|retry| view! {
                <Button kind=Kind::Quiet compact=true on_press=retry>{t(k::ACTION_RETRY)}</Button>
            })}
        </Note>
    }
}

/// `<Loaded reading=store::today::due() view={move |today| view! { … }}/>`
#[component]
pub fn Loaded<T, F, V>(reading: Reading<T>, view: F) -> impl IntoView
where
    T: Clone + serde::de::DeserializeOwned + 'static,
    F: Fn(T) -> V + Send + 'static,
    V: IntoView + 'static,
{
    move || match reading.load() {
        Load::Loading => view! { <Skeleton/> }.into_any(),
        Load::Failed(failure) => view! { <FailureNote failure=failure retry=move |()| reading.again()/> }.into_any(),
        Load::Ready(value) => view(value).into_any(),
    }
}

/// The same for a paged list, with "show more" under it.
#[component]
pub fn LoadedList<T, F, V>(listing: Listing<T>, view: F) -> impl IntoView
where
    T: Clone + serde::de::DeserializeOwned + 'static,
    F: Fn(Vec<T>) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let list = move || match listing.load() {
        Load::Loading => view! { <Skeleton/> }.into_any(),
        Load::Failed(failure) => view! { <FailureNote failure=failure retry=move |()| listing.again()/> }.into_any(),
        Load::Ready(items) => view(items).into_any(),
    };
    view! {
        {list}
        {move || listing.failure().map(|failure| view! { <FailureNote failure=failure retry=move |()| listing.more()/> })}
        <Show when=move || listing.has_more() && listing.failure().is_none()>
            <Button busy=Signal::derive(move || listing.busy()) on_press=move |()| listing.more()>{t(k::ACTION_MORE)}</Button>
        </Show>
    }
}
