//! Deciding whether a case closes: with what the worker said in view, and never without a reason for a refusal.

use leptos::prelude::*;
use yaninda_shared::{
    cases::{CaseRecord, CloseDecision},
    timeline::{Entry, EventKind, TimelineItem},
};

use super::{
    form::{State, StepForm, Work},
    reason::{note, reason},
    steps::Doing,
};
use crate::{
    components::{ChipRadios, TextField, error_of},
    i18n::{Label, k, t},
    store::{cases, colleagues},
};

const APPROVE: &str = "approve";

/// Who asked, why, and the decision.
#[component]
pub(super) fn Decide(case: CaseRecord, doing: Doing) -> impl IntoView {
    let state = State::new();
    let (chosen, typed) = (RwSignal::new(Some(APPROVE.to_owned())), RwSignal::new(String::new()));
    let (people, id) = (colleagues::list(), case.id);
    let timeline = cases::timeline(Signal::stored(Some(id)));
    let said = move || timeline.load().ready().and_then(|items| request_note(&items));
    let (by, why) = (case.close_requested_by, case.close_reason);
    let who = move || by.map(|by| colleagues::name(people, by));
    let approve = move || chosen.with(|chosen| chosen.as_deref() == Some(APPROVE));
    let options = vec![
        (APPROVE.to_owned(), t(k::TEAM_CLOSE).to_owned(), None),
        ("refuse".to_owned(), t(k::TEAM_KEEP_OPEN).to_owned(), None),
    ];
    let work = Callback::new(move |()| {
        let approve = untrack(approve);
        let note = if approve { note(state, typed)? } else { Some(reason(state, "note", typed)?) };
        let decision = CloseDecision { approve, note };
        let case = doing.case()?;
        Some(Box::pin(async move { cases::decide_close(&case, &decision).await.map(|_| ()) }) as Work)
    });
    view! {
        <StepForm doing=doing state=state save=t(k::TEAM_DECIDE_SEND) work=work>
            <dl class="case-facts">
                <div><dt>{t(k::TEAM_ASKED_BY)}</dt><dd><bdi>{who}</bdi></dd></div>
                {why.map(|why| view! { <div><dt>{t(k::TEAM_REASON)}</dt><dd>{why.label()}</dd></div> })}
            </dl>
            {move || said().map(|text| view! { <p dir="auto">{text}</p> })}
            <ChipRadios legend=t(k::TEAM_DECISION) value=chosen options=options/>
            <TextField label=t(k::TEAM_DECIDE_NOTE) hint=t(k::TEAM_DECIDE_HINT).to_owned() value=typed error=error_of(state.failure, "note")/>
        </StepForm>
    }
}

/// What the newest request to close says; it stands on the timeline.
fn request_note(items: &[TimelineItem]) -> Option<String> {
    let event = items.iter().find_map(|item| match &item.entry {
        Entry::Event(event) if event.kind == EventKind::CloseRequested => Some(event),
        _ => None,
    })?;
    event.note.as_ref().map(|note| note.as_str().to_owned())
}
