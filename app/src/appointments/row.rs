//! One appointment in a list of its case: when, what for, and where it stands.

use leptos::prelude::*;
use yaninda_shared::appointments::AppointmentRecord;

use super::tag::AppointmentTag;
use crate::{
    components::Row,
    format,
    i18n::{self, k, t},
    timeline::{href, is_discreet},
};

/// The row opens the appointment.
#[component]
pub(super) fn AppointmentRow(one: AppointmentRecord) -> impl IntoView {
    let AppointmentRecord { id, case, draft, state, answer, .. } = one;
    let place = draft.with_whom.iter().chain(&draft.place).filter(|_| !is_discreet(&draft.code));
    let place = place.map(|text| text.as_str().to_owned()).collect::<Vec<_>>();
    let marks = [(draft.interpreter, k::APPOINTMENTS_INTERPRETER), (draft.escort, k::APPOINTMENTS_ESCORT)];
    let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, label)| t(label).to_owned());
    let text = place.into_iter().chain(marks).collect::<Vec<_>>().join(" · ");
    view! {
        <Row href=href(case, id.uuid())>
            <span class="slot-when"><b>{format::weekday_short(draft.starts.day())}</b><span class="num">{format::time(draft.starts)}</span></span>
            <span class="grow" data-test="appointment">
                <span class="row-title">{i18n::service(&draft.code)}</span>
                {(!text.is_empty()).then(|| view! { <span class="row-text" dir="auto">{text}</span> })}
                <span class="row-text"><AppointmentTag state=state answer=answer.as_ref().map(|answer| answer.kind) unverified=answer.is_some_and(|answer| answer.unverified)/></span>
            </span>
        </Row>
    }
}
