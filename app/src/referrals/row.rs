//! One referral in a list, and what it says.

use leptos::prelude::*;
use yaninda_shared::{
    policy::{Action, Relation},
    referrals::{ReferralDraft, ReferralOutcome, ReferralRecord, UnitRecord},
};

use crate::{
    components::{Button, Kind, LinkButton, Tag, Tone},
    format,
    i18n::{Label, k, t, tf},
    store::session,
    timeline::Fact,
};

/// What can be done with one. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    pub correct: Callback<ReferralRecord>,
    pub withdraw: Callback<ReferralRecord>,
}

/// What a referral says, for telling two versions apart.
pub(super) fn summary(draft: &ReferralDraft) -> Vec<Fact> {
    let fact = |label, value: String| Fact { label, value };
    let mut known = vec![
        fact(t(k::REFERRALS_SOURCE), draft.source.label().to_owned()),
        fact(t(k::REFERRALS_RECEIVED), format::day(draft.received_on)),
        fact(t(k::REFERRALS_OUTCOME), draft.outcome.label().to_owned()),
    ];
    if let Some(day) = draft.outcome_on {
        known.push(fact(t(k::REFERRALS_DECIDED), format::day(day)));
    }
    if let Some(role) = &draft.role {
        known.push(fact(t(k::REFERRALS_ROLE), role.as_str().to_owned()));
    }
    if !draft.indicators.is_empty() {
        known.push(fact(t(k::REFERRALS_SIGNS), signs(draft)));
    }
    if let Some(note) = &draft.note {
        known.push(fact(t(k::LOG_NOTE), note.as_str().to_owned()));
    }
    known
}

fn signs(draft: &ReferralDraft) -> String {
    draft.indicators.iter().map(|sign| sign.label()).collect::<Vec<_>>().join(t(k::FORM_COMMA))
}

const fn tag(outcome: ReferralOutcome) -> (Tone, &'static str) {
    match outcome {
        ReferralOutcome::Waiting => (Tone::Wait, "asked"),
        ReferralOutcome::Identified => (Tone::Good, "done"),
        ReferralOutcome::Possible => (Tone::Wait, "half"),
        ReferralOutcome::NotIdentified | ReferralOutcome::DeclinedContact => (Tone::Plain, "close"),
    }
}

/// Where it came from, when, and what came of it.
#[component]
pub(super) fn Referral(one: ReferralRecord, units: Vec<UnitRecord>, doing: Doing) -> impl IntoView {
    let unit = one.draft.unit.and_then(|unit| units.into_iter().find(|known| known.id == unit));
    let (tone, icon) = tag(one.draft.outcome);
    let source = one.draft.source.label();
    let title = match unit {
        Some(unit) => [source, " · ", unit.draft.name.as_str()].concat(),
        None => source.to_owned(),
    };
    let decided = one.draft.outcome_on.map(|day| tf(k::REFERRALS_DECIDED_ON, &[("day", &format::day(day))]));
    let days =
        [Some(format::day(one.draft.received_on)), decided].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let said = signs(&one.draft);
    let case = one.draft.case.filter(|_| session::may(Action::CaseList, Relation::Office));
    let (open, id) = (one.draft.case.is_none() && !one.withdrawn, one.id);
    let role = one.draft.role.as_ref().map(|role| role.as_str().to_owned());
    let withdrawn = one.withdrawn;
    let stored = StoredValue::new(one);
    view! {
        <li class="row referral" data-test="referral">
            <span class="grow">
                <span class="row-title"><span dir="auto">{title}</span>" "<Tag tone=tone icon=icon text=stored.with_value(|one| one.draft.outcome.label())/>
                    {withdrawn.then(|| view! { " "<Tag text=t(k::TIMELINE_WITHDRAWN)/> })}
                </span>
                <span class="row-text">{days}</span>
                {role.map(|role| view! { <span class="row-text" dir="auto">{role}</span> })}
                {(!said.is_empty()).then(|| view! { <span class="row-text">{said}</span> })}
            </span>
            <span class="referral-actions">
                {case.map(|case| view! { <LinkButton compact=true icon="cases" href=format!("/cases/{case}")>{t(k::REFERRALS_CASE)}</LinkButton> })}
                {open.then(|| view! { <LinkButton compact=true icon="plus" href=format!("/cases/new?referral={id}")>{t(k::CASES_NEW)}</LinkButton> })}
                {(!withdrawn).then(|| view! {
                    <Button compact=true icon="edit" on_press=move |()| doing.correct.run(stored.get_value()) attr:data-test="correct">{t(k::ACTION_EDIT)}</Button>
                    <Button kind=Kind::Quiet compact=true on_press=move |()| doing.withdraw.run(stored.get_value()) attr:data-test="withdraw">{t(k::ACTION_WITHDRAW)}</Button>
                })}
            </span>
        </li>
    }
}
