//! What may be added to an appointment. None of it is ever in a mail, but the other times that are offered.

use leptos::prelude::*;
use yaninda_shared::policy::Role;

use super::{fields::of_either, form::Booking, offered::Offered, wrong::with_weeks};
use crate::{
    components::{ChipToggle, SelectField, TextArea, TextField, error_of},
    forms::Options,
    i18n::{k, t, tn},
    store::{self, appointments::Checked},
};

/// Most weeks it is repeated for.
const MOST_WEEKS: i64 = 26;

/// Who, where and what with.
#[component]
pub(super) fn Details(booking: Booking, checked: Checked) -> impl IntoView {
    let failure = booking.failure;
    let new = booking.version.get_untracked().is_none();
    view! {
        <div class="stack">
            <TextField label=t(k::APPOINTMENTS_PLACE) hint=t(k::APPOINTMENTS_PLACE_HINT) value=booking.place error=error_of(failure, "place")/>
            <Attending booking=booking/>
            <TextField label=t(k::APPOINTMENTS_WITH_WHOM) value=booking.with_whom error=error_of(failure, "with_whom")/>
            <div class="chips">
                {[(k::APPOINTMENTS_INTERPRETER, booking.interpreter), (k::APPOINTMENTS_ESCORT, booking.escort)].map(|(label, on)| view! {
                    <ChipToggle label=t(label) on=on on_press=move |()| { on.update(|on| *on = !*on); booking.typed.set(true); }/>
                }).collect_view()}
            </div>
            <TextField label=t(k::APPOINTMENTS_BRING) value=booking.bring error=error_of(failure, "bring")/>
            <TextArea label=t(k::APPOINTMENTS_NOTE) value=booking.note error=error_of(failure, "note")/>
            <Offered booking=booking/>
            {new.then(|| view! { <Weekly booking=booking checked=checked/> })}
            <Zone booking=booking/>
        </div>
    }
}

/// One of the colleagues who work on cases, or nobody.
#[component]
fn Attending(booking: Booking) -> impl IntoView {
    let people = store::colleagues::list();
    let options = Signal::derive(move || {
        let all = people.get().unwrap_or_default().into_iter();
        let works = all.filter(|one| matches!(one.role, Role::Caseworker | Role::Supervisor) && !one.disabled);
        works.map(|one| (one.id.to_string(), one.name.as_str().to_owned())).collect::<Vec<_>>()
    });
    view! {
        <SelectField
            label=t(k::APPOINTMENTS_ATTENDS)
            value=booking.attended_by
            options=options
            empty=t(k::CASE_NOBODY)
            error=error_of(booking.failure, "attended_by")
        />
    }
}

/// How many weeks more, at the same time.
#[component]
fn Weekly(booking: Booking, checked: Checked) -> impl IntoView {
    let error = of_either(booking, checked, move |failure| with_weeks(failure, booking.day.get()));
    let options: Vec<(String, String)> =
        (1..=MOST_WEEKS).map(|weeks| (weeks.to_string(), tn(k::COUNT_WEEKS_MORE, weeks))).collect();
    view! {
        <SelectField
            label=t(k::APPOINTMENTS_WEEKLY)
            hint=t(k::APPOINTMENTS_WEEKLY_HINT)
            value=booking.weeks
            options=options
            empty=t(k::APPOINTMENTS_ONCE)
            error=error
        />
    }
}

#[component]
fn Zone(booking: Booking) -> impl IntoView {
    let options = Options::Zones.all_with(&booking.zone.get_untracked());
    view! {
        <SelectField
            label=t(k::APPOINTMENTS_ZONE)
            hint=t(k::APPOINTMENTS_ZONE_HINT)
            value=booking.zone
            options=options
            error=error_of(booking.failure, "zone")
        />
    }
}
