//! Days beside each other with the hours at their side; on a phone a list of them.
//!
//! Rows and lanes are set on the elements by script, which the content security policy allows.

use leptos::prelude::*;
use yaninda_shared::{appointments::AgendaItem, values::NaiveDate};

use super::{
    lanes::{Lane, ROW, hours, lanes, minutes},
    slot::Slot,
    span::{View, address},
};
use crate::{
    format,
    i18n::{k, t},
};

/// Rows of an hour.
const OF_HOUR: u32 = 60 / ROW;

/// These days with what stands on them.
#[component]
pub(super) fn Grid(days: Vec<NaiveDate>, items: Vec<AgendaItem>) -> impl IntoView {
    let (first, last) = hours(&items);
    // The first row holds the headings.
    let rows = format!("auto repeat({}, minmax(16px, auto))", (last - first) * OF_HOUR);
    let axis = (first..last).map(|hour| {
        let row = format!("{} / span {OF_HOUR}", (hour - first) * OF_HOUR + 2);
        view! { <li class="num" style:grid-row=row>{format::clock(hour * 60)}</li> }
    });
    let axis = axis.collect_view();
    let lines = (first..last).map(|hour| view! { <i style:grid-row=((hour - first) * OF_HOUR + 2).to_string()></i> });
    let lines = lines.collect_view();
    let one = days.len() == 1;
    // The lines lie behind all of them, so each says where it is.
    let columns = days.into_iter().zip(2_u8..).map(|(day, at)| {
        let items: Vec<AgendaItem> = items.iter().filter(|item| item.starts.day() == day).cloned().collect();
        view! { <Column day=day at=at items=items first=first heading=!one/> }
    });
    view! {
        <div class="calendar-grid" class:calendar-one=one style:grid-template-rows=rows>
            <ol class="calendar-axis" aria-hidden="true">{axis}</ol>
            <div class="calendar-lines" aria-hidden="true">{lines}</div>
            {columns.collect_view()}
        </div>
    }
}

/// One day; its heading leads to it.
#[component]
fn Column(day: NaiveDate, at: u8, items: Vec<AgendaItem>, first: u32, heading: bool) -> impl IntoView {
    let today = day == format::today();
    let empty = items.is_empty();
    let times: Vec<(u32, u32)> = items.iter().map(minutes).collect();
    let slots = items.into_iter().zip(lanes(&times)).map(|(item, lane)| {
        let (row, column) = place(minutes(&item), lane, first);
        view! { <li style:grid-row=row style:grid-column=column><Slot item=item/></li> }
    });
    view! {
        <section
            class="calendar-column"
            class:calendar-empty=empty
            style:grid-column=at.to_string()
            data-today=today.then_some("")
            data-test="column"
        >
            {heading.then(|| view! {
                <h3 class="calendar-day">
                    <a href=address(day, View::Day) aria-current=today.then_some("date")>{format::weekday_of_month(day)}</a>
                </h3>
            })}
            <ol class="calendar-slots">{slots.collect_view()}</ol>
            {(empty && heading).then(|| view! { <p class="xs muted calendar-none">{t(k::CALENDAR_NONE)}</p> })}
        </section>
    }
}

/// Rows and columns of the grid inside a day.
fn place((from, to): (u32, u32), lane: Lane, first: u32) -> (String, String) {
    let row = from.saturating_sub(first * 60) / ROW + 1;
    let end = to.saturating_sub(first * 60).div_ceil(ROW) + 1;
    (format!("{row} / {}", end.max(row + 1)), format!("{} / span {}", lane.at + 1, lane.width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appointment_covers_the_rows_of_its_time() {
        let lane = Lane { at: 1, width: 2 };
        assert_eq!(place((630, 690), lane, 8), ("11 / 15".to_owned(), "2 / span 2".to_owned()));
        // Five minutes have a row too.
        assert_eq!(place((480, 485), lane, 8).0, "1 / 2");
    }
}
