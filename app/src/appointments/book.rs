//! Booking an appointment, or moving one: from an open case a usual one takes five taps, Book, what for, day, time, Save.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;
use yaninda_shared::{
    appointments::AppointmentRecord,
    cases::{CaseFilter, CaseSummary},
    catalogue::{self, ServiceKind},
    ids::CaseId,
    timeline::Entry,
    values::NaiveDate,
};

use super::{fields::Fields, form::Booking};
use crate::{
    cases::Whose,
    components::{Button, Empty, Kind, LoadedList, PageBar, Row, Rows, hold},
    i18n::{self, k, t},
    services::{Types, first},
    store,
    timeline::{Once, href},
};

/// What appointments are mostly for; what a worker books most stands before these.
const USUAL: [&str; 8] = [
    "CMG.office_meeting",
    "CMG.home_visit",
    "CMG.phone",
    "RES.residence_permit",
    "LEG.advice",
    "PSY.individual",
    "MED.hospital",
    "DOC.identity_card",
];

/// `/book?case=…`, with `&appointment=` to change one, or `&day=` to begin with a day.
#[component]
pub fn BookScreen() -> impl IntoView {
    let query = use_query_map();
    let case = Memo::new(move |_| query.with(|query| query.get("case")?.parse::<CaseId>().ok()));
    let one = Memo::new(move |_| query.with(|query| query.get("appointment")?.parse::<Uuid>().ok()));
    let day = Memo::new(move |_| query.with(|query| query.get("day")?.parse::<NaiveDate>().ok()));
    let back = match (case.get_untracked(), one.get_untracked()) {
        (Some(case), Some(one)) => href(case, one),
        (Some(case), None) => super::tab(case),
        (None, _) => "/calendar".to_owned(),
    };
    let title = t(if one.get_untracked().is_some() { k::APPOINTMENTS_CHANGE } else { k::APPOINTMENTS_NEW });
    view! {
        <section class="pane pane-on book">
            <PageBar title=title.to_owned() back=back/>
            <div class="pane-body">
                {move || match (case.get(), one.get()) {
                    (None, _) => view! { <ChooseCase day=day.get()/> }.into_any(),
                    (Some(case), None) => view! { <Whose case=case/><Form case=case existing=None day=day.get()/> }.into_any(),
                    (Some(case), Some(one)) => view! { <Whose case=case/><Once case=case entry=one view=change/> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Without a case: with whom comes first.
#[component]
fn ChooseCase(day: Option<NaiveDate>) -> impl IntoView {
    let filter = Signal::stored(CaseFilter { mine: true, ..CaseFilter::default() });
    let day = StoredValue::new(day.map_or_else(String::new, |day| format!("&day={day}")));
    view! {
        <h2>{t(k::APPOINTMENTS_WITH)}</h2>
        <LoadedList listing=store::cases::list(filter) view={move |cases: Vec<CaseSummary>| {
            if cases.is_empty() {
                return view! { <Empty icon="cases" title=t(k::CASES_EMPTY_TITLE) text=t(k::CASES_EMPTY_TEXT)/> }.into_any();
            }
            view! { <Rows>{cases.into_iter().map(|case| view! {
                <Row href=format!("/book?case={}{}", case.id, day.get_value())>
                    <span class="grow row-title">{case.code_name.as_str().to_owned()}</span>
                    <span class="row-number" dir="ltr">{case.number}</span>
                </Row>
            }).collect_view()}</Rows> }.into_any()
        }}/>
    }
}

fn change(entry: Entry) -> AnyView {
    match entry {
        Entry::Appointment(one) => view! { <Form case=one.case existing=Some(one) day=None/> }.into_any(),
        _ => ().into_any(),
    }
}

/// What for, and the rest once that is chosen.
#[component]
fn Form(case: CaseId, existing: Option<AppointmentRecord>, day: Option<NaiveDate>) -> impl IntoView {
    let booking = hold(|| {
        let booking = Booking::new(case, existing.as_ref(), day);
        (booking, booking.typed.into())
    });
    let chosen = Memo::new(move |_| booking.kind.get().is_some());
    move || {
        if chosen.get() {
            view! { <WhatFor booking=booking/><Fields booking=booking/> }.into_any()
        } else {
            view! {
                <div class="stack-s">
                    <h2>{t(k::APPOINTMENTS_KIND)}</h2>
                    <p class="sm muted">{t(k::APPOINTMENTS_KIND_HINT)}</p>
                </div>
                <Types chosen=booking.kind first=usual()/>
            }
            .into_any()
        }
    }
}

fn usual() -> Vec<&'static ServiceKind> {
    first(&store::habits::most_booked(), USUAL.into_iter().filter_map(catalogue::find))
}

/// What was chosen; the other fields stay when it is chosen anew.
#[component]
fn WhatFor(booking: Booking) -> impl IntoView {
    let text = move || booking.kind.get().map_or("", |kind| i18n::service(kind.code));
    view! {
        <div class="stack-s">
            <div class="cluster">
                <strong class="grow" data-test="chosen-type">{text}</strong>
                <Button kind=Kind::Quiet compact=true on_press=move |()| booking.kind.set(None)>{t(k::LOG_CHANGE_TYPE)}</Button>
            </div>
            <p class="xs muted">{t(k::APPOINTMENTS_KIND_HINT)}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_in_the_catalogue() {
        assert_eq!(usual().len(), USUAL.len());
    }
}
