//! The list of cases and, beside it on a computer, the case that is open.

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use yaninda_shared::{
    cases::{CaseFilter, CaseSummary},
    policy::{Action, Relation},
};

use super::{
    filter::Filters,
    row::CaseRow,
    search::{Hits, Search},
    views::{Narrowed, Shown, Views},
};
use crate::{
    components::{Button, Empty, Kind, LinkButton, LoadedList, PageBar, Rows, Sheet},
    i18n::{k, t},
    store::{self, session},
};

/// Two panes; on a phone the one the address names.
#[component]
pub fn CasesScreen() -> impl IntoView {
    let path = use_location().pathname;
    let in_list = move || path.with(|path| path == "/cases" || path == "/cases/");
    let shown = Shown::recall();
    let (found, filtering) = (RwSignal::new(None), RwSignal::new(false));
    let (views, people) = (store::sessions::views(), store::colleagues::list());
    let may_open = session::may(Action::CaseOpen, Relation::Office);
    // Where everybody's cases stand together, each row names its worker.
    let named = session::may(Action::CaseRead, Relation::Office).then_some(people);
    let listing = store::cases::list(Signal::derive(move || shown.get()));
    let list = move |cases: Vec<CaseSummary>| {
        if cases.is_empty() {
            return view! { <Nothing shown=shown more=listing.has_more()/> }.into_any();
        }
        view! { <Rows>{cases.into_iter().map(|case| view! { <CaseRow case=case people=named/> }).collect_view()}</Rows> }
            .into_any()
    };
    let count = Signal::derive(move || listing.load().ready().map_or(0, |cases| cases.len()));
    let more = Signal::derive(move || listing.has_more());
    view! {
        <div class="panes panes-list">
            <section class="pane pane-list" class:pane-on=in_list>
                <PageBar title=t(k::CASES_TITLE).to_owned()>
                    {may_open.then(|| view! { <LinkButton href="/cases/new" kind=Kind::Soft icon="plus" compact=true attr:data-test="open-case">{t(k::CASES_NEW)}</LinkButton> })}
                </PageBar>
                <div class="pane-body stack">
                    <Search found=found/>
                    <div class="stack" hidden=move || found.with(Option::is_none)><Hits found=found people=named/></div>
                    <div class="stack" hidden=move || found.with(Option::is_some)>
                        <Views shown=shown views=views people=people open=filtering/>
                        <Narrowed shown=shown count=count more=more/>
                        <LoadedList listing=listing view=list/>
                    </div>
                </div>
            </section>
            <div class="pane-slot" class:pane-on=move || !in_list()><Outlet/></div>
        </div>
        <Sheet open=filtering title=t(k::CASES_FILTERS)>
            <Filters shown=shown views=views people=people open=filtering/>
        </Sheet>
    }
}

/// No case at all, none that matches, or none yet among those looked at.
#[component]
fn Nothing(shown: Shown, more: bool) -> impl IntoView {
    if more {
        return view! { <p class="sm muted" role="status">{t(k::CASES_LOOK_ON)}</p> }.into_any();
    }
    let filter = shown.get_untracked();
    if filter == (CaseFilter { sort: filter.sort, ..CaseFilter::default() }) {
        return view! { <Empty icon="cases" title=t(k::CASES_EMPTY_TITLE) text=t(k::CASES_EMPTY_TEXT)/> }.into_any();
    }
    view! {
        <Empty icon="sliders" title=t(k::CASES_NO_MATCH) text=t(k::CASES_NO_MATCH_TEXT)>
            <Button on_press=move |()| shown.clear()>{t(k::CASES_CLEAR)}</Button>
        </Empty>
    }
    .into_any()
}

/// Beside the list while no case is open.
#[component]
pub fn NoCaseChosen() -> impl IntoView {
    view! { <section class="pane"><div class="pane-body"><Empty icon="cases" title=t(k::CASES_CHOOSE)/></div></section> }
}
