//! The screen.

use leptos::prelude::*;
use yaninda_shared::overview::Overview;

use super::{attention::Attention, milestones::Milestones, recovery::Recovery, spend::Spend, workers::Workers};
use crate::{
    caseload::ReassignSheet,
    components::{Loaded, PageBar, Places},
    format,
    i18n::{k, t, tf},
    store::{self, session},
};

/// `/overview`.
#[component]
pub fn OverviewScreen() -> impl IntoView {
    let people = store::colleagues::list();
    // Whose caseload is handed over.
    let leaver = RwSignal::new(None);
    let office = session::me().map(|me| me.office_name.as_str().to_owned()).unwrap_or_default();
    let subtitle = tf(k::OVERVIEW_UNTIL, &[("office", &office), ("day", &format::day_short(format::today()))]);
    view! {
        <section class="pane pane-on overview">
            <PageBar title=t(k::OVERVIEW_TITLE).to_owned() subtitle=subtitle/>
            <div class="pane-body">
                <Loaded reading=store::overview::all() view={move |all: Overview| view! {
                    <Attention all=all.clone()/>
                    <div class="overview-charts">
                        <Workers loads=all.workers people=people leaver=leaver/>
                        <Milestones months=all.milestones/>
                        <Recovery domains=all.recovery/>
                        <Spend lines=all.spend/>
                    </div>
                }}/>
                <Places/>
            </div>
        </section>
        <ReassignSheet leaver=leaver people=people/>
    }
}
