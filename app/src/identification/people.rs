//! People assisted, by sex and age group, exactly.

use leptos::prelude::*;
use yaninda_shared::reports::{AgeGroup, PeopleReport};

use crate::{
    components::{Empty, Loaded, PrivateForm, Section, SelectField},
    format,
    i18n::{Label, k, t},
    referrals::months,
    store,
};

/// How far back months are offered.
const MONTHS: u32 = 60;

/// The last twelve months, until others are chosen.
#[component]
pub(super) fn People() -> impl IntoView {
    let offered = months(format::today(), MONTHS);
    let code = |at: usize| offered.get(at).map(|(code, _)| code.clone()).unwrap_or_default();
    let (from, to) = (RwSignal::new(code(11)), RwSignal::new(code(0)));
    let chosen = Signal::derive(move || {
        let (from, to) = (from.get(), to.get());
        // Whichever way round they were chosen.
        Some(if from <= to { (from, to) } else { (to, from) })
    });
    view! {
        <Section title=t(k::PEOPLE_TITLE)>
            <p class="sm muted">{t(k::PEOPLE_LEAD)}</p>
            <PrivateForm class="two" submit=|| ()>
                <SelectField label=t(k::AUDIT_FROM) value=from options=offered.clone()/>
                <SelectField label=t(k::AUDIT_UNTIL) value=to options=offered/>
            </PrivateForm>
            <Loaded reading=store::referrals::people(chosen) view=|report: PeopleReport| {
                if report.rows.is_empty() {
                    return view! { <Empty icon="users" title=t(k::PEOPLE_EMPTY)/> }.into_any();
                }
                view! { <Groups report=report/> }.into_any()
            }/>
        </Section>
    }
}

#[component]
fn Groups(report: PeopleReport) -> impl IntoView {
    let mut sexes: Vec<_> = report.rows.iter().map(|row| row.sex).collect();
    sexes.sort_unstable();
    sexes.dedup();
    let ages: Vec<AgeGroup> =
        AgeGroup::ALL.iter().copied().filter(|age| report.rows.iter().any(|row| row.age == *age)).collect();
    let sum = |wanted: &dyn Fn(&yaninda_shared::reports::PeopleCount) -> bool| {
        let people: u32 = report.rows.iter().filter(|row| wanted(row)).map(|row| row.people).sum();
        format::number(people.into())
    };
    let all = t(k::PEOPLE_ALL);
    let cells = |wanted: &dyn Fn(&yaninda_shared::reports::PeopleCount) -> bool| {
        let of_age = ages.iter().map(|age| (age.label(), sum(&|row| wanted(row) && row.age == *age)));
        let cells = of_age.chain([(all, sum(wanted))]);
        cells.map(|(label, count)| view! { <td role="cell" class="num" data-label=label>{count}</td> }).collect_view()
    };
    let rows = sexes.iter().map(|sex| {
        view! { <tr role="row"><th role="rowheader" scope="row">{sex.label()}</th>{cells(&|row| row.sex == *sex)}</tr> }
    });
    let heads = ages.iter().map(|age| age.label()).chain([all]);
    let heads = heads.map(|head| view! { <th role="columnheader" scope="col">{head}</th> });
    view! {
        <div class="card table-wrap">
            <table class="table" role="table" data-test="people">
                <caption class="visually-hidden">{t(k::PEOPLE_TITLE)}</caption>
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{t(k::OPEN_SEX)}</th>{heads.collect_view()}</tr></thead>
                <tbody role="rowgroup">
                    {rows.collect_view()}
                    <tr role="row"><th role="rowheader" scope="row">{all}</th>{cells(&|_| true)}</tr>
                </tbody>
            </table>
        </div>
    }
}
