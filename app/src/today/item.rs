//! One thing that is due: whose case, what, and when.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    appointments::{AppointmentState, Outcome},
    ids::{AppointmentId, CaseId},
    today::{DueItem, DueKind},
};

use super::group::{href, icon, subject};
use crate::{
    appointments::{AppointmentTag, ConfirmAnswer, say_by_id},
    clocks::Answers,
    components::{Button, Icon, LinkButton, Row},
    format,
    i18n::{Label, k, t, tf},
    store,
    tasks::Done,
};

/// The row opens the record. A possible duplicate is about two cases and has a way to each.
#[component]
pub(super) fn Item(item: DueItem) -> impl IntoView {
    if matches!(item.kind, DueKind::Appointment | DueKind::OutcomeMissing) {
        return view! { <Appointment item=item/> }.into_any();
    }
    let day = format::day_short(item.on);
    // A waiting thing says since when; a date says how far it is.
    let (end, below) = match item.kind {
        DueKind::DocumentExpires => (format::due(item.on), Some(tf(k::DOCUMENTS_ENDS, &[("day", &day)]))),
        DueKind::NextStep
        | DueKind::DeadlineDue
        | DueKind::DeadlineEscalated
        | DueKind::ConfirmContact
        | DueKind::Task
        | DueKind::AssessmentDue
        | DueKind::MilestoneDue
        | DueKind::GoalDue
        | DueKind::PlanReview => (format::due(item.on), None),
        _ => (tf(k::TODAY_SINCE, &[("day", &day)]), None),
    };
    let late = item.on < format::today()
        && matches!(
            item.kind,
            DueKind::DocumentExpires
                | DueKind::DeadlineDue
                | DueKind::DeadlineEscalated
                | DueKind::NextStep
                | DueKind::Task
                | DueKind::AssessmentDue
                | DueKind::GoalDue
                | DueKind::PlanReview
        )
        || item.urgent;
    let text = subject(&item);
    let (name, icon) = (item.code_name.as_str().to_owned(), icon(item.kind));
    // A supervisor sees who was reminded, and since when.
    let whose = item.deadline.filter(|_| item.kind == DueKind::DeadlineEscalated).map(|deadline| {
        let people = store::colleagues::list();
        move || {
            let who = deadline
                .worker
                .map_or_else(|| t(k::CASE_NOBODY).to_owned(), |user| store::colleagues::name(people, user));
            tf(k::CLOCKS_WHOSE, &[("who", &who), ("day", &format::day_short(deadline.shown_since))])
        }
    });
    let inner = view! {
        <span class="row-icon" class:row-icon-due=late><Icon name=icon/></span>
        <span class="grow">
            <span class="row-title"><bdi>{name.clone()}</bdi>" "<span class="row-number" dir="ltr">{item.number.clone()}</span></span>
            <span class="row-text">{text}</span>
            <ConfirmAnswer unverified=item.unverified/>
            {item.starts.map(|starts| view! { <span class="row-text">{format::day_time(starts)}</span> })}
            {whose.map(|whose| view! { <span class="row-text"><bdi>{whose}</bdi></span> })}
            {item.reason.map(|reason| view! { <span class="row-text">{reason.label()}</span> })}
        </span>
        <span class="row-end"><span class:due=late>{end}</span>{below.map(|below| view! { <span class="row-text">{below}</span> })}</span>
    };
    if let Some(deadline) = item.deadline {
        return view! {
            <Row>
                {inner}
                <span class="cluster today-pair" data-test="reminder">
                    <LinkButton href=href(&item) compact=true>{tf(k::TODAY_OPEN, &[("name", &name)])}</LinkButton>
                    <Answers case=item.case id=deadline.id version=deadline.version due_on=item.on/>
                </span>
            </Row>
        }
        .into_any();
    }
    match (item.kind, item.record) {
        (DueKind::PossibleDuplicate, Some(other)) => view! {
            <Row>
                {inner}
                <span class="cluster today-pair">
                    <LinkButton href=href(&item) compact=true>{tf(k::TODAY_OPEN, &[("name", &name)])}</LinkButton>
                    <LinkButton href="/cases/".to_owned() + &other.to_string() compact=true>{t(k::TODAY_OTHER)}</LinkButton>
                </span>
            </Row>
        }
        .into_any(),
        (DueKind::Task, Some(task)) => view! {
            <Row>
                {inner}
                <span class="cluster today-pair">
                    <LinkButton href=href(&item) compact=true>{tf(k::TODAY_OPEN, &[("name", &name)])}</LinkButton>
                    <Done case=item.case task=task/>
                </span>
            </Row>
        }
        .into_any(),
        _ => view! { <Row href=href(&item)>{inner}</Row> }.into_any(),
    }
}

/// An appointment: when, with whom and what was answered; once it is over, how it went by one press.
#[component]
fn Appointment(item: DueItem) -> impl IntoView {
    let over = item.kind == DueKind::OutcomeMissing;
    let (to, text) = (href(&item), subject(&item));
    let case = item.case;
    let said = (!over).then(|| {
        view! {
            <AppointmentTag state=AppointmentState::Planned answer=item.answer unverified=item.unverified/>
            <ConfirmAnswer unverified=item.unverified/>
        }
    });
    let inner = view! {
        <span class="slot-when"><b>{format::day_near(item.on)}</b><span class="num">{item.starts.map(format::time)}</span></span>
        <span class="grow">
            <span class="row-title"><bdi>{item.code_name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{item.number}</span></span>
            <span class="row-text">{text}</span>
            {said}
            {item.attends_only.then(|| view! { <span class="row-text">{t(k::TODAY_ATTENDS_ONLY)}</span> })}
        </span>
    };
    if item.attends_only {
        return view! { <Row>{inner}</Row> }.into_any();
    }
    match item.record.filter(|_| over).and_then(|id| id.to_string().parse::<AppointmentId>().ok()) {
        None => view! { <Row href=to>{inner}</Row> }.into_any(),
        Some(id) => view! {
            <Row>
                <a class="today-over" href=to>{inner}</a>
                <span class="cluster today-outcome" role="group" aria-label=t(k::APPOINTMENTS_HOW)>
                    {[Outcome::Attended, Outcome::Missed].map(|outcome| view! { <Say case=case id=id outcome=outcome/> }).collect_view()}
                </span>
            </Row>
        }
        .into_any(),
    }
}

/// One outcome, by one press.
#[component]
fn Say(case: CaseId, id: AppointmentId, outcome: Outcome) -> impl IntoView {
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            say_by_id(case, id, outcome).await;
            busy.try_set(false);
        });
    };
    let icon = if outcome == Outcome::Attended { "done" } else { "minus" };
    view! {
        <Button compact=true icon=icon busy=busy on_press=press attr:data-test=outcome.as_str()>{AppointmentState::from(outcome).label()}</Button>
    }
}
