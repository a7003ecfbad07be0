//! One's own calendar address: made, shown once, replaced, ended.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::appointments::CalendarFeed;

use crate::{
    browser,
    components::{Button, Dialog, Kind, Loaded, Note, Section, Tone, toast},
    format,
    i18n::{k, t, tf},
    store,
};

/// What the address shows, and to whom, is said before one is made.
#[component]
pub(super) fn Calendar() -> impl IntoView {
    // In this answer alone: it goes with the screen.
    let address = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let (replacing, ending) = (RwSignal::new(false), RwSignal::new(false));
    let make = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            match store::calendar::make_feed().await {
                Ok(feed) => {
                    address.try_set(feed.address);
                }
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    });
    let end = move |()| {
        spawn_local(async move {
            match store::calendar::end_feed().await {
                Ok(()) => {
                    address.try_set(None);
                    toast::say(t(k::FEED_ENDED));
                }
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    view! {
        <Section title=t(k::FEED_TITLE)>
            <div class="card card-pad stack">
                <p class="sm">{t(k::FEED_LEAD)}</p>
                <Note tone=Tone::Due><p>{t(k::FEED_WARNING)}</p></Note>
                {move || address.get().map(|address| view! { <Address address=address/> })}
                <Loaded reading=store::calendar::feed() view={move |feed: CalendarFeed| match feed.since {
                    None => view! {
                        <div><Button icon="cal" busy=busy on_press=make attr:data-test="make-feed">{t(k::FEED_MAKE)}</Button></div>
                    }
                    .into_any(),
                    Some(since) => view! {
                        <p class="sm muted">{tf(k::FEED_SINCE, &[("when", &format::instant(since))])}</p>
                        <div class="cluster">
                            <Button icon="sync" busy=busy on_press=move |()| replacing.set(true) attr:data-test="replace-feed">{t(k::FEED_REPLACE)}</Button>
                            <Button icon="close" on_press=move |()| ending.set(true) attr:data-test="end-feed">{t(k::FEED_END)}</Button>
                        </div>
                    }
                    .into_any(),
                }}/>
            </div>
        </Section>
        <Dialog open=replacing title=t(k::FEED_REPLACE_TITLE) text=t(k::FEED_REPLACE_TEXT) confirm=t(k::FEED_REPLACE) on_confirm=make/>
        <Dialog open=ending title=t(k::FEED_END_TITLE) text=t(k::FEED_END_TEXT) confirm=t(k::FEED_END) on_confirm=end/>
    }
}

/// Shown until the screen is left.
#[component]
fn Address(address: String) -> impl IntoView {
    let copied = address.clone();
    view! {
        <div class="stack-s" role="status">
            <p class="sm"><b>{t(k::FEED_ONCE)}</b></p>
            <p class="secret" dir="ltr" data-test="feed-address">{address}</p>
            <div><Button kind=Kind::Primary icon="copy" on_press=move |()| { browser::copy(&copied); toast::say(t(k::ACTION_COPIED)); }>{t(k::ACTION_COPY)}</Button></div>
        </div>
    }
}
