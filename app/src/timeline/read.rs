//! One entry with everything on it: what it says, its files, its comments, its past, and what can be done with it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yaninda_shared::{
    catalogue,
    ids::{CaseId, ServiceId},
    milestones::MilestoneState,
    outcomes::AssessmentRecord,
    policy::Action,
    record::RecordKind,
    services::{FieldValue, ServiceRecord},
    timeline::{Entry, EntryDetail},
    values::ShortText,
};

use super::{entry, facts, facts::Facts, history::History, withdraw::Withdraw};
use crate::{
    appointments::{AppointmentParts, PageTasks},
    approvals::Requests,
    attachments::Files,
    cases::case_id,
    clocks::RuleSaid,
    comments::Comments,
    components::{Button, HoldToReveal, Icon, Kind, LinkButton, Loaded, Note, PageBar, Size, Tone, hold},
    format,
    i18n::{self, k, t, tf},
    outcomes::{RateSheet, Start},
    store,
};

/// `/cases/{case}/entry/{entry}`.
#[component]
pub fn EntryScreen() -> impl IntoView {
    let params = use_params_map();
    let case = case_id();
    let entry = Memo::new(move |_| params.with(|params| params.get("entry")?.parse::<Uuid>().ok()));
    view! {
        {move || case.get().zip(entry.get()).map(|(case, entry)| view! { <Screen case=case entry=entry/> })}
    }
}

#[component]
fn Screen(case: CaseId, entry: Uuid) -> impl IntoView {
    let record = store::cases::one(Signal::stored(Some(case)));
    let may = move |action| store::cases::may(record, action);
    let detail = store::entries::one(Signal::stored(Some((case, entry))));
    let people = store::colleagues::list();
    let key = Signal::derive(move || detail.get().map(|detail| entry::key(&detail.item.entry)));
    let code_name =
        Signal::derive(move || record.get().map_or_else(String::new, |case| case.code_name.as_str().to_owned()));
    let withdrawing = RwSignal::new(false);
    // Here, where they outlive what is drawn anew when the entry is read again.
    let booked = Memo::new(move |_| matches!(key.get(), Some((RecordKind::Appointment, ..))).then_some(case));
    let tasks = PageTasks::new(booked.into(), entry);
    // Kept through a lock, with what is typed in its form.
    let correcting = hold(|| {
        let correcting = RwSignal::new(None::<Start>);
        (correcting, Signal::derive(move || correcting.with(Option::is_some)))
    });
    let correct = Callback::new(move |one: AssessmentRecord| {
        correcting.set(untrack(|| record.get()).map(|case| Start::correct(&case, one)));
    });
    let done = Callback::new(move |()| correcting.set(None));
    let may_write = may(Action::EntryWrite);
    let stands = Signal::derive(move || detail.get().is_some_and(|detail| !entry::is_withdrawn(&detail.item.entry)));
    let may_attach = Signal::derive(move || may_write.get() && stands.get());
    view! {
        <section class="pane pane-on entry">
            <PageBar title=code_name back=format!("/cases/{case}")/>
            <div class="pane-body">
                <Loaded reading=detail view=move |detail: EntryDetail| view! {
                    <Said case=case detail=detail tasks=tasks may_write=may_write withdrawing=withdrawing correct=correct/>
                }/>
                <Files case=case detail=detail key=key may_write=may_attach/>
                <Comments case=case record=record detail=detail key=key may_write=may(Action::CommentWrite) may_resolve=may(Action::CommentResolve)/>
                {move || detail.get().map(|detail| view! { <History detail=detail people=people/> })}
            </div>
            <Withdraw open=withdrawing case=case entry=key/>
            {move || correcting.get().map(|start| view! { <RateSheet start=start done=done/> })}
        </section>
    }
}

/// What the entry says, and what can be done with it.
#[component]
fn Said(
    case: CaseId,
    detail: EntryDetail,
    tasks: PageTasks,
    may_write: Signal<bool>,
    withdrawing: RwSignal<bool>,
    correct: Callback<AssessmentRecord>,
) -> impl IntoView {
    let shown = entry::show(&detail.item.entry);
    let withdrawn = entry::is_withdrawn(&detail.item.entry);
    let struck = entry::is_struck(&detail.item.entry);
    let said = facts::beside_heading(&detail.item.entry);
    let body = match &detail.item.entry {
        Entry::Note(note) => Some(note.draft.body.as_str().to_owned()),
        Entry::Goal(goal) => Some(goal.draft.words.as_str().to_owned()),
        _ => None,
    };
    let hidden = match &detail.item.entry {
        Entry::Service(service) => service.details_hidden,
        Entry::Appointment(one) => one.details_hidden,
        Entry::Document(_)
        | Entry::Note(_)
        | Entry::Consent(_)
        | Entry::Event(_)
        | Entry::Assessment(_)
        | Entry::Milestone(_)
        | Entry::Plan(_)
        | Entry::Goal(_) => false,
    };
    let lawful = match &detail.item.entry {
        Entry::Document(document) if document.over_legal_max => document.lawful_end,
        _ => None,
    };
    let (over, cited) = (lawful.is_some(), lawful.and_then(|end| end.rule));
    let lawful = lawful.map(|end| end.on);
    let appointment = match &detail.item.entry {
        Entry::Appointment(one) => Some(one.clone()),
        _ => None,
    };
    let payment = match &detail.item.entry {
        Entry::Service(service) => Some((service.id.uuid(), service.approval)),
        _ => None,
    };
    let entry = StoredValue::new(detail.item.entry);
    view! {
        <div class="entry-head" class:timeline-struck=struck>
            <span class="timeline-icon"><Icon name=shown.icon size=Size::Small/></span>
            <p class="timeline-title"><strong class="entry-title" dir="auto" data-test="entry-title">{shown.title}</strong>{shown.tag}</p>
        </div>
        {withdrawn.then(|| view! { <Withdrawn reason=detail.withdraw_reason/> })}
        {over.then(|| view! {
            <div data-test="over-law">
                <Note tone=Tone::Due>
                    <p>{t(k::DOCUMENTS_OVER_MAX)}</p>
                    {lawful.map(|day| view! { <p>{[t(k::DOCUMENTS_LEGAL_MAX), ": ", &format::day(day)].concat()}</p> })}
                    {cited.map(|cited| view! { <RuleSaid rules=store::clocks::rules() cited=cited/> })}
                </Note>
            </div>
        })}
        {hidden.then(|| view! { <p class="muted">{t(k::TIMELINE_HIDDEN)}</p> })}
        {body.map(|body| view! { <p class="card card-pad note-body" dir="auto">{body}</p> })}
        <Facts facts=said/>
        {appointment.map(|one| view! { <AppointmentParts one=one tasks=tasks may_write=may_write/> })}
        {payment.map(|(service, state)| view! { <Requests case=case service=service state=state may_ask=may_write/> })}
        {move || (may_write.get() && !withdrawn && !hidden).then(|| view! {
            <Actions case=case entry=entry.get_value() withdrawing=withdrawing correct=correct/>
        })}
    }
}

#[component]
fn Withdrawn(reason: Option<ShortText>) -> impl IntoView {
    let said = match &reason {
        Some(reason) => tf(k::ENTRY_WITHDRAWN_BECAUSE, &[("reason", reason.as_str())]),
        None => t(k::TIMELINE_WITHDRAWN).to_owned(),
    };
    view! { <Note><p dir="auto" data-test="withdrawn">{said}</p></Note> }
}

/// Details that are shown masked, to be revealed one by one.
fn masked(service: &ServiceRecord) -> Vec<(ServiceId, &'static str)> {
    let fields = catalogue::find(&service.draft.code).map_or(&[][..], |kind| kind.fields);
    let is_masked = |key: &str| match service.draft.details.get(key) {
        Some(FieldValue::Text(text)) => text.is_mask(),
        _ => false,
    };
    fields.iter().filter(|spec| is_masked(spec.key)).map(|spec| (service.id, spec.key)).collect()
}

#[component]
fn Actions(
    case: CaseId,
    entry: Entry,
    withdrawing: RwSignal<bool>,
    correct: Callback<AssessmentRecord>,
) -> impl IntoView {
    let (kind, id, _) = entry::key(&entry);
    let assessment = match &entry {
        Entry::Assessment(one) => Some(one.clone()),
        _ => None,
    };
    let form = match kind {
        RecordKind::Service => Some(format!("/log?case={case}&service={id}")),
        RecordKind::Document => Some(format!("/cases/{case}/document?entry={id}")),
        RecordKind::Note => Some(format!("/cases/{case}/note?entry={id}")),
        _ => None,
    };
    // What a supervisor confirmed is undone by one, on the tab of the case.
    let milestone = matches!(&entry, Entry::Milestone(one) if one.state != MilestoneState::Confirmed);
    // What was agreed about the plan is corrected there.
    let plan = kind == RecordKind::Plan;
    if form.is_none() && assessment.is_none() && !milestone && !plan {
        return ().into_any();
    }
    let document = match &entry {
        Entry::Document(document) => {
            Some((document.id, document.superseded_by.is_none(), document.draft.number.is_some()))
        }
        _ => None,
    };
    let masked = match &entry {
        Entry::Service(service) => masked(service),
        _ => Vec::new(),
    };
    view! {
        <div class="cluster">
            {form.map(|form| view! { <LinkButton href=form kind=Kind::Soft icon="edit" compact=true attr:data-test="correct">{t(k::TIMELINE_CORRECT)}</LinkButton> })}
            {assessment.map(|one| view! {
                <Button kind=Kind::Soft icon="edit" compact=true on_press=move |()| correct.run(one.clone()) attr:data-test="correct">{t(k::TIMELINE_CORRECT)}</Button>
            })}
            {plan.then(|| view! { <LinkButton href=format!("/cases/{case}/recovery") kind=Kind::Soft icon="book" compact=true>{t(k::PLANS_TITLE)}</LinkButton> })}
            {document.map(|(document, newest, numbered)| view! {
                {newest.then(|| view! {
                    <LinkButton href=format!("/cases/{case}/document?replaces={id}") icon="plus" compact=true attr:data-test="renew">{t(k::DOCUMENTS_RENEW)}</LinkButton>
                })}
                {numbered.then(|| view! { <HoldToReveal of=t(k::DOCUMENTS_NUMBER) reveal=move || store::documents::number(case, document)/> })}
            })}
            {masked.into_iter().map(|(service, key)| view! {
                <HoldToReveal of=i18n::field(key) reveal=move || store::services::detail(case, service, key)/>
            }).collect_view()}
            <Button icon="close" compact=true on_press=move |()| withdrawing.set(true) attr:data-test="withdraw">{t(k::ACTION_WITHDRAW)}</Button>
        </div>
    }
    .into_any()
}
