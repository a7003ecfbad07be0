//! Refusing with a reason, in the row of what waits.

use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use yaninda_shared::{
    approvals::{ApprovalDecision, ApprovalRecord, ApprovalState},
    problem::FieldError,
    values::ShortText,
};

use crate::{
    components::{Button, FailureNote, Kind, PrivateForm, TextField, error_of, focus_when_refused, toast, unsaved},
    i18n::{k, t},
    store::{self, Failure},
};

/// The form, in which the reason has the focus. `settled` hears of the refusal; `done` closes the form without one, after
/// asking if something is typed.
#[component]
pub(super) fn Refuse(request: ApprovalRecord, settled: Callback<ApprovalState>, done: Callback<()>) -> impl IntoView {
    let opened = unsaved::moment();
    let (typed, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let failure = RwSignal::new(None::<Failure>);
    unsaved::watch(Signal::derive(move || typed.with(|typed| !typed.is_empty())));
    focus_when_refused(failure);
    let request = StoredValue::new(request);
    let submit = move || {
        let note = match ShortText::parse(&typed.get_untracked()) {
            Ok(note) => note,
            Err(why) => return failure.set(Some(Failure::invalid(vec![FieldError::new("note", why)]))),
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let decision = ApprovalDecision { approve: false, note: Some(note) };
            match store::approvals::decide(&request.get_value(), &decision).await {
                Ok(_) => {
                    toast::say(t(k::APPROVALS_REFUSED));
                    settled.try_run(ApprovalState::Refused);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let close = move || unsaved::close(opened, done);
    let form = NodeRef::<html::Form>::new();
    form.on_load(|form| {
        if let Ok(Some(reason)) = form.query_selector("input") {
            let _ = reason.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    view! {
        <PrivateForm class="stack-s approval-refuse" node_ref=form on:keydown=keys submit=submit busy=busy>
            <TextField label=t(k::TEAM_REASON) hint=t(k::APPROVALS_REASON_HINT).to_owned() value=typed error=error_of(failure, "note")/>
            {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
            <p class="cluster">
                <Button kind=Kind::Soft compact=true submit=true busy=busy attr:data-test="send-refusal">{t(k::APPROVALS_REFUSE)}</Button>
                <Button kind=Kind::Quiet compact=true on_press=move |()| close()>{t(k::ACTION_CANCEL)}</Button>
            </p>
        </PrivateForm>
    }
}
