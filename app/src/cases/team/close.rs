//! Moving a case along its process, and asking for it to be closed.

use leptos::prelude::*;
use yaninda_shared::{
    cases::{CaseStatus, CloseReason, CloseRequest, StatusChange},
    values::{ShortText, ValueError},
};

use super::{
    form::{State, StepForm, Work},
    reason::{note, refuse},
    steps::Doing,
};
use crate::{
    components::{ChipRadios, Note, TextField, enum_options, error_of},
    i18n::{Label, k, t, tf},
    store::cases,
};

fn choices<T: Label>(all: &[T], text: fn(T) -> &'static str) -> Vec<(String, String, Option<&'static str>)> {
    enum_options(all, text).into_iter().map(|(value, label)| (value, label, None)).collect()
}

/// Only the steps that may follow the present one are offered.
#[component]
pub(super) fn ChangeStatus(doing: Doing) -> impl IntoView {
    let state = State::new();
    let (chosen, typed) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let status = Memo::new(move |_| doing.record.get().map(|case| case.status));
    let work = Callback::new(move |()| {
        let Some(status) = chosen.get_untracked().and_then(|code| CaseStatus::from_code(&code)) else {
            return refuse(state, "status", ValueError::Missing);
        };
        let change = StatusChange { status, note: note(state, typed)? };
        let case = doing.case()?;
        Some(Box::pin(async move { cases::change_status(&case, &change).await.map(|_| ()) }) as Work)
    });
    view! {
        <StepForm doing=doing state=state save=t(k::ACTION_SAVE) work=work>
            {move || status.get().map(|status| view! {
                <p class="sm muted">{tf(k::TEAM_STATUS_NOW, &[("step", status.label())])}</p>
                <ChipRadios legend=t(k::TEAM_STATUS_NEXT) value=chosen options=choices(status.next(), CaseStatus::as_str) error=error_of(state.failure, "status")/>
            })}
            <NoteField state=state typed=typed/>
        </StepForm>
    }
}

/// One's own request is taken back, so that somebody else may ask.
#[component]
pub(super) fn TakeBack(doing: Doing) -> impl IntoView {
    let work = Callback::new(move |()| {
        let case = doing.case()?;
        Some(Box::pin(async move { cases::take_close_back(&case).await.map(|_| ()) }) as Work)
    });
    view! {
        <StepForm doing=doing state=State::new() save=t(k::TEAM_TAKE_BACK) work=work>
            <p>{t(k::TEAM_TAKE_BACK_WHY)}</p>
        </StepForm>
    }
}

/// A reason of the list and what else a supervisor should know.
#[component]
pub(super) fn AskToClose(doing: Doing) -> impl IntoView {
    let state = State::new();
    let (chosen, typed) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let work = Callback::new(move |()| {
        let Some(reason) = chosen.get_untracked().and_then(|code| CloseReason::from_code(&code)) else {
            return refuse(state, "reason", ValueError::Missing);
        };
        let request = CloseRequest { reason, note: note(state, typed)? };
        let case = doing.case()?;
        Some(Box::pin(async move { cases::request_close(&case, &request).await.map(|_| ()) }) as Work)
    });
    view! {
        <StepForm doing=doing state=state save=t(k::TEAM_ASK_CLOSE_SEND) said=t(k::TEAM_SENT) work=work>
            <Note><p>{t(k::TEAM_ASK_CLOSE_WHY)}</p></Note>
            <ChipRadios legend=t(k::TEAM_REASON) value=chosen options=choices(CloseReason::ALL, CloseReason::as_str) error=error_of(state.failure, "reason")/>
            <NoteField state=state typed=typed/>
        </StepForm>
    }
}

#[component]
fn NoteField(state: State, typed: RwSignal<String>) -> impl IntoView {
    let hint = tf(k::TEAM_NOTE_HINT, &[("max", &ShortText::MAX.to_string())]);
    view! { <TextField label=t(k::TEAM_NOTE) hint=hint value=typed optional=true error=error_of(state.failure, "note")/> }
}
