//! Other times the person may choose from instead: those there are as chips that can be taken out, and one more.

use leptos::prelude::*;
use yaninda_shared::values::{LocalTime, NaiveDate};

use super::form::Booking;
use crate::{
    components::{Button, DateField, FieldGroup, Icon, Size, TimeField, error_of},
    format,
    i18n::{k, t, tf},
};

/// Most times that are offered.
const MOST: usize = 5;

/// The times, soonest first.
#[component]
pub(super) fn Offered(booking: Booking) -> impl IntoView {
    let (day, time) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<u32>));
    let next = move || Some(LocalTime::new(day.get()?, time.get()?));
    let add = move |()| {
        if let Some(at) = untrack(next) {
            booking.offered.update(|all| put(all, at));
            booking.typed.set(true);
            time.set(None);
        }
    };
    let chip = move |at: LocalTime| {
        let said = format::day_time(at);
        let title = tf(k::FORM_REMOVE, &[("what", &said)]);
        view! {
            <li>
                <button type="button" class="chip" aria-label=title on:click=move |_| booking.offered.update(|all| all.retain(|one| *one != at))>
                    {said}<Icon name="close" size=Size::Tiny/>
                </button>
            </li>
        }
    };
    let full = move || booking.offered.with(|all| all.len() >= MOST);
    view! {
        <FieldGroup legend=t(k::APPOINTMENTS_OFFERED) hint=t(k::APPOINTMENTS_OFFERED_HINT) error=error_of(booking.failure, "offered")>
            <ul class="chips">{move || booking.offered.get().into_iter().map(chip).collect_view()}</ul>
            <Show when=move || !full()>
                <div class="two">
                    <DateField label=t(k::APPOINTMENTS_DAY) value=day/>
                    <TimeField label=t(k::APPOINTMENTS_TIME) value=time/>
                </div>
                <div><Button icon="plus" compact=true off=Signal::derive(move || next().is_none()) on_press=add>{t(k::APPOINTMENTS_OFFER)}</Button></div>
            </Show>
        </FieldGroup>
    }
}

/// Each once, soonest first.
fn put(all: &mut Vec<LocalTime>, at: LocalTime) {
    all.push(at);
    all.sort_unstable();
    all.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_offered_once_and_in_order() {
        let at = |text| LocalTime::parse(text).unwrap();
        let mut all = vec![at("2026-11-27T10:00")];
        put(&mut all, at("2026-11-26T09:00"));
        put(&mut all, at("2026-11-27T10:00"));
        assert_eq!(all, [at("2026-11-26T09:00"), at("2026-11-27T10:00")]);
    }
}
