//! `/clocks`: the rules of the office by country, each with its words, numbers and source; for admins to change.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    clocks::{ClockRuleDraft, ClockRuleRecord},
    ids::ClockRuleId,
    policy::{Action, Relation},
    values::Country,
};

use super::{
    edit::{add, change},
    history::HistorySheet,
    words::{reminds, sentence, source},
};
use crate::{
    components::{Button, Dialog, Kind, Loaded, PageBar, Rows, Section, Tag, Tone, opened_from, toast},
    format,
    forms::{EditSheet, Job},
    i18n::{Label, k, t, tf},
    store::{self, session},
};

/// What is being done on the screen.
#[derive(Clone, Copy)]
struct Doing {
    job: RwSignal<Option<Job>, LocalStorage>,
    history: RwSignal<Option<ClockRuleRecord>>,
    ending: RwSignal<Option<ClockRuleRecord>>,
    asking: RwSignal<bool>,
}

/// The screen.
#[component]
pub fn ClocksScreen() -> impl IntoView {
    let doing = Doing {
        job: RwSignal::new_local(None),
        history: RwSignal::new(None),
        ending: RwSignal::new(None),
        asking: RwSignal::new(false),
    };
    let may = session::may(Action::ClockRuleWrite, Relation::Office);
    view! {
        <section class="pane pane-on">
            <PageBar title=t(k::CLOCKS_TITLE).to_owned() back=opened_from()>
                {may.then(|| view! {
                    <Button kind=Kind::Primary compact=true icon="plus" on_press=move |()| doing.job.set(Some(add())) attr:data-test="add-rule">{t(k::CLOCKS_ADD)}</Button>
                })}
            </PageBar>
            <div class="pane-body">
                <p class="sm muted">{t(k::CLOCKS_LEAD)}</p>
                <Loaded reading=store::clocks::rules() view={move |all: Vec<ClockRuleRecord>| by_country(all).into_iter().map(|(country, rules)| {
                    let title = country.map_or_else(|| t(k::CLOCKS_EVERYWHERE).to_owned(), |country| format::country(country.as_str()));
                    view! {
                        <Section title=title>
                            <Rows>{rules.into_iter().map(|rule| view! { <Rule rule=rule may=may doing=doing/> }).collect_view()}</Rows>
                        </Section>
                    }
                }).collect_view()}/>
            </div>
        </section>
        <EditSheet job=doing.job/>
        {move || doing.history.get().map(|rule| view! { <HistorySheet rule=rule done=Callback::new(move |()| doing.history.set(None))/> })}
        <Ending doing=doing/>
    }
}

/// Rules of everywhere first, then country by country; within, as they came.
fn by_country(all: Vec<ClockRuleRecord>) -> Vec<(Option<Country>, Vec<ClockRuleRecord>)> {
    let mut groups: Vec<(Option<Country>, Vec<ClockRuleRecord>)> = Vec::new();
    for rule in all {
        match groups.iter_mut().find(|(country, _)| *country == rule.draft.country) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((rule.draft.country.clone(), vec![rule])),
        }
    }
    groups.sort_by(|(a, _), (b, _)| a.cmp(b));
    groups
}

/// Whether the office's own version is in force.
fn is_own(rule: &ClockRuleRecord) -> bool {
    rule.updated_at.is_some()
}

#[component]
fn Rule(rule: ClockRuleRecord, may: bool, doing: Doing) -> impl IntoView {
    let draft = &rule.draft;
    let title = draft.stands_for.map_or_else(|| draft.measure.label(), Label::label);
    let mut about: Vec<&str> = draft.kinds.iter().map(|kind| kind.label()).collect();
    about.extend(draft.event.map(Label::label));
    let about = about.join(t(k::FORM_COMMA));
    let own = match (is_own(&rule), draft.stands_for) {
        (true, Some(_)) => Some(k::CLOCKS_CHANGED),
        (true, None) => Some(k::CLOCKS_OWN),
        (false, _) => None,
    };
    let verified = draft.verified_on.map(|day| tf(k::CLOCKS_VERIFIED, &[("day", &format::day(day))]));
    let unsure = draft.grade == yaninda_shared::clocks::Grade::Check;
    let grade = if unsure { (Tone::Due, "question") } else { (Tone::Plain, "book") };
    let off = !draft.active;
    let (says, from, when, grade_label) = (sentence(draft), source(draft), reminds(draft), draft.grade.label());
    let kept = StoredValue::new(rule.clone());
    let key = rule.key.to_string();
    view! {
        <li class="row" data-test="clock-rule" data-rule=key>
            <div class="grow stack-s">
                <p class="cluster">
                    <span class="row-title grow">{title}</span>
                    {own.map(|own| view! { <Tag icon="edit" text=t(own)/> })}
                    {off.then(|| view! { <Tag icon="minus" text=t(k::CLOCKS_OFF)/> })}
                </p>
                <p dir="auto">{says}</p>
                {(!about.is_empty()).then(|| view! { <p class="row-text">{about}</p> })}
                <p class="row-text">{when}</p>
                <p class="clock-source"><bdi>{from}</bdi></p>
                <p class="cluster">
                    <Tag tone=grade.0 icon=grade.1 text=grade_label/>
                    {verified.map(|verified| view! { <Tag tone=Tone::Good icon="done" text=verified/> })}
                </p>
                <p class="cluster">
                    {may.then(|| view! {
                        <Button compact=true icon="edit" on_press=move |()| doing.job.set(Some(change(&kept.get_value()))) attr:data-test="edit-rule">{t(k::ACTION_EDIT)}</Button>
                    })}
                    <Button kind=Kind::Quiet compact=true icon="clock" on_press=move |()| doing.history.set(Some(kept.get_value())) attr:data-test="rule-history">{t(k::CLOCKS_HISTORY)}</Button>
                    {own.filter(|_| may).map(|own| {
                        let word = if own == k::CLOCKS_CHANGED { k::CLOCKS_RESET } else { k::CLOCKS_GIVE_UP };
                        let ask = move |()| {
                            doing.ending.set(Some(kept.get_value()));
                            doing.asking.set(true);
                        };
                        view! { <Button kind=Kind::Quiet compact=true icon="sync" on_press=ask attr:data-test="reset-rule">{t(word)}</Button> }
                    })}
                </p>
            </div>
        </li>
    }
}

/// The question before a rule of the office goes.
#[component]
fn Ending(doing: Doing) -> impl IntoView {
    let end = move |()| {
        let rule = doing.ending.get_untracked();
        if let Some((rule, id)) = rule.and_then(|rule| rule.id.map(|id| (rule, id))) {
            spawn_local(give_up(rule, id));
        }
    };
    move || {
        let stands_for = doing.ending.get()?.draft.stands_for;
        let (title, text, word) = if stands_for.is_some() {
            (k::CLOCKS_RESET_TITLE, k::CLOCKS_RESET_TEXT, k::CLOCKS_RESET)
        } else {
            (k::CLOCKS_GIVE_UP_TITLE, k::CLOCKS_GIVE_UP_TEXT, k::CLOCKS_GIVE_UP)
        };
        Some(view! { <Dialog open=doing.asking title=t(title) text=t(text) confirm=t(word) on_confirm=end/> })
    }
}

async fn give_up(rule: ClockRuleRecord, id: ClockRuleId) {
    let draft = ClockRuleDraft { given_up: true, ..rule.draft };
    match store::clocks::save(id, Some(rule.version), &draft).await {
        Ok(_) => toast::say(t(k::STATE_SAVED)),
        Err(failure) => toast::say(failure.message()),
    }
}
