//! Open tasks of a case, each with what mends it and a way to be done with it.

use leptos::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    cases::CaseRecord,
    mail::Refusal,
    policy::Action,
    record::RecordKind,
    tasks::{TaskKind, TaskRecord},
};

use super::done::Done;
use crate::{
    appointments::Mending,
    cases::this_case,
    components::{Icon, LinkButton, Rows, Section, Size, Tag, Tone},
    format,
    forms::{EditSheet, Job},
    i18n::{Label, k, t},
    store::{self, Reading},
    timeline::href,
};

/// Urgent ones first, of the case or about one record of it; nothing stands here while there is none.
#[component]
pub fn OpenTasks(tasks: Reading<Vec<TaskRecord>>, #[prop(optional)] about: Option<Uuid>) -> impl IntoView {
    let record = this_case();
    let may_write = store::cases::may(record, Action::EntryWrite);
    let job = RwSignal::new_local(None::<Job>);
    let shown = move || {
        let mut all = tasks.get()?;
        all.retain(|task| about.is_none_or(|about| task.on == about));
        if all.is_empty() {
            return None;
        }
        let count = format::number(i64::try_from(all.len()).unwrap_or(i64::MAX));
        Some(view! {
            <Section title=t(k::TODAY_TASKS) count=count>
                <Rows>{all.into_iter().map(|task| view! { <Task task=task case=record linked=about.is_none() may_write=may_write job=job/> }).collect_view()}</Rows>
            </Section>
        })
    };
    view! {
        {shown}
        <EditSheet job=job/>
    }
}

/// Why no mail can go, of a task that is about that.
fn reason(task: &TaskRecord) -> Option<Refusal> {
    task.reason.or(match task.kind {
        TaskKind::AddressFailed => Some(Refusal::Bounced),
        TaskKind::MailStopped => Some(Refusal::Stopped),
        TaskKind::ReachOtherWay | TaskKind::MailRefused | TaskKind::Answered => None,
    })
}

#[component]
fn Task(
    task: TaskRecord,
    case: Reading<CaseRecord>,
    /// Whether it leads to what it is about.
    linked: bool,
    may_write: Signal<bool>,
    job: RwSignal<Option<Job>, LocalStorage>,
) -> impl IntoView {
    let reason = reason(&task);
    let late = task.urgent || task.due_on < format::today();
    let about = (linked && task.on_kind == RecordKind::Appointment).then(|| href(task.case, task.on));
    let about = StoredValue::new(about);
    let mends = move || reason.zip(case.get()).filter(|_| may_write.get());
    view! {
        <li class="row" data-test="task">
            <span class="row-icon" class:row-icon-due=late><Icon name="flag" size=Size::Small/></span>
            <div class="grow stack-s">
                <p>
                    <span class="row-title">{task.kind.label()}</span>
                    {reason.map(|reason| view! { <span class="row-text">{reason.label()}</span> })}
                    <span class="row-text">
                        {task.urgent.then(|| view! { <Tag tone=Tone::Due icon="alert" text=t(k::TASKS_URGENT)/> })}
                        " "{format::due(task.due_on)}
                    </span>
                </p>
                {move || mends().map(|(refusal, case)| view! { <Mending refusal=refusal case=case job=job/> })}
                <div class="cluster">
                    {about.get_value().map(|href| view! { <LinkButton href=href compact=true>{t(k::TASKS_OPEN)}</LinkButton> })}
                    {move || may_write.get().then(|| view! { <Done case=task.case task=task.id.uuid()/> })}
                </div>
            </div>
        </li>
    }
}
