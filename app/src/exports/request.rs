//! One request: where it stands, and what the reader can do with it.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    exports::{ExportRecord, ExportState},
    policy::StepUp,
};

use super::screen::Doing;
use crate::{
    components::{Button, Kind, Row, Tag, Tone, toast},
    format,
    i18n::{Label, k, t, tf, tn},
    object_url::save,
    sessions::StepUpSheet,
    store::{colleagues, exports, session},
};

const fn tone(state: ExportState) -> (Tone, &'static str) {
    match state {
        ExportState::Asked => (Tone::Wait, "half"),
        ExportState::Approved => (Tone::Good, "check"),
        ExportState::Taken => (Tone::Plain, "done"),
        ExportState::Refused | ExportState::TakenBack | ExportState::Expired => (Tone::Plain, "close"),
    }
}

/// A row; whoever asked takes the file, everybody else decides.
#[component]
pub(super) fn Request(request: ExportRecord, doing: Doing) -> impl IntoView {
    let mine = session::user() == Some(request.meta.created_by);
    let (asker, state) = (request.meta.created_by, request.state);
    let (tone, icon) = tone(state);
    let count = i64::try_from(request.asked_for).unwrap_or(i64::MAX);
    let until = matches!(state, ExportState::Asked | ExportState::Approved)
        .then(|| tf(k::EXPORTS_UNTIL, &[("when", &format::instant(request.expires_at))]));
    let stored = StoredValue::new(request.clone());
    let look = move |()| {
        doing.decided.set(Some(stored.get_value()));
        doing.deciding.set(true);
    };
    let take = move |()| {
        doing.taken.set(Some(stored.get_value()));
        doing.taking.set(true);
    };
    let busy = RwSignal::new(false);
    let back = move |()| {
        busy.set(true);
        spawn_local(async move {
            if let Err(failure) = exports::take_back(&stored.get_value()).await {
                toast::say(failure.message());
            }
            busy.try_set(false);
        });
    };
    let action = match (state, mine) {
        (ExportState::Asked, true) => view! {
            <Button compact=true busy=busy on_press=back attr:data-test="take-export-back">{t(k::EXPORTS_TAKE_BACK)}</Button>
        }
        .into_any(),
        (ExportState::Approved, true) => view! {
            <Button kind=Kind::Primary compact=true icon="download" on_press=take attr:data-test="take-export">{t(k::EXPORTS_TAKE)}</Button>
        }
        .into_any(),
        (ExportState::Asked, false) => view! {
            <Button kind=Kind::Soft compact=true on_press=look attr:data-test="decide-export">{t(k::EXPORTS_DECIDE)}</Button>
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <Row attr:data-test="export">
            <span class="grow">
                <span class="row-title"><bdi>{request.recipient.as_str().to_owned()}</bdi></span>
                <span class="row-text"><bdi>{request.purpose.as_str().to_owned()}</bdi></span>
                <span class="row-text">{tn(k::COUNT_CASES, count)}" · "{move || tf(k::EXPORTS_ASKED_BY, &[("name", &colleagues::name(doing.people, asker))])}</span>
                <span class="row-text"><Tag tone=tone icon=icon text=state.label()/>" "{until}</span>
                {request.note.map(|note| view! { <span class="row-text"><bdi>{note.as_str().to_owned()}</bdi></span> })}
            </span>
            {action}
        </Row>
    }
}

/// Wants the password again, then saves the file.
#[component]
pub(super) fn TakeSheet(doing: Doing) -> impl IntoView {
    let take = move |()| {
        doing.taking.set(false);
        let Some(request) = doing.taken.get_untracked() else { return };
        spawn_local(async move {
            match exports::take(request.id).await {
                Ok(file) => {
                    save(&file.into(), "package.age").await;
                    toast::say(t(k::EXPORTS_DOWNLOADED));
                }
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    view! { <StepUpSheet open=doing.taking purpose=StepUp::IdentifiedExport on_done=take/> }
}
