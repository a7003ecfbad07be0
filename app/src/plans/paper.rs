//! The sheet of paper that the person takes along. It speaks as they do and in their language, names nobody, and does not say
//! where it comes from: whoever finds it learns of wishes and days.

use leptos::prelude::*;
use yaninda_shared::{
    milestones::{MilestoneRecord, MilestoneState},
    outcomes::OutcomeDomain,
    plans::{GoalRecord, GoalState, GoalStep, PlanView, StepBy},
    users::Locale,
};

use crate::{
    format,
    i18n::{self, Label, k, t, tf},
    milestones,
};

/// What is printed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub plan: PlanView,
    /// The number of the case, where it is wanted.
    pub number: Option<String>,
}

/// The paper. Everything is put into words at once, in the language of the person.
#[component]
pub(super) fn Paper(locale: Locale, shown: Shown) -> impl IntoView {
    i18n::within(locale, || written(locale, &shown))
}

fn written(locale: Locale, Shown { plan, number }: &Shown) -> AnyView {
    let latest = plan.entries.iter().find(|one| !one.withdrawn).map(|one| &one.draft);
    let day = latest.map_or_else(format::today, |latest| latest.occurred_on);
    let goals = plan.goals.iter().filter(|one| !one.withdrawn && one.draft.state == GoalState::Open);
    let goals = goals.map(goal).collect::<Vec<_>>();
    let review = latest.and_then(|latest| latest.next_review_on);
    let review = review.map(|day| tf(k::PAPER_REVIEW, &[("day", &format::day(day))]));
    let standing = |wanted: fn(MilestoneState) -> bool| {
        let all = plan.milestones.iter().filter(move |one| !one.withdrawn && !is_telling(one) && wanted(one.state));
        all.map(milestone).collect::<Vec<_>>()
    };
    let hoped = standing(|state| state == MilestoneState::Open);
    let reached = standing(|state| matches!(state, MilestoneState::Reached | MilestoneState::Confirmed));
    view! {
        <article class="paper" lang=locale.as_str() dir=i18n::direction(locale) data-test="paper">
            <header class="paper-head">
                <h2>{t(k::PAPER_TITLE)}</h2>
                <p>{format::day(day)}{number.clone().map(|number| view! { " · "<bdi dir="ltr">{number}</bdi> })}</p>
            </header>
            <h3>{t(k::PAPER_GOALS)}</h3>
            <ol class="paper-goals">{goals}</ol>
            {part(t(k::PAPER_HOPED), hoped)}
            {part(t(k::PAPER_REACHED), reached)}
            <footer class="paper-foot">
                {review.map(|said| view! { <p>{said}</p> })}
                <p>{t(k::PAPER_MINE)}</p>
            </footer>
        </article>
    }
    .into_any()
}

fn part(title: &'static str, lines: Vec<String>) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let lines = lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect::<Vec<_>>();
    Some(view! { <h3>{title}</h3><ul>{lines}</ul> }.into_any())
}

fn goal(one: &GoalRecord) -> AnyView {
    let draft = &one.draft;
    let when = draft.due_on.map_or_else(|| t(k::PAPER_WHEN_READY).to_owned(), by);
    let steps = draft.steps.iter().map(|step| {
        let (done, line) = (step.done_on.is_some(), line(step));
        view! {
            <li>
                <span class="paper-box" aria-hidden="true">{if done { "✓" } else { "" }}</span>
                <span><span dir="auto">{step.text.as_str().to_owned()}</span><span class="paper-when" dir="auto">{line}</span></span>
            </li>
        }
    });
    let steps = steps.collect::<Vec<_>>();
    view! {
        <li class="paper-goal">
            <p class="paper-words" dir="auto">{draft.words.as_str().to_owned()}</p>
            <p class="paper-when">{[draft.domain.label(), &when].join(" · ")}</p>
            <ul class="paper-steps">{steps}</ul>
        </li>
    }
    .into_any()
}

fn by(day: yaninda_shared::values::NaiveDate) -> String {
    tf(k::PLANS_BY, &[("day", &format::day(day))])
}

/// Who does it, as the person would say it, and by when.
fn line(step: &GoalStep) -> String {
    let who = match (step.who, &step.name) {
        (StepBy::Person, _) => t(k::PAPER_WHO_PERSON).to_owned(),
        (StepBy::Worker, _) => t(k::PAPER_WHO_WORKER).to_owned(),
        (StepBy::Other, Some(name)) => name.as_str().to_owned(),
        (StepBy::Together | StepBy::Other, _) => step.who.label().to_owned(),
    };
    let when = match (step.done_on, step.due_on) {
        (Some(day), _) => Some(tf(k::PLANS_DONE_DAY, &[("day", &format::day(day))])),
        (None, day) => day.map(by),
    };
    [Some(who), when].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Whoever finds the paper learns nothing of statements, lawyers, permits and safety.
fn is_telling(one: &MilestoneRecord) -> bool {
    use OutcomeDomain::{Justice, LegalStay, PhysicalSafety};
    one.draft.kind.is_some_and(|kind| matches!(kind.domain(), Justice | LegalStay | PhysicalSafety))
}

fn milestone(one: &MilestoneRecord) -> String {
    let when = match one.state {
        MilestoneState::Open => one.draft.expected_on.map(by),
        MilestoneState::Reached | MilestoneState::Confirmed => one.draft.reached_on.map(format::day),
        MilestoneState::Declined => None,
    };
    [Some(milestones::name(one)), when].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
