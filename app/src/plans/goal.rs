//! One goal: the person's words first, then its steps, each marked as done by one tap.

use leptos::{html, prelude::*, task::spawn_local};
use yaninda_shared::{
    ids::{CaseId, ServiceId},
    milestones::MilestoneRecord,
    plans::{GoalDraft, GoalRecord, GoalState, GoalStep},
    services::ServiceRecord,
};

use super::{
    list::Doing,
    words::{beside, goal_line, step_line},
};
use crate::{
    components::{Button, Icon, Kind, Size, Tag, Tone, is_focus_lost, toast},
    format,
    i18n::{self, Key, Label, k, t, tf},
    store,
    timeline::href,
};

/// The goal. `services` are those of the case, while it is linked with some.
#[component]
pub(super) fn Goal(
    one: GoalRecord,
    milestones: Vec<MilestoneRecord>,
    services: Memo<Vec<ServiceRecord>>,
    doing: Doing,
) -> impl IntoView {
    let steps = one.draft.steps.iter().enumerate();
    let steps =
        steps.map(|(at, step)| view! { <Step one=one.clone() at=at step=step.clone() doing=doing/> }).collect_view();
    let (case, names) = (one.case, one.draft.services.clone());
    let beside = beside(&one.draft, &milestones);
    let beside = (!beside.is_empty()).then(|| {
        let names = beside.join(t(k::FORM_COMMA));
        view! { <p class="row-text goal-beside"><Icon name="flag" size=Size::Tiny/><span dir="auto">{tf(k::PLANS_MILESTONES, &[("names", &names)])}</span></p> }
    });
    view! {
        <li class="goal" data-test="goal">
            <div class="goal-head">
                <p class="goal-words" dir="auto">{one.draft.words.as_str().to_owned()}</p>
                {tag(&one.draft)}
            </div>
            <p class="row-text">{goal_line(&one.draft)}</p>
            <ul class="plan-steps">{steps}</ul>
            {move || services.with(|services| linked(case, &names, services))}
            {beside}
            {one.draft.note.as_ref().map(|note| view! { <p class="row-text goal-note" dir="auto">{note.as_str().to_owned()}</p> })}
            <Actions one=one doing=doing/>
        </li>
    }
}

/// How it stands: what is late is said like everything else that is due, and no louder.
fn tag(draft: &GoalDraft) -> AnyView {
    let (tone, icon, text) = match (draft.state, draft.next_due_on()) {
        (GoalState::Open, Some(day)) if day <= format::today() => (Tone::Due, "clock", format::due(day)),
        (GoalState::Open, _) => (Tone::Wait, "half", draft.state.label().to_owned()),
        (GoalState::Met | GoalState::PartlyMet, _) => (Tone::Good, "done", draft.state.label().to_owned()),
        (GoalState::LetGo, _) => (Tone::Plain, "close", draft.state.label().to_owned()),
    };
    view! { <Tag tone=tone icon=icon text=text/> }.into_any()
}

/// The services that serve it.
fn linked(case: CaseId, names: &[ServiceId], services: &[ServiceRecord]) -> Option<AnyView> {
    let found = names.iter().filter_map(|id| services.iter().find(|service| service.id == *id));
    let links = found.map(|service| {
        let said = [i18n::service(&service.draft.code), &format::day_short(service.draft.occurred_on)].join(" · ");
        view! { <li><a href=href(case, service.id.uuid())>{said}</a></li> }
    });
    let links = links.collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <ul class="goal-links sm">{links}</ul> }.into_any())
}

/// The goal with this step done today, or not done after all.
fn turned(draft: &GoalDraft, at: usize) -> GoalDraft {
    let mut draft = draft.clone();
    if let Some(step) = draft.steps.get_mut(at) {
        step.done_on = if step.done_on.is_some() { None } else { Some(format::today()) };
    }
    draft
}

#[component]
fn Step(one: GoalRecord, at: usize, step: GoalStep, doing: Doing) -> impl IntoView {
    let done = step.done_on.is_some();
    let busy = RwSignal::new(false);
    let (is_open, line) = (one.draft.state == GoalState::Open, step_line(&step));
    let late = is_open && !done && step.due_on.is_some_and(|day| day < format::today());
    let late = late.then(|| step.due_on.map(format::due)).flatten();
    let (case, id, version) = (one.case, one.id, one.meta.version);
    let next = StoredValue::new(turned(&one.draft, at));
    let tick = NodeRef::<html::Input>::new();
    // The list is drawn anew after a step was turned: whoever turned it goes on from there.
    if doing.turned.get_value() == Some((id, at)) {
        doing.turned.set_value(None);
        Effect::new(move || {
            if let Some(tick) = tick.get().filter(|_| is_focus_lost()) {
                let _ = tick.focus();
            }
        });
    }
    let turn = move |_| {
        busy.set(true);
        doing.turned.set_value(Some((id, at)));
        spawn_local(async move {
            let answer = store::plans::save_goal(case, id, Some(version), &next.get_value()).await;
            if let Err(failure) = answer {
                // The tick goes back to what the server knows.
                if let Some(Some(tick)) = tick.try_get_untracked() {
                    tick.set_checked(done);
                }
                toast::say(failure.message());
            }
            busy.try_set(false);
        });
    };
    let only_once = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        }
    };
    view! {
        <li>
            <label class="plan-step" class:plan-step-done=done>
                <input type="checkbox" node_ref=tick checked=done disabled=move || !doing.may_write.get() || !is_open on:click=only_once on:change=turn data-test="step"/>
                <span class="grow">
                    <span class="plan-step-text" dir="auto">{step.text.as_str().to_owned()}</span>
                    <span class="row-text" dir="auto">{line}</span>
                </span>
                {late.map(|text| view! { <Tag tone=Tone::Due icon="clock" text=text/> })}
            </label>
        </li>
    }
}

/// What can be done with it now.
#[component]
fn Actions(one: GoalRecord, doing: Doing) -> impl IntoView {
    let is_open = one.draft.state == GoalState::Open;
    let words = one.draft.words.as_str().to_owned();
    let stored = StoredValue::new(one);
    // What a press is about is read out with it.
    let label = move |key: Key| [t(key), ": ", &words].concat();
    let open =
        move |state: Option<GoalState>| Callback::new(move |()| stored.with_value(|one| doing.change(one, state)));
    let withdraw = Callback::new(move |()| stored.with_value(|one| doing.withdraw(one)));
    move || {
        doing.may_write.get().then(|| view! {
            <p class="row-actions">
                {is_open.then(|| view! {
                    <Button kind=Kind::Soft compact=true icon="check" on_press=open(Some(GoalState::Met)) attr:aria-label=label(k::PLANS_REACH) attr:data-test="reach-goal">{t(k::PLANS_REACH)}</Button>
                })}
                <Button kind=Kind::Quiet compact=true icon="edit" on_press=open(None) attr:aria-label=label(k::ACTION_EDIT) attr:data-test="change-goal">{t(k::ACTION_EDIT)}</Button>
                <Button kind=Kind::Quiet compact=true on_press=withdraw attr:aria-label=label(k::ACTION_WITHDRAW) attr:data-test="withdraw-goal">{t(k::ACTION_WITHDRAW)}</Button>
            </p>
        })
    }
}

/// A goal as it was on a day, with nothing to press.
#[component]
pub(super) fn GoalThen(draft: GoalDraft, #[prop(optional)] withdrawn: bool) -> impl IntoView {
    let steps = draft.steps.iter().map(|step| {
        view! { <li><span dir="auto">{step.text.as_str().to_owned()}</span><span class="row-text" dir="auto">{step_line(step)}</span></li> }
    });
    let steps = steps.collect::<Vec<_>>();
    view! {
        <li class="goal-then" class:timeline-struck=withdrawn data-test="goal-then">
            <p class="goal-words" dir="auto">{draft.words.as_str().to_owned()}</p>
            <p class="row-text">{goal_line(&draft)}</p>
            <ul class="goal-links sm">{steps}</ul>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plans::words::sample;

    #[test]
    fn a_step_is_done_today_and_can_be_taken_back() {
        let draft = sample(&json!({ "steps": [{ "text": "See rooms", "who": "together" }] }));
        let done = turned(&draft, 0);
        assert_eq!(done.steps.iter().map(|step| step.done_on).collect::<Vec<_>>(), [Some(format::today())]);
        assert_eq!(turned(&done, 0), draft);
        assert_eq!(turned(&draft, 7), draft);
    }
}
