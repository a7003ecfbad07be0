//! Logging a service: from an open case a common one takes three taps, Log, type, Save. Correcting one uses the same
//! form.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;
use yaninda_shared::{
    cases::{CaseFilter, CaseSummary},
    catalogue,
    ids::{CaseId, ServiceId},
    services::ServiceDraft,
    timeline::Entry as TimelineEntry,
};

use super::{
    fields::Fields,
    form::Form,
    types::{Types, first},
};
use crate::{
    cases::Whose,
    components::{Button, Empty, Kind, LoadedList, PageBar, Row, Rows, hold},
    i18n::{self, k, t},
    ids,
    store::{self, Failure},
    timeline::{Once, href},
};

/// What is being entered. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Entering {
    pub case: CaseId,
    /// One id for one entry: saving again after a failure cannot make a second one.
    pub id: ServiceId,
    /// The version that is corrected; `None` for a new entry.
    pub version: RwSignal<Option<i64>>,
    /// What the form starts from.
    pub from: RwSignal<Option<ServiceDraft>>,
    pub failure: RwSignal<Option<Failure>>,
    /// Whether something was typed.
    pub typed: RwSignal<bool>,
}

impl Entering {
    /// Where the form returns to: the entry it corrected, or the case.
    pub(super) fn back(self) -> String {
        if self.version.get_untracked().is_some() {
            href(self.case, self.id.uuid())
        } else {
            format!("/cases/{}", self.case)
        }
    }
}

/// `/log?case=…&service=…`: a new entry, or one to correct.
#[component]
pub fn LogScreen() -> impl IntoView {
    let query = use_query_map();
    let case = Memo::new(move |_| query.with(|query| query.get("case")?.parse::<CaseId>().ok()));
    let service = Memo::new(move |_| query.with(|query| query.get("service")?.parse::<Uuid>().ok()));
    let back = match (case.get_untracked(), service.get_untracked()) {
        (Some(case), Some(service)) => href(case, service),
        (Some(case), None) => format!("/cases/{case}"),
        (None, _) => "/cases".to_owned(),
    };
    let title = t(if service.get_untracked().is_some() { k::LOG_CORRECT } else { k::LOG_TITLE });
    view! {
        <section class="pane pane-on log">
            <PageBar title=title.to_owned() back=back/>
            <div class="pane-body">
                {move || match (case.get(), service.get()) {
                    (None, _) => view! { <ChooseCase/> }.into_any(),
                    (Some(case), None) => view! { <Whose case=case/><Entry case=case existing=None/> }.into_any(),
                    (Some(case), Some(service)) => view! { <Whose case=case/><Once case=case entry=service view=correct/> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Without a case: whose it is comes first.
#[component]
fn ChooseCase() -> impl IntoView {
    let filter = Signal::stored(CaseFilter { mine: true, ..CaseFilter::default() });
    view! {
        <h2>{t(k::LOG_FOR_WHOM)}</h2>
        <LoadedList listing=store::cases::list(filter) view={|cases: Vec<CaseSummary>| {
            if cases.is_empty() {
                return view! { <Empty icon="cases" title=t(k::CASES_EMPTY_TITLE) text=t(k::CASES_EMPTY_TEXT)/> }.into_any();
            }
            view! { <Rows>{cases.into_iter().map(|case| view! {
                <Row href=format!("/log?case={}", case.id)>
                    <span class="grow row-title">{case.code_name.as_str().to_owned()}</span>
                    <span class="row-number" dir="ltr">{case.number}</span>
                </Row>
            }).collect_view()}</Rows> }.into_any()
        }}/>
    }
}

fn correct(entry: TimelineEntry) -> AnyView {
    match entry {
        TimelineEntry::Service(service) => {
            let existing = Some((service.id, service.meta.version, service.draft));
            view! { <Entry case=service.case existing=existing/> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Type and form of one entry.
#[component]
fn Entry(case: CaseId, existing: Option<(ServiceId, i64, ServiceDraft)>) -> impl IntoView {
    let correcting = existing.is_some();
    let (entering, chosen) = hold(|| {
        let (id, version, from) = match existing {
            Some((id, version, draft)) => (id, Some(version), Some(draft)),
            None => (ids::new(ServiceId::from_parts), None, None),
        };
        let chosen = RwSignal::new(from.as_ref().and_then(|draft| catalogue::find(&draft.code)));
        let entering = Entering {
            case,
            id,
            version: RwSignal::new(version),
            from: RwSignal::new(from),
            failure: RwSignal::new(None),
            typed: RwSignal::new(false),
        };
        ((entering, chosen), entering.typed.into())
    });
    move || {
        match chosen.get() {
        None => {
            let usual = catalogue::all().filter(|kind| kind.common);
            view! { <Types chosen=chosen first=first(&store::habits::favourites(), usual)/> }.into_any()
        }
        Some(kind) => view! {
            <div class="cluster">
                <strong class="grow" data-test="chosen-type">{i18n::service(kind.code)}</strong>
                {(!correcting).then(|| view! {
                    <Button kind=Kind::Quiet compact=true on_press=move |()| { entering.from.set(None); chosen.set(None); }>{t(k::LOG_CHANGE_TYPE)}</Button>
                })}
            </div>
            // Filled anew when an entry is repeated or somebody else's version is taken.
            {move || {
                let from = entering.from.get();
                let form = hold(|| (Form::new(kind, from), entering.typed.into()));
                view! { <Fields entering=entering form=form/> }
            }}
        }
        .into_any(),
    }
    }
}
