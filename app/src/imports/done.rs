//! The last step: what was brought in, and until when it can be undone.

use leptos::prelude::*;
use yaninda_shared::{
    imports::{ImportRecord, ImportState},
    values::Stamp,
};

use super::{checked::counted, guide::Guide};
use crate::{
    components::{Button, Dialog, Kind, LinkButton, Note, Tone},
    format,
    i18n::{k, t, tf, tn},
    store,
};

/// What became of it.
#[component]
pub(super) fn Done(guide: Guide) -> impl IntoView {
    move || {
        let import = guide.import.get()?;
        Some(match import.state {
            ImportState::Undone => view! { <Undone import=import/> }.into_any(),
            _ => view! { <Made import=import guide=guide/> }.into_any(),
        })
        .map(|said| {
            view! {
                {said}
                <div class="cluster">
                    <LinkButton href="/cases" icon="cases">{t(k::IMPORT_SEE_CASES)}</LinkButton>
                    <Button kind=Kind::Quiet on_press=move |()| guide.begin_again() attr:data-test="another">{t(k::IMPORT_ANOTHER)}</Button>
                </div>
            }
        })
    }
}

#[component]
fn Made(import: ImportRecord, guide: Guide) -> impl IntoView {
    let asking = RwSignal::new(false);
    let made = tf(k::IMPORT_MADE, &[("what", &counted(import.kind, import.made))]);
    let until = import.undo_until.filter(|until| *until > format::now());
    let record = StoredValue::new(import);
    let undo = move |()| guide.take(async move { store::imports::undo(&record.get_value()).await });
    view! {
        <Note tone=Tone::Good><p data-test="made">{made}</p></Note>
        {until.map(|until| view! {
            <div class="stack-s">
                <p data-test="undo-until">{tf(k::IMPORT_UNDO_UNTIL, &[("when", &format::instant(until)), ("left", &left(until))])}</p>
                <div class="cluster">
                    <Button busy=guide.busy on_press=move |()| asking.set(true) attr:data-test="undo">{t(k::IMPORT_UNDO)}</Button>
                </div>
            </div>
            <Dialog open=asking title=t(k::IMPORT_UNDO_QUESTION) text=t(k::IMPORT_UNDO_TEXT) confirm=t(k::IMPORT_UNDO) stop=true on_confirm=undo/>
        })}
    }
}

#[component]
fn Undone(import: ImportRecord) -> impl IntoView {
    view! {
        <Note tone=Tone::Good>
            <p data-test="undone">{t(k::IMPORT_UNDONE)}</p>
            {(import.kept > 0).then(|| view! { <p>{tf(k::IMPORT_KEPT, &[("what", &counted(import.kind, import.kept))])}</p> })}
        </Note>
    }
}

/// The time that is left, in words.
fn left(until: Stamp) -> String {
    let minutes = (until.seconds() - format::now().seconds()) / 60;
    if minutes >= 60 { tn(k::COUNT_HOURS_LEFT, minutes / 60) } else { tn(k::COUNT_MINUTES_LEFT, minutes.max(1)) }
}
