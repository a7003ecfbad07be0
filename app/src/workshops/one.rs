//! One workshop: who came, its form, and what was answered.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde_json::json;
use yaninda_shared::{
    ids::WorkshopId,
    policy::{Action, Relation},
    record::EntryWithdrawal,
    workshops::WorkshopRecord,
};

use super::{
    feedback::{Feedback, opening},
    form::Start,
    results::Results,
    sheet::WorkshopSheet,
};
use crate::{
    components::{Button, Kind, Loaded, PageBar, Section, Tag, hold},
    format,
    forms::{self, EditSheet, Form, Job, Kind as FieldKind, Spec},
    i18n::{Label, k, t, tn},
    store::{self, session},
};

static REASON: [Spec; 1] = [Spec::new("reason", k::ENTRY_REASON, FieldKind::Line).required()];

/// Why a workshop is withdrawn.
fn withdrawal(one: &WorkshopRecord) -> Job {
    let id = one.id;
    Job {
        title: t(k::ENTRY_WITHDRAW_TITLE).to_owned(),
        lead: Some(t(k::REFERRALS_WITHDRAW_TEXT).to_owned()),
        form: Form::new(&REASON, &json!({})),
        base: json!({}),
        version: Some(one.meta.version),
        save: Rc::new(move |draft, version| {
            Box::pin(async move {
                let why: EntryWithdrawal = forms::draft(&draft)?;
                store::workshops::withdraw(id, version.unwrap_or_default(), &why).await.map(drop)
            })
        }),
    }
}

/// The workshop of the address.
pub(super) fn this() -> Signal<Option<WorkshopId>> {
    let params = use_params_map();
    Signal::derive(move || params.with(|params| params.get("id")?.parse().ok()))
}

/// `/workshops/{id}`.
#[component]
pub fn WorkshopScreen() -> impl IntoView {
    let reading = store::workshops::one(this());
    // Kept through a lock, with what is typed in its form.
    let start = hold(|| {
        let start = RwSignal::new(None::<Start>);
        (start, Signal::derive(move || start.with(Option::is_some)))
    });
    let job = RwSignal::new_local(None::<Job>);
    let may = session::may(Action::WorkshopWrite, Relation::Office);
    let done = Callback::new(move |()| start.set(None));
    let open = Callback::new(move |one: WorkshopRecord| job.set(Some(opening(&one))));
    view! {
        <section class="pane pane-on training">
            <PageBar title=t(k::RECORD_KIND_WORKSHOP).to_owned() back="/workshops".to_owned()/>
            <div class="pane-body stack">
                <Loaded reading=reading view={move |one: WorkshopRecord| {
                    let (changed, struck) = (one.clone(), one.clone());
                    view! {
                        <About one=one.clone()/>
                        {(may && !one.withdrawn).then(|| view! {
                            <div class="cluster">
                                <Button icon="edit" compact=true on_press=move |()| start.set(Some(Start::change(&changed))) attr:data-test="change">{t(k::ACTION_EDIT)}</Button>
                                <Button kind=Kind::Quiet compact=true on_press=move |()| job.set(Some(withdrawal(&struck))) attr:data-test="withdraw">{t(k::ACTION_WITHDRAW)}</Button>
                            </div>
                        })}
                        <Feedback one=one.clone() may_write=may open=open/>
                        <Results one=one/>
                    }
                }}/>
            </div>
        </section>
        {move || start.get().map(|start| view! { <WorkshopSheet start=start done=done/> })}
        <EditSheet job=job/>
    }
}

#[component]
fn About(one: WorkshopRecord) -> impl IntoView {
    let units = store::referrals::units();
    let attendance = one.draft.attendance.clone();
    let topics = one.draft.topics.iter().map(|topic| topic.label()).collect::<Vec<_>>().join(t(k::FORM_COMMA));
    let people = move || {
        let known = units.get().unwrap_or_default();
        let line = |line: &yaninda_shared::workshops::Attendance| {
            let unit = known.iter().find(|unit| unit.id == line.unit);
            let name = unit.map_or_else(String::new, |unit| unit.draft.name.as_str().to_owned());
            view! { <li class="row"><span class="grow" dir="auto">{name}</span><span class="num">{format::number(line.people.into())}</span></li> }
        };
        attendance.iter().map(line).collect_view()
    };
    view! {
        <div class="card card-pad stack-s">
            <p class="row-title">{format::day(one.draft.held_on)}" · "<bdi>{one.draft.place.as_str().to_owned()}</bdi>
                {one.withdrawn.then(|| view! { " "<Tag text=t(k::TIMELINE_WITHDRAWN)/> })}
            </p>
            <p>{topics}</p>
            {one.draft.note.as_ref().map(|note| view! { <p class="workshop-note" dir="auto">{note.as_str().to_owned()}</p> })}
        </div>
        <Section title=t(k::WORKSHOPS_PARTICIPANTS) count=format::number(one.draft.participants().into())>
            {if one.draft.attendance.is_empty() {
                view! { <p class="sm muted">{tn(k::COUNT_PARTICIPANTS, 0)}</p> }.into_any()
            } else {
                view! { <ul class="card rows">{people}</ul> }.into_any()
            }}
        </Section>
    }
}
