//! One case: its head and its tabs.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_params_map};
use yaninda_shared::{
    cases::CaseRecord,
    ids::CaseId,
    policy::{Action, allows},
};

use super::team::{ClosingNote, Doing, MenuButton, TeamSheet};
use crate::{
    approvals::TransferNote,
    components::{HoldToReveal, Kind, LinkButton, Loaded, PageBar, RiskMark, Tab, Tabs},
    format,
    i18n::{Label, k, t},
    store::{self, Load, Reading},
};

/// The case the address names. Call it inside a component under `/cases/:id`.
#[must_use]
pub fn case_id() -> Signal<Option<CaseId>> {
    let params = use_params_map();
    Signal::derive(move || params.with(|params| CaseId::from_str(&params.get("id")?).ok()))
}

/// The case whose screen this is inside of.
#[must_use]
pub fn this_case() -> Reading<CaseRecord> {
    use_context().unwrap_or_else(|| store::cases::one(case_id()))
}

/// Head and tabs; the part is the outlet.
#[component]
pub fn CaseScreen() -> impl IntoView {
    let case = case_id();
    let record = store::cases::one(case);
    let doing = Doing::nothing(record);
    provide_context(record);
    let title =
        Signal::derive(move || record.get().map_or_else(String::new, |case| case.code_name.as_str().to_owned()));
    let tabs = Signal::derive(move || {
        let base = case.get().map_or_else(String::new, |case| format!("/cases/{case}"));
        let tab = |part: &str, label| Tab { href: format!("{base}{part}"), label };
        vec![
            tab("", t(k::CASES_TIMELINE)),
            tab("/services", t(k::CASES_SERVICES)),
            tab("/recovery", t(k::CASES_RECOVERY)),
            tab("/appointments", t(k::CASES_APPOINTMENTS)),
            tab("/documents", t(k::CASES_DOCUMENTS)),
            tab("/profile", t(k::CASES_PROFILE)),
        ]
    });
    // What keeps the head away keeps its parts away too: it is said once.
    let failed = Memo::new(move |_| matches!(record.load(), Load::Failed(_)));
    view! {
        <section class="pane pane-on case">
            <PageBar title=title back="/cases"><MenuButton doing=doing/></PageBar>
            <Loaded reading=record view=move |case: CaseRecord| view! { <Head case=case doing=doing/> }/>
            <div hidden=move || failed.get()>
                <Tabs label=t(k::CASES_TABS) tabs=tabs/>
                <div class="pane-body"><Outlet/></div>
            </div>
        </section>
        <TeamSheet doing=doing/>
    }
}

/// What matters at a glance, and what can be done.
#[component]
fn Head(case: CaseRecord, doing: Doing) -> impl IntoView {
    let id = case.id;
    let people = store::colleagues::list();
    let may = |action| store::session::role().is_some_and(|role| allows(role, action, case.relation));
    let reveal = may(Action::CaseReveal);
    let write = may(Action::EntryWrite);
    let log = write && case.status.is_open();
    let worker = case.worker;
    view! {
        <div class="case-head">
            <p class="cluster">
                <span class="row-number" dir="ltr">{case.number.clone()}</span>
                {reveal.then(|| view! { <HoldToReveal reveal=move || name_of(id)/> })}
            </p>
            <dl class="case-facts">
                <div><dt>{t(k::OPEN_RISK)}</dt><dd><RiskMark risk=case.risk/></dd></div>
                <div><dt>{t(k::CASE_STATUS)}</dt><dd>{case.status.label()}</dd></div>
                <div><dt>{t(k::CASE_WORKER)}</dt><dd><bdi>{move || worker.map_or_else(|| t(k::CASE_NOBODY).to_owned(), |worker| store::colleagues::name(people, worker))}</bdi></dd></div>
                {case.next_due_on.map(|day| view! { <div><dt>{t(k::CASE_NEXT)}</dt><dd>{[format::day(day), format::due(day)].join(" · ")}</dd></div> })}
            </dl>
            <ClosingNote case=case doing=doing/>
            <TransferNote case=id/>
            <p class="cluster">
                {log.then(|| view! {
                    <LinkButton href=format!("/log?case={id}") kind=Kind::Primary icon="plus" attr:data-test="log">{t(k::NAV_LOG)}</LinkButton>
                })}
                {log.then(|| view! {
                    <LinkButton href=format!("/book?case={id}") icon="cal" attr:data-test="book">{t(k::CASES_BOOK)}</LinkButton>
                })}
                {write.then(|| view! {
                    <LinkButton href=format!("/cases/{id}/note") icon="edit" attr:data-test="write-note">{t(k::NOTES_WRITE)}</LinkButton>
                })}
            </p>
        </div>
    }
}

async fn name_of(case: CaseId) -> Result<String, store::Failure> {
    Ok(store::cases::reveal(case, false).await?.full_name().unwrap_or_default())
}
