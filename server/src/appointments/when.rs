//! Wall time and instants. Wall time is what was agreed: if a zone's rules change, the instant follows it.

use chrono::{DateTime, LocalResult, TimeZone, Utc};
use chrono_tz::Tz;
use yaninda_shared::values::{LocalTime, Stamp, ValueError, ZoneName};

use crate::problem::{ApiError, ApiResult};

/// The zone of this name. Errors: `UnknownZone`.
pub fn zone(name: &ZoneName) -> Result<Tz, ValueError> {
    name.as_str().parse().map_err(|_| ValueError::UnknownZone)
}

/// A zone, where one is named, is one that there is. Errors: 422 on `field`.
pub fn expect_zone(name: Option<&ZoneName>, field: &str) -> ApiResult<()> {
    name.map_or(Ok(()), |name| zone(name).map(drop).map_err(|why| ApiError::field(field, why)))
}

/// The instant of a wall time. Of an hour that a zone has twice, the first: whoever comes for that one is never too late.
/// Errors: `NoSuchTime` for an hour that a zone leaves out.
pub fn instant(at: LocalTime, zone: Tz) -> Result<Stamp, ValueError> {
    match zone.from_local_datetime(&at.wall()) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => Ok(instant.to_utc().into()),
        LocalResult::None => Err(ValueError::NoSuchTime),
    }
}

/// What the clock of a zone shows at an instant, to the minute.
#[must_use]
pub fn wall(at: Stamp, zone: Tz) -> LocalTime {
    let utc = DateTime::<Utc>::from_timestamp_micros(at.micros()).unwrap_or_default();
    utc.with_timezone(&zone).naive_local().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, zone: Tz) -> Result<String, ValueError> {
        let stamp = instant(LocalTime::parse(text).expect("a time"), zone)?;
        let utc = chrono::DateTime::from_timestamp_micros(stamp.micros()).expect("an instant");
        Ok(utc.format("%FT%RZ").to_string())
    }

    #[test]
    fn a_wall_time_is_told_apart_by_its_zone() {
        assert_eq!(at("2026-11-26T10:30", Tz::Europe__Istanbul), Ok("2026-11-26T07:30Z".to_owned()));
        assert_eq!(at("2026-07-01T10:30", Tz::Europe__Berlin), Ok("2026-07-01T08:30Z".to_owned()));
    }

    #[test]
    fn an_hour_that_is_left_out_is_refused_and_of_one_that_comes_twice_the_first_is_meant() {
        assert_eq!(at("2026-03-29T02:30", Tz::Europe__Berlin), Err(ValueError::NoSuchTime));
        assert_eq!(at("2026-10-25T02:30", Tz::Europe__Berlin), Ok("2026-10-25T00:30Z".to_owned()));
    }

    #[test]
    fn the_clocks_of_two_zones_show_the_same_instant_differently() {
        let stamp = instant(LocalTime::parse("2026-11-26T00:30").expect("a time"), Tz::Europe__Istanbul);
        let shown = wall(stamp.expect("an instant"), Tz::Europe__Berlin);
        assert_eq!(shown.to_string(), "2026-11-25T22:30");
    }

    #[test]
    fn only_zones_of_the_database_exist() {
        assert_eq!(zone(&ZoneName::default()), Ok(Tz::Europe__Istanbul));
        for name in ["Europe/Atlantis", "Istanbul2", "../etc"] {
            assert!(ZoneName::parse(name).and_then(|name| zone(&name)).is_err(), "{name}");
        }
    }
}
