//! The plan on the tab of a case: its goals in the person's own words, whether they are agreed, and what was agreed before.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;
use yaninda_shared::{
    cases::CaseRecord,
    ids::{CaseId, GoalId},
    plans::{GoalRecord, GoalState, PlanRecord, PlanView},
    policy::Action,
    record::{EntryWithdrawal, RecordKind},
    services::ServiceRecord,
    values::NaiveDate,
};

use super::{
    agreed::{Agreed, Standing},
    entry_form,
    entry_sheet::EntrySheet,
    goal::Goal,
    goal_form,
    goal_sheet::GoalSheet,
};
use crate::{
    cases::this_case,
    components::{Button, Empty, Kind, LinkButton, Loaded, Section, hold},
    format,
    forms::{self, EditSheet, Form, Job, Kind::Line, Spec},
    i18n::{k, t, tn},
    store::{self, Failure, Reading},
};

static WITHDRAW: [Spec; 1] = [Spec::new("reason", k::ENTRY_REASON, Line).required()];

/// What may be done, and where it is done. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    record: Reading<CaseRecord>,
    pub may_write: Signal<bool>,
    goal: RwSignal<Option<goal_form::Start>>,
    entry: RwSignal<Option<entry_form::Start>>,
    job: RwSignal<Option<Job>, LocalStorage>,
    /// The step that was last turned.
    pub turned: StoredValue<Option<(GoalId, usize)>>,
}

impl Doing {
    /// Opens the form of a goal; `state` is how it ends.
    pub(super) fn change(self, one: &GoalRecord, state: Option<GoalState>) {
        self.goal.set(untrack(|| self.record.get()).map(|case| goal_form::Start::change(&case, one, state)));
    }

    /// Asks why a goal is withdrawn.
    pub(super) fn withdraw(self, one: &GoalRecord) {
        let (case, id) = (one.case, one.id.uuid());
        self.job.set(Some(Job {
            title: t(k::PLANS_WITHDRAW_GOAL).to_owned(),
            lead: Some(t(k::PLANS_WITHDRAW_LEAD).to_owned()),
            form: Form::new(&WITHDRAW, &json!({})),
            base: json!({}),
            version: Some(one.meta.version),
            save: Rc::new(move |draft, version| {
                Box::pin(async move {
                    let wish: EntryWithdrawal = forms::draft(&draft)?;
                    let entry = (RecordKind::Goal, id, version.unwrap_or_default());
                    let done = store::entries::withdraw(case, entry, wish.reason).await;
                    // Somebody changed it meanwhile: the person looks first.
                    done.map(drop).map_err(|failure| Failure { current: None, ..failure })
                })
            }),
        }));
    }

    /// Opens the form of what was agreed, to correct it.
    pub(super) fn correct(self, one: &PlanRecord) {
        self.entry.set(untrack(|| self.record.get()).map(|case| entry_form::Start::correct(&case, one)));
    }

    /// Opens the form in which it is noted that the plan was agreed, or looked at again.
    fn agree(self, plan: &PlanView) {
        self.entry.set(untrack(|| self.record.get()).map(|case| entry_form::Start::new(&case, &plan.entries)));
    }
}

/// The plan, and the sheets in which it is made.
#[component]
pub fn Plan(case: CaseId) -> impl IntoView {
    let record = this_case();
    let own = Signal::stored(Some(case));
    let plan = store::plans::whole(own);
    let doing = Doing {
        record,
        may_write: store::cases::may(record, Action::EntryWrite),
        // Kept through a lock, with what is typed in their forms.
        goal: hold(|| {
            let start = RwSignal::new(None::<goal_form::Start>);
            (start, Signal::derive(move || start.with(Option::is_some)))
        }),
        entry: hold(|| {
            let start = RwSignal::new(None::<entry_form::Start>);
            (start, Signal::derive(move || start.with(Option::is_some)))
        }),
        job: RwSignal::new_local(None),
        turned: StoredValue::new(None),
    };
    // Services are asked for only where a goal names some.
    let names_services = Memo::new(move |_| {
        plan.get().is_some_and(|plan| plan.goals.iter().any(|one| !one.withdrawn && !one.draft.services.is_empty()))
    });
    let services = store::services::list(Signal::derive(move || names_services.get().then_some(case)));
    let services = Memo::new(move |_| services.load().ready().unwrap_or_default());
    let add = move |()| doing.goal.set(untrack(|| record.get()).map(|case| goal_form::Start::new(&case)));
    let action = move || {
        doing.may_write.get().then(|| view! { <Button kind=Kind::Quiet compact=true icon="plus" on_press=add attr:data-test="add-goal">{t(k::ACTION_ADD)}</Button> })
    };
    let goal_done = Callback::new(move |()| doing.goal.set(None));
    let entry_done = Callback::new(move |()| doing.entry.set(None));
    view! {
        <Section title=t(k::PLANS_TITLE) action=action.into_any()>
            <Loaded reading=plan view={move |plan: PlanView| view! { <All case=case plan=plan services=services doing=doing/> }}/>
        </Section>
        {move || doing.goal.get().map(|start| view! { <GoalSheet case=case start=start done=goal_done/> })}
        {move || doing.entry.get().map(|start| view! { <EntrySheet start=start done=entry_done/> })}
        <EditSheet job=doing.job/>
    }
}

/// Where a goal stands in the list: what is due soonest first, what has no day after it.
fn place(one: &GoalRecord) -> NaiveDate {
    one.draft.next_due_on().unwrap_or(NaiveDate::MAX)
}

#[component]
fn All(case: CaseId, plan: PlanView, services: Memo<Vec<ServiceRecord>>, doing: Doing) -> impl IntoView {
    let standing = plan.goals.iter().filter(|one| !one.withdrawn).cloned();
    let (mut open, ended): (Vec<_>, Vec<_>) = standing.partition(|one| one.draft.state == GoalState::Open);
    open.sort_by_key(place);
    if open.is_empty() && ended.is_empty() && plan.entries.is_empty() {
        return view! { <Empty icon="goal" title=t(k::PLANS_EMPTY) text=t(k::PLANS_EMPTY_TEXT)/> }.into_any();
    }
    let milestones = plan.milestones.clone();
    let goal = move |one: GoalRecord| {
        view! { <Goal one=one milestones=milestones.clone() services=services doing=doing/> }
    };
    let count = |all: &[GoalRecord]| i64::try_from(all.len()).unwrap_or(i64::MAX);
    let (is_open, over) = (!open.is_empty(), count(&ended));
    let said = tn(k::COUNT_GOALS_OPEN, count(&open));
    let open = open.into_iter().map(goal.clone()).collect_view();
    let ended = (over > 0).then(|| {
        view! {
            <details class="card" data-test="ended-goals">
                <summary class="card-pad">{[t(k::PLANS_ENDED), " ", &format::number(over)].concat()}</summary>
                <ul class="goals">{ended.into_iter().map(goal).collect_view()}</ul>
            </details>
        }
    });
    let print = format!("/cases/{case}/plan/print");
    let stored = StoredValue::new(plan);
    let agree = Callback::new(move |()| stored.with_value(|plan| doing.agree(plan)));
    let agreed = stored.with_value(|plan| plan.entries.iter().any(|one| !one.withdrawn));
    view! {
        {stored.with_value(|plan| view! { <Standing entries=plan.entries.clone()/> })}
        <p class="cluster">
            {move || (is_open && doing.may_write.get()).then(|| view! {
                <Button kind=Kind::Soft compact=true icon="check" on_press=agree attr:data-test="agree">{t(if agreed { k::PLANS_REVIEW } else { k::PLANS_AGREE })}</Button>
            })}
            {is_open.then(|| view! { <LinkButton href=print icon="book" compact=true attr:data-test="print-plan">{t(k::PLANS_PRINT_COPY)}</LinkButton> })}
        </p>
        <p class="sm muted" data-test="goal-count">{said}</p>
        {is_open.then(|| view! { <ul class="card goals">{open}</ul> })}
        {ended}
        {stored.with_value(|plan| view! { <Agreed plan=plan.clone() doing=doing/> })}
    }
    .into_any()
}
