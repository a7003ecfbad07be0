//! What stands above a case while closing waits, and after it was closed.

use leptos::prelude::*;
use yaninda_shared::cases::CaseRecord;

use super::steps::{Doing, Step, offered};
use crate::{
    components::{Button, Note, Tone},
    format,
    i18n::{Label, k, t, tf},
    store::{colleagues, session},
};

/// Nothing for an open case that nobody wants to close.
#[component]
pub(in crate::cases) fn ClosingNote(case: CaseRecord, doing: Doing) -> impl IntoView {
    let people = colleagues::list();
    let steps = session::me().map(|me| offered(me.role, me.id, &case)).unwrap_or_default();
    let press = [Step::Decide, Step::TakeBack, Step::Reopen].into_iter().find(|step| steps.contains(step));
    // A case that moved has no reason; its step says it.
    let reason = case.close_reason.map_or_else(|| case.status.label(), Label::label);
    let (asked, closed) = (case.close_requested_by, case.closed_on);
    let text = move || match (asked, closed) {
        (Some(by), _) => {
            let name = colleagues::name(people, by);
            Some(tf(k::TEAM_ASKED, &[("name", &name), ("reason", reason)]))
        }
        (None, Some(day)) => Some(tf(k::TEAM_CLOSED_ON, &[("day", &format::day(day)), ("reason", reason)])),
        (None, None) => None,
    };
    let tone = if asked.is_some() { Tone::Wait } else { Tone::Plain };
    (asked.is_some() || closed.is_some()).then(|| {
        view! {
            <Note tone=tone>
                <p>{text}</p>
                {(asked.is_some() && press != Some(Step::Decide)).then(|| view! { <p class="muted">{t(k::TEAM_ASKED_WAITS)}</p> })}
                {press.map(|step| view! {
                    <Button compact=true on_press=move |()| doing.start(step) attr:data-test="closing">{step.title()}</Button>
                })}
            </Note>
        }
    })
}
