//! The report of a series of workshops.

use leptos::prelude::*;
use yaninda_shared::reports::{Comparison, FEWEST_TO_COMPARE, IdentificationReport};

use super::{chart::Chart, people::People, table::AsTable};
use crate::{
    components::{Empty, Loaded, PageBar, PrivateForm, Section, SelectField, opened_from},
    format,
    i18n::{k, t, tf, tn},
    referrals::{month_code, months},
    store,
    workshops::{Shares, share},
};

/// How far back months are offered.
const MONTHS: u32 = 60;

/// `/identification`.
#[component]
pub fn IdentificationScreen() -> impl IntoView {
    let workshops = store::workshops::list();
    let (first, last, window) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new("4".to_owned()));
    // It begins with the month of the latest workshop, once that is known.
    let latest = Signal::derive(move || {
        let all = workshops.load().ready()?;
        let standing = all.iter().find(|one| !one.withdrawn)?;
        Some(month_code(standing.draft.held_on))
    });
    let chosen = |typed: RwSignal<String>| {
        Signal::derive(move || Some(typed.get()).filter(|month| !month.is_empty()).or_else(|| latest.get()))
    };
    let (from, until) = (chosen(first), chosen(last));
    let series = Signal::derive(move || {
        let (from, until) = (from.get()?, until.get()?);
        let until = if until < from { from.clone() } else { until };
        Some((from, until, window.get().parse().unwrap_or(4)))
    });
    let all_months = move || months(format::today(), MONTHS);
    let windows =
        (1..=12_u32).map(|months| (months.to_string(), tn(k::COUNT_MONTHS, months.into()))).collect::<Vec<_>>();
    let latest_word = t(k::IDENTIFICATION_LATEST).to_owned();
    let none = move || workshops.load().ready().is_some_and(|all| all.iter().all(|one| one.withdrawn));
    view! {
        <section class="pane pane-on training">
            <PageBar title=t(k::IDENTIFICATION_TITLE).to_owned() back=opened_from()/>
            <div class="pane-body stack">
                <PrivateForm class="three" submit=|| ()>
                    <SelectField label=t(k::IDENTIFICATION_FIRST) value=first options=all_months() empty=latest_word.clone()/>
                    <SelectField label=t(k::IDENTIFICATION_LAST) value=last options=all_months() empty=latest_word/>
                    <SelectField label=t(k::IDENTIFICATION_WINDOW) value=window options=windows/>
                </PrivateForm>
                <Show when=none>
                    <Empty icon="chart" title=t(k::WORKSHOPS_EMPTY) text=t(k::IDENTIFICATION_EMPTY)/>
                </Show>
                <Show when=move || series.with(Option::is_some)>
                    <Loaded reading=store::referrals::report(series) view=|report: IdentificationReport| view! { <Report report=report/> }/>
                </Show>
                <People/>
            </div>
        </section>
    }
}

#[component]
fn Report(report: IdentificationReport) -> impl IntoView {
    let people = tn(k::COUNT_PARTICIPANTS, report.participants.into());
    let held = tn(k::COUNT_WORKSHOPS, i64::try_from(report.workshops.len()).unwrap_or(0));
    let found = share(report.effective.found(), report.effective.answers());
    let (effective, before, after, overfull) =
        (report.effective, report.known_before, report.known_after, report.overfull);
    view! {
        <div class="headlines" data-test="figures">
            <Figure title=t(k::IDENTIFICATION_TRAINED) value=changed(report.trained) text=counts(report.trained)/>
            <Figure title=t(k::IDENTIFICATION_FOUND) value=found.map_or_else(|| t(k::STATE_NONE).to_owned(), format::percent) text=t(k::IDENTIFICATION_FOUND_TEXT).to_owned()/>
            <Figure title=t(k::WORKSHOPS_TITLE) value=held text=people/>
        </div>
        {(!report.complete).then(|| view! { <p class="due sm">{t(k::IDENTIFICATION_RUNNING)}</p> })}
        <Section title=t(k::IDENTIFICATION_BY_MONTH)>
            <Chart report=report.clone()/>
            <AsTable report=report.clone()/>
        </Section>
        <Section title=t(k::WORKSHOPS_RESULTS)>
            {(overfull > 0).then(|| view! { <p class="due sm">{tf(k::IDENTIFICATION_OVERFULL, &[("count", &format::number(overfull.into()))])}</p> })}
            <Shares effective=effective before=before after=after/>
        </Section>
    }
}

/// The change, or that there are too few to compare.
pub(super) fn changed(compared: Comparison) -> String {
    compared.change.map_or_else(|| t(k::IDENTIFICATION_TOO_FEW).to_owned(), format::change)
}

fn counts(compared: Comparison) -> String {
    let (before, after) = (format::number(compared.before.into()), format::number(compared.after.into()));
    let key = if compared.before < FEWEST_TO_COMPARE { k::IDENTIFICATION_COUNTS_FEW } else { k::IDENTIFICATION_COUNTS };
    tf(key, &[("before", &before), ("after", &after)])
}

#[component]
fn Figure(#[prop(into)] title: String, value: String, text: String) -> impl IntoView {
    view! {
        <div class="card card-pad stack-s">
            <p class="sm muted">{title}</p>
            <p class="headline-value">{value}</p>
            <p class="sm muted">{text}</p>
        </div>
    }
}
