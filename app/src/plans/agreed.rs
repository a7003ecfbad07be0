//! What was agreed about the plan, day by day, and the goals as they were then.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, GoalId},
    plans::{AgreedGoal, GoalDraft, GoalRecord, PlanRecord, PlanView},
    record::Former,
};

use super::{goal::GoalThen, list::Doing, words::of_entry};
use crate::{
    components::{Button, Icon, Kind, LinkButton, Loaded, Size},
    format,
    i18n::{Label, k, t, tf},
    store,
    timeline::{Facts, href},
};

/// Whether the plan is agreed, and when it is to be looked at again.
#[component]
pub(super) fn Standing(entries: Vec<PlanRecord>) -> impl IntoView {
    let Some(latest) = entries.into_iter().find(|one| !one.withdrawn) else {
        return view! { <p class="sm muted" data-test="plan-standing">{t(k::PLANS_NOT_AGREED)}</p> }.into_any();
    };
    let draft = latest.draft;
    let copy = t(if draft.copy_given { k::PLANS_COPY_GIVEN } else { k::PLANS_NO_COPY });
    let language = format::language(draft.language.as_str());
    let said = [draft.step.label(), &format::day(draft.occurred_on), &language, copy].join(" · ");
    let again = draft.next_review_on.map(|day| {
        let late = day < format::today();
        let said = tf(k::PLANS_REVIEW_BY, &[("day", &format::day(day)), ("left", &format::due(day))]);
        view! { <p class="sm" class:muted=!late data-test="plan-review">{late.then(|| view! { <Icon name="clock" size=Size::Tiny/>" " })}{said}</p> }
    });
    view! { <p class="sm" data-test="plan-standing">{said}</p>{again} }.into_any()
}

/// Every time it was agreed, newest first; nothing while it never was.
#[component]
pub(super) fn Agreed(plan: PlanView, doing: Doing) -> impl IntoView {
    let entries = plan.entries.into_iter().filter(|one| !one.withdrawn).collect::<Vec<_>>();
    if entries.is_empty() {
        return ().into_any();
    }
    let goals = StoredValue::new(plan.goals);
    let entries = entries.into_iter().map(|one| view! { <Entry one=one goals=goals doing=doing/> }).collect_view();
    view! {
        <h3 class="outcome-area">{t(k::PLANS_HISTORY)}</h3>
        <ul class="card rows" data-test="plan-history">{entries}</ul>
    }
    .into_any()
}

#[component]
fn Entry(one: PlanRecord, goals: StoredValue<Vec<GoalRecord>>, doing: Doing) -> impl IntoView {
    let open = RwSignal::new(false);
    let toggle = move |event: leptos::ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let title = [one.draft.step.label(), &format::day(one.draft.occurred_on)].join(" · ");
    let (case, facts, to) = (one.case, of_entry(&one.draft), href(one.case, one.id.uuid()));
    let agreed = StoredValue::new(one.goals.clone());
    let stored = StoredValue::new(one);
    let correct = Callback::new(move |()| stored.with_value(|one| doing.correct(one)));
    // The goals as they were are asked for when somebody wants to read them.
    let then = move || {
        open.get().then(|| {
            let goals = agreed.with_value(|agreed| {
                agreed.iter().map(|one| view! { <Then case=case one=*one goals=goals/> }).collect_view()
            });
            view! { <h4 class="sm muted">{t(k::PLANS_AS_IT_WAS)}</h4><ul class="goals-then">{goals}</ul> }
        })
    };
    view! {
        <li>
            <details class="plan-entry" prop:open=move || open.get() on:toggle=toggle data-test="plan-entry">
                <summary class="row"><span class="row-icon"><Icon name="book" size=Size::Small/></span><span class="grow row-title">{title}</span><Icon name="down" size=Size::Small/></summary>
                <div class="plan-entry-body">
                    <Facts facts=facts/>
                    {then}
                    <p class="row-actions">
                        {move || doing.may_write.get().then(|| view! {
                            <Button kind=Kind::Quiet compact=true icon="edit" on_press=correct attr:data-test="correct-plan">{t(k::TIMELINE_CORRECT)}</Button>
                        })}
                        <LinkButton href=to kind=Kind::Quiet compact=true>{t(k::PLANS_ENTRY)}</LinkButton>
                    </p>
                </div>
            </details>
        </li>
    }
}

/// A goal as it was when it was agreed: as it is, if it has not changed since, else as its history kept it.
#[component]
fn Then(case: CaseId, one: AgreedGoal, goals: StoredValue<Vec<GoalRecord>>) -> impl IntoView {
    let now = goals.with_value(|goals| goals.iter().find(|goal| goal.id == one.goal).cloned());
    match now {
        Some(now) if now.meta.version == one.version => view! { <GoalThen draft=now.draft/> }.into_any(),
        _ => view! { <Kept case=case goal=one.goal version=one.version/> }.into_any(),
    }
}

#[component]
fn Kept(case: CaseId, goal: GoalId, version: i64) -> impl IntoView {
    let former = store::plans::former(Signal::stored(Some((case, goal))));
    let shown =
        move |all: Vec<Former<GoalRecord>>| of_version(all, version).map(|draft| view! { <GoalThen draft=draft/> });
    view! { <Loaded reading=former view=shown/> }
}

/// The version that was agreed.
fn of_version(all: Vec<Former<GoalRecord>>, version: i64) -> Option<GoalDraft> {
    all.into_iter().map(|was| was.record).find(|goal| goal.meta.version == version).map(|goal| goal.draft)
}
