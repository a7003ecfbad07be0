//! The page of mail. Nothing on it names a person, and a case only to who may see every case of the office.

use leptos::prelude::*;
use yaninda_shared::mail::MailHealth;

use super::{counts::Counts, languages::Languages, lines::Lines, pause::Pause};
use crate::{
    components::{Loaded, PageBar},
    forms::{EditSheet, Job},
    i18n::{k, t},
    store,
};

/// `/mail`.
#[component]
pub fn MailScreen() -> impl IntoView {
    let job = RwSignal::new_local(None::<Job>);
    view! {
        <section class="pane pane-on mail">
            <PageBar title=t(k::NAV_MAIL).to_owned()/>
            <div class="pane-body">
                <Loaded reading=store::mail::health() view={move |health: MailHealth| view! {
                    <Pause health=health.clone()/>
                    <Counts counts=health.counts/>
                    <Lines lines=health.lines/>
                    <Languages languages=health.languages job=job/>
                }}/>
            </div>
        </section>
        <EditSheet job=job/>
    }
}
