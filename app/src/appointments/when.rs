//! Day, time and length: chips for what is usual, fields for the rest.

use chrono::Days;
use leptos::prelude::*;

use super::{fields::error, form::Booking};
use crate::{
    components::{ChipToggle, DateField, SelectField, TimeField},
    format,
    i18n::{k, t, tn},
    store::appointments::Checked,
};

/// Times that are one press away, minutes after midnight.
const TIMES: [u32; 8] = [540, 600, 660, 720, 780, 840, 900, 960];
/// Lengths that are offered, in minutes.
pub(super) const LENGTHS: [u16; 8] = [15, 30, 45, 60, 90, 120, 180, 240];

/// When it is.
#[component]
pub(super) fn When(booking: Booking, checked: Checked) -> impl IntoView {
    let today = format::today();
    let days = [(k::LOG_TODAY, 0), (k::APPOINTMENTS_TOMORROW, 1), (k::APPOINTMENTS_IN_A_WEEK, 7)];
    let day = move |(label, ahead): (_, u64)| {
        let day = today.checked_add_days(Days::new(ahead));
        let on = Signal::derive(move || day.is_some() && booking.day.get() == day);
        view! { <ChipToggle label=t(label) on=on on_press=move |()| { booking.day.set(day); booking.typed.set(true); }/> }
    };
    let time = move |minutes: u32| {
        let on = Signal::derive(move || booking.time.get() == Some(minutes));
        view! {
            <ChipToggle label=format::clock(minutes) on=on on_press=move |()| { booking.time.set(Some(minutes)); booking.typed.set(true); }/>
        }
    };
    let said = error(booking, checked, "starts");
    let time_said = crate::components::error_of(booking.failure, "time");
    view! {
        <div class="stack-s">
            <div class="two">
                <DateField label=t(k::APPOINTMENTS_DAY) value=booking.day error=said/>
                <TimeField label=t(k::APPOINTMENTS_TIME) value=booking.time error=time_said/>
            </div>
            <div class="chips">{days.map(day).collect_view()}</div>
            <div class="chips chips-line" role="group" aria-label=t(k::APPOINTMENTS_TIME)>{TIMES.map(time).collect_view()}</div>
        </div>
        <SelectField
            label=t(k::APPOINTMENTS_MINUTES)
            value=booking.minutes
            options=lengths(&booking.minutes.get_untracked())
            error=error(booking, checked, "minutes")
        />
    }
}

/// The usual lengths, and the one there is.
fn lengths(present: &str) -> Vec<(String, String)> {
    let mut all: Vec<u16> = LENGTHS.into_iter().chain(present.parse().ok()).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|minutes| (minutes.to_string(), tn(k::COUNT_MINUTES, minutes.into()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_its_own_can_still_be_chosen() {
        assert_eq!(lengths("60").len(), LENGTHS.len());
        assert_eq!(lengths("50")[3], ("50".to_owned(), "50 minutes".to_owned()));
    }
}
