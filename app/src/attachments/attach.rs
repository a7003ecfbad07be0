//! Taking a photo or choosing a file, making it ready and sending it.

use leptos::{ev::Event, prelude::*, task::spawn_local};
use uuid::Uuid;
use web_sys::{File, HtmlInputElement};
use yaninda_shared::{
    ids::{AttachmentId, CaseId},
    record::RecordKind,
};

use super::photo::{Unfit, prepare};
use crate::{
    browser,
    components::{FailureNote, Icon, Note, Size, Tone, toast},
    format,
    i18n::{k, t, tf},
    ids,
    store::{self, Failure},
};

/// What happens to the chosen file.
#[derive(Clone)]
enum Step {
    Nothing,
    Preparing,
    Sending,
    Unfit(Unfit),
    Failed(Failure),
}

/// The two ways to a file, and how it fares. `on` is kind and id of the entry.
#[component]
pub(super) fn Attach(case: CaseId, on: (RecordKind, Uuid)) -> impl IntoView {
    let step = RwSignal::new(Step::Nothing);
    let busy = move || matches!(step.get(), Step::Preparing | Step::Sending);
    let choose = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // Emptied, so that the same file can be chosen again after a failure.
        input.set_value("");
        if let Some(file) = file
            && !untrack(busy)
        {
            spawn_local(send(case, on, file, step));
        }
    };
    let phone = !browser::is_wide();
    view! {
        <div class="cluster" class:files-busy=busy>
            {phone.then(|| view! {
                <label class="button button-l button-c file">
                    <Icon name="camera" size=Size::Small/><span>{t(k::FILES_TAKE)}</span>
                    <input type="file" accept="image/*" capture="environment" data-test="take-photo" on:change=choose/>
                </label>
            })}
            <label class="button button-l button-c file">
                <Icon name="plus" size=Size::Small/><span>{t(k::FILES_CHOOSE)}</span>
                <input type="file" accept="image/*,application/pdf" data-test="choose-file" on:change=choose/>
            </label>
        </div>
        <p class="xs muted">{t(k::FILES_HINT)}</p>
        <div aria-live="polite">{move || fares(step.get())}</div>
    }
}

async fn send(case: CaseId, on: (RecordKind, Uuid), file: File, step: RwSignal<Step>) {
    step.set(Step::Preparing);
    let next = match prepare(&file).await {
        Err(unfit) => Step::Unfit(unfit),
        Ok(ready) => {
            step.try_set(Step::Sending);
            let id = ids::new(AttachmentId::from_parts);
            match store::attachments::attach(case, on, id, ready.media_type, &ready.blob).await {
                Ok(()) => {
                    toast::say(t(k::FILES_ADDED));
                    Step::Nothing
                }
                Err(failure) => Step::Failed(failure),
            }
        }
    };
    step.try_set(next);
}

fn fares(step: Step) -> AnyView {
    match step {
        Step::Nothing => ().into_any(),
        Step::Preparing => view! { <p class="sm">{t(k::FILES_PREPARING)}</p> }.into_any(),
        Step::Sending => {
            let percent = move || store::attachments::sent();
            view! {
                <div class="stack-s">
                    <progress class="progress" max="100" value=percent aria-label=t(k::SYNC_SENDING)></progress>
                    <p class="sm">{move || tf(k::FILES_SENDING, &[("percent", &format::number(i64::from(percent())))])}</p>
                </div>
            }
            .into_any()
        }
        Step::Unfit(Unfit(why)) => view! { <Note tone=Tone::Stop alert=true><p>{t(why)}</p></Note> }.into_any(),
        Step::Failed(failure) => {
            let refused = failure.fields.iter().find(|error| error.field == "file").map(|error| error.code.clone());
            match refused.as_deref() {
                Some("not_allowed_here") => {
                    view! { <Note tone=Tone::Stop alert=true><p>{t(k::FILES_ENCRYPTED)}</p></Note> }.into_any()
                }
                Some("too_large") => {
                    view! { <Note tone=Tone::Stop alert=true><p>{t(k::FILES_TOO_LARGE)}</p></Note> }.into_any()
                }
                Some(_) => view! { <Note tone=Tone::Stop alert=true><p>{t(k::FILES_UNREADABLE)}</p></Note> }.into_any(),
                None => view! { <FailureNote failure=failure/> }.into_any(),
            }
        }
    }
}
