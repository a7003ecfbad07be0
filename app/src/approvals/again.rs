//! Asking again for a payment that was refused or taken back.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    approvals::{ApprovalDraft, ApprovalKind, ApprovalRecord},
    ids::ApprovalId,
    problem::FieldError,
    values::{ShortText, ValueError},
};

use crate::{
    components::{Button, FailureNote, Kind, PrivateForm, TextField, error_of, focus_when_refused, toast, unsaved},
    i18n::{k, t},
    ids,
    store::{self, Failure},
};

/// The form; the reason may be left out.
#[component]
pub(super) fn AskAgain(request: ApprovalRecord) -> impl IntoView {
    // One id for one request: sending again after a failure cannot make a second one.
    let id = ids::new(ApprovalId::from_parts);
    let (typed, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let failure = RwSignal::new(None::<Failure>);
    unsaved::watch(Signal::derive(move || typed.with(|typed| !typed.is_empty())));
    focus_when_refused(failure);
    let (case, service) = (request.case, request.service);
    let submit = move || {
        let note = match ShortText::parse(&typed.get_untracked()) {
            Ok(note) => Some(note),
            Err(ValueError::Empty) => None,
            Err(why) => return failure.set(Some(Failure::invalid(vec![FieldError::new("note", why)]))),
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let draft = ApprovalDraft { service, note, ..ApprovalDraft::of(ApprovalKind::Payment) };
            match store::approvals::ask(case, id, &draft).await {
                Ok(_) => toast::say(t(k::APPROVALS_ASKED)),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <PrivateForm class="stack-s" submit=submit busy=busy>
            <TextField label=t(k::TEAM_REASON) value=typed optional=true error=error_of(failure, "note")/>
            {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
            <p><Button kind=Kind::Soft compact=true icon="sync" submit=true busy=busy attr:data-test="ask-again">{t(k::APPROVALS_ASK_AGAIN)}</Button></p>
        </PrivateForm>
    }
}
