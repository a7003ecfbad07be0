//! The clock, injected so that tests can move it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use yaninda_shared::values::{NaiveDate, Stamp};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Stamp;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    fn now(&self) -> Stamp {
        chrono::Utc::now().into()
    }
}

/// The day that this instant falls on in a time zone.
#[must_use]
pub fn day_in(zone: Tz, at: Stamp) -> NaiveDate {
    DateTime::<Utc>::from_timestamp_micros(at.micros())
        .map_or(NaiveDate::MIN, |at| at.with_timezone(&zone).date_naive())
}

/// When a day begins in a time zone. Where midnight is left out, the first hour that is not.
#[must_use]
pub fn midnight_in(zone: Tz, day: NaiveDate) -> Stamp {
    let hours = (0..24).filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    let first = hours.filter_map(|wall| zone.from_local_datetime(&wall).earliest()).next();
    first.map_or(Stamp::from_micros(0), |at| at.to_utc().into())
}

/// A clock that tests set and move.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<AtomicI64>);

impl FixedClock {
    /// Starts at this time.
    #[must_use]
    pub fn at(stamp: Stamp) -> Self {
        Self(Arc::new(AtomicI64::new(stamp.micros())))
    }

    /// Moves on by so many seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Stamp {
        Stamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_it_begins_where_people_work() {
        let late: Stamp = "2026-11-24T21:30:00Z".parse::<DateTime<Utc>>().expect("an instant").into();
        let day = |zone| day_in(zone, late).to_string();
        assert_eq!(day(Tz::Europe__Istanbul), "2026-11-25");
        assert_eq!(day(Tz::UTC), "2026-11-24");
        assert_eq!(day(Tz::America__New_York), "2026-11-24");
    }

    #[test]
    fn a_day_without_midnight_begins_an_hour_later() {
        let begins = |zone, day: &str| {
            let at = midnight_in(zone, day.parse().expect("a day"));
            DateTime::from_timestamp_micros(at.micros()).expect("an instant").format("%FT%RZ").to_string()
        };
        assert_eq!(begins(Tz::Europe__Istanbul, "2026-11-25"), "2026-11-24T21:00Z");
        assert_eq!(begins(Tz::Asia__Beirut, "2026-03-29"), "2026-03-28T22:00Z");
    }
}
