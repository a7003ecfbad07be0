//! The sheet that asks for the day to remind again, or for the reason why something is not needed.

use leptos::{html, prelude::*, task::spawn_local};
use yaninda_shared::clocks::{DeadlineAnswer, ReminderAnswer};

use super::answer::Asked;
use crate::{
    components::{
        Button, DateField, FailureNote, Kind, PrivateForm, Refused, Sheet, TextField, error_of, focus_when_refused,
        toast, unsaved,
    },
    format,
    i18n::{Label, k, t, tf},
    store::{self, Failure},
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn AnswerSheet(asked: Asked, answer: ReminderAnswer, done: Callback<()>) -> impl IntoView {
    view! {
        <Sheet open=RwSignal::new(true) title=answer.label().to_owned() on_close=done>
            <Fields asked=asked answer=answer done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(asked: Asked, answer: ReminderAnswer, done: Callback<()>) -> impl IntoView {
    let today = format::today();
    // Half of the time that is left, and a week at most.
    let half = ((asked.due_on - today).num_days() / 2).clamp(1, 7);
    let until = RwSignal::new((answer == ReminderAnswer::Later).then(|| today + chrono::Duration::days(half)));
    let reason = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let body = NodeRef::<html::Div>::new();
    unsaved::watch_form_of(body, RwSignal::new(false));
    focus_when_refused(failure);
    let draft = move || {
        let mut refused = Refused::default();
        let said = DeadlineAnswer { answer, reason: refused.short("reason", reason), until: until.get_untracked() };
        let checked = said.validate(asked.due_on, format::today());
        refused.finish(said, checked)
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let said = match draft() {
            Ok(said) => said,
            Err(why) => return failure.set(Some(why)),
        };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match store::clocks::answer(asked.case, asked.id, asked.version, &said).await {
                Ok(()) => {
                    toast::say(t(k::CLOCKS_SAID));
                    done.try_run(());
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let field = if answer == ReminderAnswer::Later {
        let hint = tf(k::CLOCKS_UNTIL_HINT, &[("day", &format::day(asked.due_on))]);
        view! { <DateField label=t(k::CLOCKS_UNTIL) hint=hint value=until error=error_of(failure, "until")/> }
            .into_any()
    } else {
        view! { <TextField label=t(k::CLOCKS_WHY) value=reason error=error_of(failure, "reason")/> }.into_any()
    };
    let refused = move || {
        let why = failure.get()?;
        Some(if why.fields.is_empty() {
            view! { <FailureNote failure=why/> }.into_any()
        } else {
            view! { <p class="field-error" role="alert">{t(k::FORM_LOOK_AGAIN)}</p> }.into_any()
        })
    };
    view! {
        <PrivateForm class="sheet-form" submit=save busy=busy>
            <div class="sheet-body" node_ref=body>
                {field}
                {refused}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary icon="check" submit=true wide=true busy=busy attr:data-test="save">{t(k::ACTION_SAVE)}</Button>
            </div>
        </PrivateForm>
    }
}
