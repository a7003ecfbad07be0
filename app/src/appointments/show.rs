//! One appointment inside its entry: the answer, who attends, what can be done and has to be, and the mails.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    appointments::{AppointmentRecord, AppointmentState, Ending},
    ids::UserId,
};

use super::{answer::Answered, cancel::cancel, ending::PageTasks, mails::Mails, outcome::Outcomes};
use crate::{
    components::{Button, Kind, LinkButton, Note, Tone},
    format,
    forms::{EditSheet, Job},
    i18n::{k, t},
    store,
    tasks::OpenTasks,
};

/// Stands under what the entry says.
#[component]
pub fn AppointmentParts(one: AppointmentRecord, tasks: PageTasks, may_write: Signal<bool>) -> impl IntoView {
    let job = RwSignal::new_local(None::<Job>);
    // Who does not see the details does not know what a change would wipe.
    let hidden = one.details_hidden;
    let may_write = Signal::derive(move || may_write.get() && !hidden);
    let (answer, stored) = (one.answer.clone(), StoredValue::new(one.clone()));
    // Past its end nobody said how it went.
    let asked = one.state == AppointmentState::Planned && one.ends_at <= format::now();
    view! {
        {answer.map(|answer| view! { <Answered one=one.clone() answer=answer tasks=tasks may_write=may_write/> })}
        {one.draft.attended_by.map(|user| view! { <Attends user=user/> })}
        {asked.then(|| view! { <Note tone=Tone::Due icon="question"><p>{t(k::APPOINTMENTS_HOW)}</p></Note> })}
        {move || may_write.get().then(|| view! { <Actions one=stored.get_value() tasks=tasks job=job/> })}
        <OpenTasks tasks=tasks.open about=one.id.uuid()/>
        <Mails one=one tasks=tasks may_write=may_write/>
        <EditSheet job=job/>
    }
}

#[component]
fn Attends(user: UserId) -> impl IntoView {
    let people = store::colleagues::list();
    view! {
        <p class="sm"><span class="muted">{t(k::APPOINTMENTS_ATTENDS)}": "</span><bdi>{move || store::colleagues::name(people, user)}</bdi></p>
    }
}

#[component]
fn Actions(one: AppointmentRecord, tasks: PageTasks, job: RwSignal<Option<Job>, LocalStorage>) -> impl IntoView {
    let planned = one.state == AppointmentState::Planned;
    let over = one.state == AppointmentState::Cancelled;
    let begun = one.starts_at <= format::now();
    let change = format!("/book?case={}&appointment={}", one.case, one.id);
    // What was said already is corrected behind a press.
    let correcting = RwSignal::new(planned);
    let stored = StoredValue::new(one.clone());
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        let one = stored.get_value();
        spawn_local(async move {
            let check = store::appointments::ending(one.case, one.id, Ending::Cancelled).await.ok();
            job.try_set(Some(cancel(&one, check.as_ref(), tasks)));
            busy.try_set(false);
        });
    };
    let outcomes = move || {
        (!over && (begun || !planned)).then(|| view! {
            <Show
                when=move || correcting.get()
                fallback=move || view! { <Button compact=true icon="edit" on_press=move |()| correcting.set(true) attr:data-test="correct-outcome">{t(k::APPOINTMENTS_CORRECT)}</Button> }
            >
                <Outcomes one=stored.get_value() tasks=tasks job=job/>
            </Show>
        })
    };
    let changes = planned.then(|| view! {
        <LinkButton href=change kind=if begun { Kind::Line } else { Kind::Soft } icon="edit" compact=true attr:data-test="move">{t(k::APPOINTMENTS_MOVE)}</LinkButton>
        <Button compact=true icon="close" busy=busy on_press=press attr:data-test="cancel-appointment">{t(k::APPOINTMENTS_CANCEL)}</Button>
    });
    // What is done most stands first: once it has begun somebody says how it went.
    view! { <div class="cluster">{outcomes()}{changes}</div> }
}
