//! The list of cases and, beside it on a computer, the case that is open.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use yaninda_shared::{
    cases::{CaseFilter, CaseSummary, Risk},
    policy::{Action, Relation},
};

use super::search::Search;
use crate::{
    components::{ChipToggle, Empty, Kind, LinkButton, LoadedList, PageBar, RiskMark, Row, Rows},
    format,
    i18n::{Label, k, t},
    store,
};

/// Two panes; on a phone the one the address names.
#[component]
pub fn CasesScreen() -> impl IntoView {
    let path = use_location().pathname;
    let in_list = move || path.with(|path| path == "/cases" || path == "/cases/");
    let filter = RwSignal::new(CaseFilter::default());
    let shown = Signal::derive(move || filter.get());
    let may_open = store::session::may(Action::CaseOpen, Relation::Office);
    view! {
        <div class="panes panes-list">
            <section class="pane pane-list" class:pane-on=in_list>
                <PageBar title=t(k::CASES_TITLE).to_owned()>
                    {may_open.then(|| view! { <LinkButton href="/cases/new" kind=Kind::Soft icon="plus" compact=true attr:data-test="open-case">{t(k::CASES_NEW)}</LinkButton> })}
                </PageBar>
                <div class="pane-body">
                    <Search/>
                    <div class="chips">
                        <ChipToggle label=t(k::CASES_MINE) on=Signal::derive(move || filter.with(|filter| filter.mine)) on_press=move |()| filter.update(|filter| filter.mine = !filter.mine)/>
                        <ChipToggle label=t(k::CASES_CLOSED) on=Signal::derive(move || filter.with(|filter| filter.closed)) on_press=move |()| filter.update(|filter| filter.closed = !filter.closed)/>
                        {Risk::ALL.iter().map(|risk| view! {
                            <ChipToggle label=risk.label() on=Signal::derive(move || filter.with(|filter| filter.risk == Some(*risk)))
                                on_press=move |()| filter.update(|filter| filter.risk = if filter.risk == Some(*risk) { None } else { Some(*risk) })/>
                        }).collect_view()}
                    </div>
                    <LoadedList listing=store::cases::list(shown) view={|cases: Vec<CaseSummary>| {
                        if cases.is_empty() {
                            return view! { <Empty icon="cases" title=t(k::CASES_EMPTY_TITLE) text=t(k::CASES_EMPTY_TEXT)/> }.into_any();
                        }
                        view! { <Rows>{cases.into_iter().map(|case| view! { <CaseRow case=case/> }).collect_view()}</Rows> }.into_any()
                    }}/>
                </div>
            </section>
            <div class="pane-slot" class:pane-on=move || !in_list()><Outlet/></div>
        </div>
    }
}

#[component]
pub(super) fn CaseRow(case: CaseSummary) -> impl IntoView {
    let href = format!("/cases/{}", case.id);
    let own = href.clone();
    let path = use_location().pathname;
    view! {
        <Row href=href current=Signal::derive(move || path.with(|path| path.starts_with(&own)))>
            <span class="grow">
                <span class="row-title">{case.code_name.as_str().to_owned()}" "<span class="row-number" dir="ltr">{case.number}</span></span>
            </span>
            {case.next_due_on.map(|day| view! { <span class="row-text">{format::due(day)}</span> })}
            <span class="row-end"><RiskMark risk=case.risk/></span>
        </Row>
    }
}

/// Beside the list while no case is open.
#[component]
pub fn NoCaseChosen() -> impl IntoView {
    view! { <section class="pane"><div class="pane-body"><Empty icon="cases" title=t(k::CASES_CHOOSE)/></div></section> }
}
