//! One appointment of the calendar: when, with whom, what for.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{AgendaItem, AppointmentState},
    values::ZoneName,
};

use crate::{
    appointments::AppointmentTag,
    format,
    i18n::{self, k, t},
    timeline::href,
};

/// The whole of it opens the appointment.
#[component]
pub(super) fn Slot(item: AgendaItem) -> impl IntoView {
    let (_, to) = super::lanes::minutes(&item);
    let mut text = vec![i18n::service(&item.code).to_owned()];
    let marks = [(item.interpreter, k::APPOINTMENTS_INTERPRETER), (item.escort, k::APPOINTMENTS_ESCORT)];
    text.extend(marks.into_iter().filter(|(is, _)| *is).map(|(_, label)| t(label).to_owned()));
    if item.zone != ZoneName::default() {
        text.push(item.zone.as_str().to_owned());
    }
    let quiet = item.state == AppointmentState::Planned && item.answer.is_none();
    // Without an address it is only read: who attends alone opens no case.
    let to_case = (!item.attends_only).then(|| href(item.case, item.id.uuid()));
    view! {
        <a class="row calendar-slot" class:struck=item.state == AppointmentState::Cancelled href=to_case data-test="slot">
            <span class="calendar-when num"><b>{format::time(item.starts)}</b><span class="muted">{format::clock(to % 1440)}</span></span>
            <span class="grow">
                <span class="row-title"><bdi>{item.code_name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{item.number}</span></span>
                <span class="row-text">{text.join(" · ")}</span>
            </span>
            {(!quiet).then(|| view! { <AppointmentTag state=item.state answer=item.answer unverified=item.unverified/> })}
        </a>
    }
}
