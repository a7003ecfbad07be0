//! The page of reports: what is asked for on one side, the figures on the other.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    ids::ReleaseId,
    policy::{Action, Relation},
    releases::ReleaseRecord,
    reports::DonorReport,
};

use super::{
    exact::Exact,
    list::{Releases, is_waiting, names},
    period::{ChoosePeriod, usual},
    publish::Publish,
    release::Release,
};
use crate::{
    browser,
    components::{Empty, PageBar, PrivateForm, Segmented, SelectField, opened_from},
    i18n::{k, t},
    store::{self, Listing, Reading, session},
};

/// Milliseconds between two looks at how far a release is.
const LOOK: i32 = 1500;

/// `/reports`.
#[component]
pub fn ReportsScreen() -> impl IntoView {
    let may_exact = session::may(Action::ReportRead, Relation::Office);
    let exact = RwSignal::new(may_exact);
    let period = RwSignal::new(usual());
    let fund = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<ReleaseId>);
    let list = store::releases::list();
    let (names, is_chosen) = (names(), Memo::new(move |_| chosen.get().is_some()));
    follow(list);
    let modes = vec![(true, t(k::REPORTS_EXACT).to_owned()), (false, t(k::RELEASES_TITLE).to_owned())];
    let wanted = Signal::derive(move || period.get().filter(|_| exact.get()));
    let report = store::reports::donor(wanted, fund.into());
    view! {
        <section class="pane pane-on reports">
            <PageBar title=t(k::REPORTS_TITLE).to_owned() back=opened_from()/>
            <div class="pane-body report-columns">
                <div class="stack">
                    <PrivateForm class="stack" submit=|| ()>
                        {may_exact.then(|| view! { <Segmented legend=t(k::REPORTS_TITLE) options=modes value=exact/> })}
                        <ChoosePeriod period=period/>
                        <Show when=move || exact.get()><Funds report=report fund=fund/></Show>
                    </PrivateForm>
                    <Show when=move || !exact.get()>
                        <Publish period=period chosen=chosen/>
                        <Releases list=list names=names chosen=chosen/>
                    </Show>
                </div>
                <div class="stack report-figures">
                    {move || match (exact.get(), is_chosen.get()) {
                        (true, _) => view! { <Exact report=report period=period fund=fund/> }.into_any(),
                        (false, true) => view! { <Release list=list names=names chosen=chosen/> }.into_any(),
                        (false, false) => view! { <Empty icon="chart" title=t(k::RELEASES_ONE) text=t(k::RELEASES_CHOOSE)/> }.into_any(),
                    }}
                </div>
            </div>
        </section>
    }
}

/// Looks again while something is on its way.
fn follow(list: Listing<ReleaseRecord>) {
    Effect::new(move || {
        if list.load().ready().is_some_and(|all| is_waiting(&all)) {
            spawn_local(async move {
                browser::sleep(LOOK).await;
                store::releases::look_again();
            });
        }
    });
}

/// The funds that paid something in the period.
#[component]
fn Funds(report: Reading<DonorReport>, fund: RwSignal<String>) -> impl IntoView {
    // Of a report of one fund the others are not known: those known before stay.
    let funds = Memo::new(move |known: Option<&Vec<String>>| {
        let known = known.cloned().unwrap_or_default();
        match report.get() {
            Some(DonorReport { fund: None, spend, .. }) => {
                let mut named: Vec<String> =
                    spend.into_iter().filter_map(|one| one.fund.map(|fund| fund.as_str().to_owned())).collect();
                named.sort_unstable();
                named.dedup();
                named
            }
            _ => known,
        }
    });
    let options = Signal::derive(move || funds.get().into_iter().map(|fund| (fund.clone(), fund)).collect::<Vec<_>>());
    view! { <SelectField label=t(k::REPORTS_FUND) value=fund options=options empty=t(k::REPORTS_FUND_ALL)/> }
}
