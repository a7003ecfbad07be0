//! Reasons that are typed: reading them, and the step that needs nothing else.

use leptos::prelude::*;
use yaninda_shared::{
    cases::Reopen,
    problem::FieldError,
    values::{ShortText, ValueError},
};

use super::{
    form::{State, StepForm, Work},
    steps::Doing,
};
use crate::{
    components::{TextField, error_of},
    i18n::{k, t},
    store::{Failure, cases},
};

/// Names a field that is not good; nothing is sent.
pub(super) fn refuse<T>(state: State, field: &str, why: ValueError) -> Option<T> {
    state.failure.set(Some(Failure::invalid(vec![FieldError::new(field, why)])));
    None
}

/// A note that may be left out; the outer `None` is one that is not good.
pub(super) fn note(state: State, typed: RwSignal<String>) -> Option<Option<ShortText>> {
    match ShortText::parse(&typed.get_untracked()) {
        Ok(text) => Some(Some(text)),
        Err(ValueError::Empty) => Some(None),
        Err(why) => refuse(state, "note", why),
    }
}

/// A reason that must be given.
pub(super) fn reason(state: State, field: &str, typed: RwSignal<String>) -> Option<ShortText> {
    ShortText::parse(&typed.get_untracked()).map_err(|why| refuse::<()>(state, field, why)).ok()
}

/// A closed case starts again with an assessment.
#[component]
pub(super) fn ReopenCase(doing: Doing) -> impl IntoView {
    let state = State::new();
    let typed = RwSignal::new(String::new());
    let work = Callback::new(move |()| {
        let reopen = Reopen { reason: reason(state, "reason", typed)? };
        let case = doing.case()?;
        Some(Box::pin(async move { cases::reopen(&case, &reopen).await.map(|_| ()) }) as Work)
    });
    view! {
        <StepForm doing=doing state=state save=t(k::TEAM_REOPEN) work=work>
            <p class="sm muted">{t(k::TEAM_REOPEN_WHY)}</p>
            <TextField label=t(k::TEAM_REASON) value=typed error=error_of(state.failure, "reason")/>
        </StepForm>
    }
}
