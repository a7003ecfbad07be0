//! The exact report of the own office.

use leptos::prelude::*;
use yaninda_shared::{
    disclosure::Period,
    reports::{DonorReport, Spend},
    values::Money,
};

use super::{
    export::{Export, Source},
    figures::Table,
};
use crate::{
    components::{Loaded, Note, Row, Rows, Section, Tone},
    format,
    i18n::{Label, k, t},
    store::Reading,
};

/// The figures, and the files they can be saved as.
#[component]
pub(super) fn Exact(
    report: Reading<DonorReport>,
    period: RwSignal<Option<Period>>,
    fund: RwSignal<String>,
) -> impl IntoView {
    view! {
        <Note tone=Tone::Wait icon="shield"><p>{t(k::REPORTS_EXACT_NOTE)}</p></Note>
        <Loaded reading=report view={move |report: DonorReport| {
            let source = period.get_untracked().map(|period| Source::Exact(period, fund.get_untracked()));
            view! {
                {report.tables.into_iter().map(|figures| view! { <Table figures=figures/> }).collect_view()}
                <SpendList spend=report.spend/>
                {source.map(|source| view! { <Export source=source/> })}
            }
        }}/>
    }
}

#[component]
fn SpendList(spend: Vec<Spend>) -> impl IntoView {
    let rows = spend.into_iter().map(|one| {
        let fund = one.fund.map_or_else(|| t(k::REPORTS_NO_FUND).to_owned(), String::from);
        let sum = Money::new(one.minor, one.currency).map_or_else(|_| one.minor.to_string(), |money| format::money(&money));
        view! {
            <Row>
                <span class="grow"><span class="row-title">{one.category.label()}</span><span class="row-text"><bdi>{fund}</bdi></span></span>
                <b class="num">{sum}</b>
            </Row>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let none = rows.is_empty();
    view! {
        <Section title=t(k::REPORTS_SPEND)>
            {if none {
                view! { <p class="sm muted">{t(k::REPORTS_NO_SPEND)}</p> }.into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            }}
        </Section>
    }
}
