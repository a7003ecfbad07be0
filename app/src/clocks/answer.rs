//! The three answers to a reminder: done by one press, later or not needed with what that needs.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    clocks::{DeadlineAnswer, ReminderAnswer},
    ids::{CaseId, DeadlineId},
    values::NaiveDate,
};

use super::sheet::AnswerSheet;
use crate::{
    components::{Button, toast},
    format,
    i18n::{Label, k, t},
    store,
};

/// What is answered.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub case: CaseId,
    pub id: DeadlineId,
    pub version: i64,
    pub due_on: NaiveDate,
}

/// The buttons; one that was answered or put off can be asked about again.
#[component]
pub fn Answers(
    case: CaseId,
    id: DeadlineId,
    version: i64,
    due_on: NaiveDate,
    #[prop(optional)] answered: bool,
) -> impl IntoView {
    let asked = Asked { case, id, version, due_on };
    let busy = RwSignal::new(false);
    let open = RwSignal::new(None::<ReminderAnswer>);
    let send = move |answer| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let said = DeadlineAnswer { answer, reason: None, until: None };
            match store::clocks::answer(case, id, version, &said).await {
                Ok(()) => toast::say(t(k::CLOCKS_SAID)),
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    let direct = move |answer: ReminderAnswer, icon: &'static str| {
        view! { <Button compact=true icon=icon busy=busy on_press=move |()| send(answer) attr:data-test=answer.as_str()>{answer.label()}</Button> }
    };
    let by_sheet = move |answer: ReminderAnswer| {
        view! { <Button compact=true on_press=move |()| open.set(Some(answer)) attr:data-test=answer.as_str()>{answer.label()}</Button> }
    };
    // There must be a day between today and the deadline.
    let can_wait = (due_on - format::today()).num_days() > 1;
    let buttons = if answered {
        direct(ReminderAnswer::Again, "sync").into_any()
    } else {
        view! {
            {direct(ReminderAnswer::Done, "check")}
            {can_wait.then(|| by_sheet(ReminderAnswer::Later))}
            {by_sheet(ReminderAnswer::NotNeeded)}
        }
        .into_any()
    };
    view! {
        <span class="clock-answers" role="group" aria-label=t(k::CLOCKS_ANSWER_TITLE)>{buttons}</span>
        {move || open.get().map(|answer| view! { <AnswerSheet asked=asked answer=answer done=Callback::new(move |()| open.set(None))/> })}
    }
}
