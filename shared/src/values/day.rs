//! Days: dates of the calendar, not instants.

use super::ValueError;

/// A day (ISO 8601 `2026-11-23` on the wire).
pub use chrono::NaiveDate;

/// A day a record can plausibly carry: 1900-01-01 to 2100-12-31. Errors: `ImpossibleDate`.
pub fn check_day(day: NaiveDate) -> Result<NaiveDate, ValueError> {
    use chrono::Datelike;
    if (1900..=2100).contains(&day.year()) { Ok(day) } else { Err(ValueError::ImpossibleDate) }
}

/// A day that has come, allowing one day for time zones ahead of the server. Errors: `ImpossibleDate`, `InTheFuture`.
pub fn check_not_future(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, ValueError> {
    let day = check_day(day)?;
    if today.succ_opt().is_some_and(|tomorrow| day > tomorrow) { Err(ValueError::InTheFuture) } else { Ok(day) }
}
