//! Giving a case to a colleague, as its worker or beside its worker.

use leptos::{html, prelude::*};
use yaninda_shared::{
    cases::{Assignment, AssignmentDraft},
    ids::{CaseId, GrantId, UserId},
};

use super::{form::State, reason::note};
use crate::{
    components::{
        Button, FailureNote, Kind, PrivateForm, SelectField, TextField, error_of, focus_when_refused, unsaved,
    },
    i18n::{k, t},
    ids,
    store::cases,
};

/// Whom and a word about it. `people` are options (id, name).
#[component]
pub(super) fn Give(
    case: Signal<Option<CaseId>>,
    kind: Assignment,
    people: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let state = State::new();
    let (chosen, typed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = NodeRef::<html::Form>::new();
    // One id for one grant: sending it twice cannot give the case twice.
    let id = RwSignal::new(ids::new(GrantId::from_parts));
    let (label, press) = match kind {
        Assignment::Worker => (t(k::TEAM_GIVE_TO), t(k::TEAM_GIVE)),
        Assignment::Shared => (t(k::TEAM_SHARE_WITH), t(k::TEAM_SHARE)),
    };
    let draft = move || {
        let user = chosen.get_untracked().parse::<UserId>().ok()?;
        Some(AssignmentDraft { user, note: note(state, typed)? })
    };
    let give = move || {
        let (Some(draft), Some(case)) = (draft(), case.get_untracked()) else { return };
        let grant = id.get_untracked();
        let work = async move {
            let done = match kind {
                Assignment::Worker => cases::assign(case, grant, &draft).await,
                Assignment::Shared => cases::share(case, grant, &draft).await,
            };
            done.map(|_| ())
        };
        let done = move || {
            id.try_set(ids::new(GrantId::from_parts));
            chosen.try_set(String::new());
            typed.try_set(String::new());
            // The button goes, and Escape must still reach the sheet.
            if let Some(Some(form)) = form.try_get_untracked() {
                let _ = form.focus();
            }
        };
        state.run(Box::pin(work), t(k::STATE_SAVED), Box::new(done));
    };
    unsaved::watch(Signal::derive(move || typed.with(|typed| !typed.is_empty())));
    focus_when_refused(state.failure);
    let any = move || people.with(|people| !people.is_empty());
    view! {
        <Show when=any fallback=|| view! { <p class="sm muted">{t(k::TEAM_NO_COLLEAGUE)}</p> }>
        <PrivateForm node_ref=form attr:tabindex="-1" class="card card-pad stack" submit=give attr:data-test=kind.as_str() busy=state.busy>
            <SelectField label=label value=chosen options=people empty=t(k::FORM_CHOOSE).to_owned() error=error_of(state.failure, "user")/>
            <Show when=move || chosen.with(|chosen| !chosen.is_empty())>
                <TextField label=t(k::TEAM_NOTE) value=typed optional=true error=error_of(state.failure, "note")/>
                {move || state.failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
                <Button kind=Kind::Primary submit=true busy=state.busy>{press}</Button>
            </Show>
        </PrivateForm>
        </Show>
    }
}
