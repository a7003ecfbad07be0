//! A form over the record it edits: saving, what the server refused, what someone else changed meanwhile, and the
//! question before typed text goes.

use std::{pin::Pin, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use yaninda_shared::problem::Code;

use super::{
    form::Form,
    rebase::{Change, taken},
};
use crate::{
    components::{Button, FailureNote, Kind, Note, PrivateForm, Sheet, Tone, focus_when_refused, toast, unsaved},
    i18n::{k, t},
    store::{Failure, Why},
};

/// A save that is under way.
pub type Saving = Pin<Box<dyn Future<Output = Result<(), Failure>>>>;

/// What a sheet edits.
#[derive(Clone)]
pub struct Job {
    pub title: String,
    /// A sentence above the fields.
    pub lead: Option<String>,
    pub form: Form,
    /// The draft the form was filled from; fields of it that are not in the form are sent as they are.
    pub base: Value,
    /// `None` makes a new record.
    pub version: Option<i64>,
    /// Sends a draft of this version.
    pub save: Rc<dyn Fn(Value, Option<i64>) -> Saving>,
}

/// The sheet of the job there is, if there is one.
#[component]
pub fn EditSheet(job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    move || job.get().map(|one| view! { <Editor job=one done=Callback::new(move |()| job.set(None))/> })
}

/// State of an editor. `Copy`.
#[derive(Clone, Copy)]
struct State {
    job: StoredValue<Job, LocalStorage>,
    failure: RwSignal<Option<Failure>>,
    changes: RwSignal<Option<Vec<Change>>>,
    busy: RwSignal<bool>,
}

#[component]
fn Editor(job: Job, done: Callback<()>) -> impl IntoView {
    let title = job.title.clone();
    let state = State {
        job: StoredValue::new_local(job),
        failure: RwSignal::new(None),
        changes: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let dirty = Signal::derive(move || state.job.with_value(|job| job.form.is_dirty()));
    focus_when_refused(state.failure);
    view! {
        <Sheet open=RwSignal::new(true) title=title on_close=done>
            <PrivateForm class="sheet-form" submit=move || spawn_local(save(state, done)) busy=state.busy>
                // In here, so that closing this sheet asks about it.
                {unsaved::watch(dirty)}
                <div class="sheet-body">
                    {state.job.with_value(|job| job.lead.clone()).map(|lead| view! { <p class="sm muted">{lead}</p> })}
                    {move || state.changes.get().map(|changes| view! { <Changes changes=changes/> })}
                    {state.job.with_value(|job| job.form.view(state.failure))}
                    {move || state.failure.get().map(|failure| shown(state, failure))}
                </div>
                <div class="sheet-foot">
                    <Button kind=Kind::Primary icon="check" submit=true wide=true busy=state.busy attr:data-test="save">{t(k::ACTION_SAVE)}</Button>
                </div>
            </PrivateForm>
        </Sheet>
    }
}

fn shown(state: State, failure: Failure) -> AnyView {
    if state.job.with_value(|job| job.form.has_any(&failure.fields)) {
        view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
    } else {
        view! { <FailureNote failure=failure/> }.into_any()
    }
}

async fn save(state: State, done: Callback<()>) {
    if state.busy.get_untracked() {
        return;
    }
    state.busy.set(true);
    state.failure.set(None);
    let outcome = attempt(state).await;
    let _ = state.busy.try_set(false);
    match outcome {
        Ok(true) => {
            toast::say(t(k::STATE_SAVED));
            done.run(());
        }
        Ok(false) => {}
        Err(failure) => {
            let _ = state.failure.try_set(Some(failure));
        }
    }
}

/// Sends the draft. If the record has changed meanwhile, takes over what changed: where none of these fields did, it
/// is sent again at once, else the person looks first (`false`). Errors: what was refused.
async fn attempt(state: State) -> Result<bool, Failure> {
    for _ in 0..3 {
        let mut job = state.job.get_value();
        let mut draft = job.base.clone();
        let mut errors = Vec::new();
        job.form.write(&mut draft, &mut errors);
        if !errors.is_empty() {
            return Err(Failure::invalid(errors));
        }
        let failure = match (job.save)(draft, job.version).await {
            Ok(()) => return Ok(true),
            Err(failure) => failure,
        };
        let Some(current) = &failure.current else { return Err(failure) };
        let changes = job.form.rebase(&job.base, current);
        job.base = taken(&job.base, &job.form, current);
        job.version = current.get("version").and_then(Value::as_i64);
        let _ = state.job.try_set_value(job);
        if !changes.is_empty() {
            let _ = state.changes.try_set(Some(changes));
            return Ok(false);
        }
    }
    Err(Failure::new(Why::Problem(Code::Stale)))
}

/// Someone else was faster: what they changed.
#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    view! {
        <Note tone=Tone::Due alert=true>
            <p><strong>{t(k::FORM_STALE_TITLE)}</strong>" "{t(k::FORM_STALE_TEXT)}</p>
            <dl class="facts" data-test="changes">{changes.into_iter().map(|change| view! {
                <div>
                    <dt>{change.label}</dt>
                    <dd><bdi>{change.theirs}</bdi>{change.both.then(|| view! { <span class="facts-both">{t(k::FORM_STALE_BOTH)}</span> })}</dd>
                </div>
            }).collect_view()}</dl>
        </Note>
    }
}
