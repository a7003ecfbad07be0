//! A time zone as a calendar file explains it (VTIMEZONE), so that the reader's program need not know the zone, or knows
//! it by older rules.
//!
//! Every change of clocks from about a year before to about a year after is written out with its own date. A repeating
//! rule would be shorter, but not every zone has one: Morocco's follows the moon.

use chrono::{NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{OffsetComponents, Tz};

/// How far around the appointment the zone is explained, in days.
const REACH: i64 = 400;

/// What the clocks of a zone show: seconds east of Greenwich, and whether that is summer time.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Clock {
    offset: i32,
    summer: bool,
}

/// The lines of a VTIMEZONE, each ending with CR LF, that hold around this wall time.
pub(super) fn explain(zone: Tz, around: NaiveDateTime) -> String {
    let mut lines = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    let mut from = around - TimeDelta::days(REACH);
    let mut before = clock(zone, from);
    // It always begins at a date that lies before everything that is compared with it.
    lines += &observance(before, before, "19700101T000000");
    for _ in 0..(2 * REACH) {
        let until = from + TimeDelta::days(1);
        let after = clock(zone, until);
        if after != before {
            let at = change(zone, from, until) + TimeDelta::seconds(i64::from(before.offset));
            lines += &observance(before, after, &at.format("%Y%m%dT%H%M%S").to_string());
        }
        (from, before) = (until, after);
    }
    lines + "END:VTIMEZONE\r\n"
}

/// From this wall time on, by the clock as it was, the clock is another.
fn observance(before: Clock, after: Clock, from: &str) -> String {
    let name = if after.summer { "DAYLIGHT" } else { "STANDARD" };
    format!(
        "BEGIN:{name}\r\nDTSTART:{from}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nEND:{name}\r\n",
        offset(before.offset),
        offset(after.offset)
    )
}

/// `+0300`; with seconds where there are any.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

fn clock(zone: Tz, at: NaiveDateTime) -> Clock {
    let offset = zone.offset_from_utc_datetime(&at);
    Clock { offset: offset.fix().local_minus_utc(), summer: offset.dst_offset() > TimeDelta::zero() }
}

/// The first second (UTC) of the clock that `until` has, between the two.
fn change(zone: Tz, from: NaiveDateTime, until: NaiveDateTime) -> NaiveDateTime {
    let later = clock(zone, until);
    let (mut early, mut late) = (0, (until - from).num_seconds());
    while late - early > 1 {
        let middle = i64::midpoint(early, late);
        if clock(zone, from + TimeDelta::seconds(middle)) == later {
            late = middle;
        } else {
            early = middle;
        }
    }
    from + TimeDelta::seconds(late)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn noon(year: i32, month: u32, day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).and_then(|day| day.and_hms_opt(12, 0, 0)).expect("a time")
    }

    #[test]
    fn a_zone_without_summer_time_has_one_clock() {
        assert_eq!(
            explain(Tz::Europe__Istanbul, noon(2026, 11, 26)),
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Istanbul\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
             TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        );
    }

    #[test]
    fn changes_of_clocks_are_written_by_the_clock_as_it_was() {
        let berlin = explain(Tz::Europe__Berlin, noon(2026, 7, 1));
        assert!(berlin.contains(
            "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
        ));
        assert!(berlin.contains(
            "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
        ));
    }

    #[test]
    fn half_hours_and_zones_that_change_before_midnight_are_right() {
        let lord_howe = explain(Tz::Australia__Lord_Howe, noon(2026, 7, 1));
        assert!(lord_howe.contains("DTSTART:20260405T020000\r\nTZOFFSETFROM:+1100\r\nTZOFFSETTO:+1030"), "{lord_howe}");
        let beirut = explain(Tz::Asia__Beirut, noon(2026, 7, 1));
        assert!(beirut.contains("DTSTART:20260329T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300"), "{beirut}");
    }
}
