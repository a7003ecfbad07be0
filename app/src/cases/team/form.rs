//! The frame of every step: fields, what went wrong, one button; a saved step says so and closes.

use std::pin::Pin;

use leptos::{html, prelude::*, task::spawn_local};
use yaninda_shared::problem::Code;

use super::steps::Doing;
use crate::{
    components::{Button, FailureNote, Kind, Note, PrivateForm, Tone, focus_when_refused, toast, unsaved},
    i18n::{k, t},
    store::Failure,
};

/// A change on its way, without its type: all steps share the code that waits.
pub(super) type Work = Pin<Box<dyn Future<Output = Result<(), Failure>>>>;

/// Where the form stands. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) failure: RwSignal<Option<Failure>>,
    pub(super) busy: RwSignal<bool>,
}

impl State {
    pub(super) fn new() -> Self {
        Self { failure: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    /// Does the work, says so, then does `done`. What went wrong stays in the form.
    pub(super) fn run(self, work: Work, said: &'static str, done: Box<dyn FnOnce()>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            match work.await {
                Ok(()) => {
                    toast::say(said);
                    done();
                }
                Err(why) => {
                    self.failure.try_set(Some(why));
                }
            }
            self.busy.try_set(false);
        });
    }
}

/// The form of one step. `save` is the word on its button; `work` makes the change, or nothing while the form is not
/// complete.
#[component]
pub(super) fn StepForm(
    doing: Doing,
    state: State,
    save: &'static str,
    work: Callback<(), Option<Work>>,
    /// What is said of it afterwards, if it is not saved but sent.
    #[prop(optional)]
    said: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<html::Div>::new();
    unsaved::watch_form_of(form, RwSignal::new(false));
    focus_when_refused(state.failure);
    let submit = move || {
        if let Some(work) = work.run(()) {
            state.run(work, said.unwrap_or(t(k::STATE_SAVED)), Box::new(move || doing.close()));
        }
    };
    view! {
        <PrivateForm class="sheet-form" submit=submit busy=state.busy>
            <div class="sheet-body" node_ref=form>
                {children()}
                {move || state.failure.get().map(|failure| refused(failure, doing))}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary submit=true wide=true busy=state.busy attr:data-test="save-step">{save}</Button>
            </div>
        </PrivateForm>
    }
}

/// Why it was refused, and the way to what is in the way.
fn refused(failure: Failure, doing: Doing) -> AnyView {
    match doing.case().filter(|_| failure.is(Code::StillPlanned)) {
        Some(case) => view! {
            <Note tone=Tone::Stop alert=true>
                <p>{failure.message()}</p>
                <p><a href=["/cases/", &case.id.to_string(), "/appointments"].concat()>{t(k::TEAM_SEE_PLANNED)}</a></p>
            </Note>
        }
        .into_any(),
        None => view! { <FailureNote failure=failure/> }.into_any(),
    }
}
