//! The days and weeks of several cases, and the private address that shows them in a calendar program.

use leptos::prelude::*;
use yaninda_shared::{
    appointments::{Agenda, CalendarFeed},
    ids::UserId,
    values::NaiveDate,
};

use super::{Failure, Reading, write};

/// Appointments from one day to another, both included; of one colleague if `worker` names one.
#[must_use]
pub fn agenda(days: Signal<(NaiveDate, NaiveDate)>, worker: Signal<Option<UserId>>) -> Reading<Agenda> {
    Reading::new(move || {
        let (from, to) = days.get();
        let worker = worker.get().map_or_else(String::new, |worker| format!("&worker={worker}"));
        Some(format!("/agenda?from={from}&to={to}{worker}"))
    })
}

/// Whether the caller has a private address, and since when.
#[must_use]
pub fn feed() -> Reading<CalendarFeed> {
    Reading::new(|| Some("/me/calendar".to_owned()))
}

/// Makes the address, or another one in its place; it is in this answer alone.
pub async fn make_feed() -> Result<CalendarFeed, Failure> {
    write::tell("/me/calendar", &()).await
}

/// Ends the address.
pub async fn end_feed() -> Result<(), Failure> {
    write::delete("/me/calendar").await
}
