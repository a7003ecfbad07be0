//! The tab of a case: when it is rated next and why, and where things stand, area by area.

use leptos::prelude::*;
use yaninda_shared::{
    cases::CaseRecord,
    ids::CaseId,
    outcomes::{AssessmentRecord, OutcomeArea},
    policy::Action,
};

use super::{
    domain::DomainRow,
    due::Due,
    rate::RateSheet,
    start::Start,
    story::{Story, stories},
    table::AsTable,
};
use crate::{
    cases::{case_id, this_case},
    components::{Button, Empty, Kind, Loaded, LoadedList, Section, hold},
    format,
    i18n::{Label, k, t, tf},
    milestones::Milestones,
    plans::Plan,
    store,
    timeline::href,
};

/// The tab.
#[component]
pub fn Recovery() -> impl IntoView {
    let id = case_id();
    let case = Memo::new(move |_| id.get());
    move || case.get().map(|case| view! { <Here case=case/> })
}

#[component]
fn Here(case: CaseId) -> impl IntoView {
    let record = this_case();
    let listing = store::outcomes::list(Signal::stored(Some(case)));
    // A closed case is rated too, for after-care.
    let may_rate =
        Memo::new(move |_| record.get().is_some_and(|case| store::session::may(Action::EntryWrite, case.relation)));
    // Kept through a lock, with what is typed in its form.
    let start = hold(|| {
        let start = RwSignal::new(None::<Start>);
        (start, Signal::derive(move || start.with(Option::is_some)))
    });
    let rate = move |()| {
        let all = untrack(|| listing.load()).ready().unwrap_or_default();
        start.set(untrack(|| record.get()).map(|case| Start::new(&case, &all)));
    };
    let action = move || {
        may_rate.get().then(|| view! { <Button kind=Kind::Soft compact=true icon="chart" on_press=rate attr:data-test="rate">{t(k::OUTCOMES_RATE_NOW)}</Button> })
    };
    let done = Callback::new(move |()| start.set(None));
    view! {
        <div class="outcomes">
            <Section title=t(k::OUTCOMES_TITLE) action=action.into_any()>
                <Loaded reading=record view=move |case: CaseRecord| view! { <Due due=case.assessment_due/> }/>
                <LoadedList listing=listing view={move |all: Vec<AssessmentRecord>| view! { <Standing case=case all=all/> }}/>
            </Section>
            <div class="outcomes-beside">
                <Plan case=case/>
                <Milestones case=case/>
            </div>
        </div>
        {move || start.get().map(|start| view! { <RateSheet start=start done=done/> })}
    }
}

/// All areas with their domains.
#[component]
fn Standing(case: CaseId, all: Vec<AssessmentRecord>) -> impl IntoView {
    let Some(latest) = all.iter().find(|one| !one.withdrawn) else {
        return view! { <Empty icon="chart" title=t(k::OUTCOMES_EMPTY) text=t(k::OUTCOMES_EMPTY_TEXT)/> }.into_any();
    };
    let (to, how) = (href(case, latest.id.uuid()), latest.draft.method.label());
    let said = tf(k::OUTCOMES_LATEST, &[("how", how), ("day", &format::day(latest.draft.occurred_on))]);
    let stories = stories(&all);
    let areas = OutcomeArea::ALL.iter().map(|area| view! { <Area area=*area case=case stories=of(*area, &stories)/> });
    let areas = areas.collect_view();
    view! {
        <p class="sm"><a href=to data-test="latest-rating">{said}</a></p>
        {areas}
        <AsTable all=all stories=stories/>
    }
    .into_any()
}

/// The domains of an area; one that is asked only where it is opened, if it was.
fn of(area: OutcomeArea, stories: &[Story]) -> Vec<Story> {
    let shown =
        |story: &&Story| story.domain.area() == area && !(story.domain.is_optional() && story.points.is_empty());
    stories.iter().filter(shown).cloned().collect()
}

#[component]
fn Area(area: OutcomeArea, case: CaseId, stories: Vec<Story>) -> impl IntoView {
    view! {
        <section class="section">
            <h3 class="outcome-area">{area.label()}</h3>
            <ul class="card rows">{stories.into_iter().map(|story| view! { <DomainRow story=story case=case/> }).collect_view()}</ul>
        </section>
    }
}
