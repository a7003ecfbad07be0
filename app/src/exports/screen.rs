//! The page of files to hand over. `?case=…` asks for a file of that case alone.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use yaninda_shared::{exports::ExportRecord, ids::CaseId, users::Colleague};

use super::{
    ask,
    decide::DecideSheet,
    request::{Request, TakeSheet},
    standard::Standard,
};
use crate::{
    cases::Whose,
    components::{Button, Empty, Kind, Loaded, PageBar, Rows, Section, opened_from},
    forms::{EditSheet, Job},
    i18n::{k, t},
    store::{self, Reading},
};

/// Which request a sheet is open for.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    pub(super) decided: RwSignal<Option<ExportRecord>>,
    pub(super) deciding: RwSignal<bool>,
    pub(super) taken: RwSignal<Option<ExportRecord>>,
    pub(super) taking: RwSignal<bool>,
    /// For names beside ids.
    pub(super) people: Reading<Vec<Colleague>>,
}

/// `/exports`.
#[component]
pub fn ExportsScreen() -> impl IntoView {
    let doing = Doing {
        decided: RwSignal::new(None),
        deciding: RwSignal::new(false),
        taken: RwSignal::new(None),
        taking: RwSignal::new(false),
        people: store::colleagues::list(),
    };
    let job = RwSignal::new_local(None::<Job>);
    let query = use_query_map();
    let case = Memo::new(move |_| query.with(|query| query.get("case")?.parse::<CaseId>().ok()));
    let ask = move |()| job.set(Some(ask::job(case.get_untracked())));
    let requests = move |all: Vec<ExportRecord>| {
        if all.is_empty() {
            return view! { <Empty icon="lock" title=t(k::EXPORTS_NONE)/> }.into_any();
        }
        let rows = all.into_iter().map(move |request| view! { <Request request=request doing=doing/> });
        view! { <Rows>{rows.collect_view()}</Rows> }.into_any()
    };
    view! {
        <section class="pane pane-on exports">
            <PageBar title=t(k::EXPORTS_TITLE).to_owned() back=opened_from()/>
            <div class="pane-body">
                <Section title=t(k::EXPORTS_NAMED_TITLE)>
                    <p class="sm muted">{t(k::EXPORTS_NAMED_LEAD)}</p>
                    {move || case.get().map(|case| view! { <Whose case=case/> })}
                    <div><Button kind=Kind::Soft icon="lock" on_press=ask attr:data-test="ask-export">{t(k::EXPORTS_ASK)}</Button></div>
                    <Loaded reading=store::exports::list() view=requests/>
                </Section>
                <Standard/>
            </div>
        </section>
        <EditSheet job=job/>
        <DecideSheet doing=doing/>
        <TakeSheet doing=doing/>
    }
}
