//! The papers of a case: what runs out first stands first.

use leptos::prelude::*;
use yaninda_shared::{clocks::DeadlineRecord, documents::DocumentRecord, policy::Action};

use super::clock::{Clock, Place, is_near, place};
use crate::{
    cases::{case_id, this_case},
    clocks::Deadlines,
    components::{DocumentTag, Empty, Icon, LinkButton, LoadedList, Row, Rows, Section, Tag},
    format,
    i18n::{Label, k, t, tf},
    store,
    timeline::href,
};

/// The list, and adding one.
#[component]
pub fn Documents() -> impl IntoView {
    let case = case_id();
    let may_write = store::cases::may(this_case(), Action::EntryWrite);
    let deadlines = store::clocks::deadlines(case);
    view! {
        {move || case.get().filter(|_| may_write.get()).map(|case| view! {
            <p><LinkButton href=format!("/cases/{case}/document") icon="plus" compact=true attr:data-test="add-document">{t(k::DOCUMENTS_ADD)}</LinkButton></p>
        })}
        <Deadlines case=case/>
        <LoadedList listing=store::documents::list(case) view={move |mut documents: Vec<DocumentRecord>| {
            if documents.is_empty() {
                return view! { <Empty icon="id" title=t(k::DOCUMENTS_EMPTY) text=t(k::DOCUMENTS_EMPTY_TEXT)/> }.into_any();
            }
            documents.sort_by_key(|document| document.draft.expires_on.unwrap_or(chrono::NaiveDate::MAX));
            let near = deadlines.get().unwrap_or_default();
            let of = |wanted| documents.iter().filter(|document| place(document) == wanted).cloned().collect::<Vec<_>>();
            view! {
                {group(t(k::DOCUMENTS_RUNNING), of(Place::Running), &near)}
                {group(t(k::DOCUMENTS_LASTING), of(Place::Lasting), &near)}
                {group(t(k::DOCUMENTS_PAST), of(Place::Past), &near)}
            }.into_any()
        }}/>
    }
}

fn group(title: &'static str, documents: Vec<DocumentRecord>, deadlines: &[DeadlineRecord]) -> Option<AnyView> {
    let count = format::number(i64::try_from(documents.len()).unwrap_or(i64::MAX));
    let today = format::today();
    let near: Vec<bool> = documents.iter().map(|document| is_near(document, deadlines, today)).collect();
    let papers = documents.into_iter().zip(near);
    (papers.len() > 0).then(|| {
        view! {
            <Section title=title count=count>
                <Rows>{papers.map(|(document, near)| view! { <Paper document=document near=near/> }).collect_view()}</Rows>
            </Section>
        }
        .into_any()
    })
}

#[component]
fn Paper(document: DocumentRecord, near: bool) -> impl IntoView {
    let past = place(&document) == Place::Past;
    let near = near && !past;
    let (draft, id) = (document.draft.clone(), document.id.uuid());
    let ends = draft.expires_on.map(|day| tf(k::DOCUMENTS_ENDS, &[("day", &format::day(day))]));
    let number = draft.number.as_ref().map(|number| number.as_str().to_owned());
    let parts: Vec<String> = ends.into_iter().chain(number).collect();
    let left = draft.expires_on.filter(|_| !past).map(format::due);
    let replaced = document.superseded_by.is_some();
    let clock = (!past).then(|| document.clone());
    view! {
        <Row href=href(document.case, id)>
            <span class="row-icon" class:row-icon-due=near><Icon name="permit"/></span>
            <span class="grow stack-s" class:struck=document.withdrawn data-test="document">
                <span class="cluster">
                    <span class="row-title grow">{draft.kind.label()}</span>
                    {left.map(|left| view! { <strong class="sm" class:due=near>{left}</strong> })}
                </span>
                {(!parts.is_empty()).then(|| view! { <span class="row-text">{parts.join(" · ")}</span> })}
                {clock.map(|document| view! { <Clock document=document near=near/> })}
                <span class="cluster">
                    <DocumentTag status=draft.status/>
                    {replaced.then(|| view! { <Tag icon="sync" text=t(k::DOCUMENTS_REPLACED)/> })}
                    {document.withdrawn.then(|| view! { <Tag icon="close" text=t(k::TIMELINE_WITHDRAWN)/> })}
                    {document.over_legal_max.then(|| view! { <Tag tone=crate::components::Tone::Due icon="alert" text=t(k::DOCUMENTS_OVER_SHORT)/> })}
                </span>
            </span>
        </Row>
    }
}
