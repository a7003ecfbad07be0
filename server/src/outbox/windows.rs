//! When a mail may arrive: the person's safe hours, on the clock of the place they live in.
//!
//! An instant is safe if the wall clock there shows a time inside the hours, whatever the zone does to its clock that
//! night: an hour that is left out has no instants, one that comes twice is safe or unsafe both times. Nothing leaves in
//! the last minutes of the hours, because delivery takes a moment too.
//!
//! The rule, which the tests below hold as a table:
//!
//! - What is to be told **at once** (confirmation, change, cancellation, a missed one, a code) leaves at the first safe
//!   instant from now on, as long as it is still useful then. If there is none it never leaves.
//! - A **reminder** wanted at T leaves at T if that is safe. Otherwise at the first safe instant after T that leaves the
//!   person time to come ([`NOTICE`]): a reminder that is a little late still helps. If there is none, at the end of the
//!   last safe hours before T, the evening before rather than never. If those are over, it never leaves.
//! - **Useful until** is not when the appointment begins but when the last safe hours before that end: then it is known
//!   that the person has to be reached another way, while there is still time for it.

use chrono::{DateTime, Offset, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use yaninda_shared::{
    cases::{SafeContact, SafeHours},
    values::Stamp,
};

/// Seconds before an appointment after which a reminder helps nobody any more.
pub const NOTICE: i64 = 30 * 60;

/// Minutes of a day.
const DAY: u32 = 1440;
/// Minutes before the end of the hours in which nothing leaves.
const CLOSING: u32 = 5;
/// Hours shorter than this are used up to their end.
const SHORT: u32 = 30;

/// The hours of the day in which a mail may arrive.
#[derive(Clone, Copy, Debug)]
pub struct Windows {
    zone: Tz,
    /// First minute of the day and how many; nothing if every hour is safe.
    hours: Option<(u32, u32)>,
}

impl Windows {
    /// By the person's rules; `zone` is the programme's own, where theirs is not said or not known.
    #[must_use]
    pub fn of(rules: &SafeContact, zone: Tz) -> Self {
        let theirs = rules.zone.as_ref().and_then(|name| name.as_str().parse().ok());
        Self::new(rules.hours, theirs.unwrap_or(zone))
    }

    /// These hours in this zone.
    #[must_use]
    pub fn new(hours: Option<SafeHours>, zone: Tz) -> Self {
        let length = |hours: SafeHours| {
            let (from, to) = (u32::from(hours.from), u32::from(hours.to));
            let length = if to > from { to - from } else { to + DAY - from };
            (from % DAY, if length > SHORT && length < DAY { length - CLOSING } else { length })
        };
        Self { zone, hours: hours.map(length).filter(|(_, length)| *length < DAY) }
    }

    /// Whether a mail may leave at this instant.
    #[must_use]
    pub fn is_safe(&self, at: Stamp) -> bool {
        self.hours.is_none_or(|(from, length)| (self.minute(at) + DAY - from) % DAY < length)
    }

    /// The first safe instant from `from` on and before `until`.
    #[must_use]
    pub fn first(&self, from: Stamp, until: Stamp) -> Option<Stamp> {
        let found = match self.hours {
            _ if self.is_safe(from) => from,
            None => from,
            Some((opens, _)) => {
                let ahead = (opens + DAY - self.minute(from)) % DAY;
                self.seek(from, i64::from(ahead), 1)?
            }
        };
        (found < until).then_some(found)
    }

    /// The last safe minute that begins before `before`.
    #[must_use]
    pub fn last(&self, before: Stamp) -> Option<Stamp> {
        let before = Stamp::from_micros(before.micros() - 1);
        let Some((opens, length)) = self.hours else { return Some(before) };
        if self.is_safe(before) {
            return Some(whole_minute(before));
        }
        let closes = (opens + length - 1) % DAY;
        let back = (self.minute(before) + DAY - closes) % DAY;
        self.seek(before, i64::from(back), -1)
    }

    /// When a reminder wanted at `wanted` leaves, not before `now`, for an appointment that begins at `start`.
    #[must_use]
    pub fn reminder(&self, wanted: Stamp, now: Stamp, start: Stamp) -> Option<Stamp> {
        let late = self.first(wanted.max(now), start.plus_seconds(-NOTICE));
        late.or_else(|| self.last(wanted).filter(|early| *early > now))
    }

    /// From when on nothing can leave any more that must arrive before `end`.
    #[must_use]
    pub fn useful_until(&self, end: Stamp) -> Stamp {
        match self.last(end) {
            Some(last) if self.hours.is_some() => last.plus_seconds(60).min(end),
            _ => end,
        }
    }

    /// The minute of the day that the wall clock shows.
    fn minute(&self, at: Stamp) -> u32 {
        let wall = self.wall(at);
        wall.hour() * 60 + wall.minute()
    }

    fn wall(&self, at: Stamp) -> DateTime<Tz> {
        let utc = DateTime::<Utc>::from_timestamp_micros(at.micros()).unwrap_or_default();
        utc.with_timezone(&self.zone)
    }

    /// The first safe minute so many minutes away or nearer, in one direction; if the clock was not turned on the way it
    /// is exactly that far. Otherwise every minute is looked at, for two days: hours that a turned clock leaves out
    /// altogether come again the next day.
    fn seek(&self, from: Stamp, minutes: i64, direction: i64) -> Option<Stamp> {
        let minute = |count: i64| whole_minute(from).plus_seconds(count * 60 * direction);
        let offset = |at| self.zone.offset_from_utc_datetime(&self.wall(at).naive_utc()).fix();
        let there = minute(minutes);
        if offset(from) == offset(there) && self.is_safe(there) {
            return Some(there);
        }
        let most = TimeDelta::days(2).num_minutes();
        (1..=most).map(minute).find(|at| self.is_safe(*at))
    }
}

/// The beginning of the minute that this instant is in.
fn whole_minute(at: Stamp) -> Stamp {
    Stamp::from_micros(at.micros() - at.micros().rem_euclid(60_000_000))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Stamp {
        text.parse::<DateTime<Utc>>().expect("an instant").into()
    }

    fn windows(from: u16, to: u16, zone: Tz) -> Windows {
        Windows::new(Some(SafeHours { from: from * 60, to: to * 60 }), zone)
    }

    #[test]
    fn what_is_told_at_once_waits_for_the_first_safe_instant() {
        // Istanbul is three hours ahead of UTC all year.
        let day = windows(9, 18, Tz::Europe__Istanbul);
        let night = windows(22, 2, Tz::Europe__Istanbul);
        for (windows, now, until, leaves) in [
            (day, "2026-11-26T07:12:30Z", "2026-11-30T00:00:00Z", Some("2026-11-26T07:12:30Z")),
            (day, "2026-11-26T05:59:59Z", "2026-11-30T00:00:00Z", Some("2026-11-26T06:00:00Z")),
            // Nothing leaves in the last five minutes.
            (day, "2026-11-26T14:54:59Z", "2026-11-30T00:00:00Z", Some("2026-11-26T14:54:59Z")),
            (day, "2026-11-26T14:55:00Z", "2026-11-30T00:00:00Z", Some("2026-11-27T06:00:00Z")),
            (day, "2026-11-26T15:00:00Z", "2026-11-27T06:00:00Z", None),
            (night, "2026-11-26T21:30:00Z", "2026-11-30T00:00:00Z", Some("2026-11-26T21:30:00Z")),
            (night, "2026-11-26T23:00:00Z", "2026-11-30T00:00:00Z", Some("2026-11-27T19:00:00Z")),
        ] {
            assert_eq!(windows.first(at(now), at(until)), leaves.map(at), "{now}");
        }
        let always = Windows::new(None, Tz::Europe__Istanbul);
        assert_eq!(
            always.first(at("2026-11-26T00:00:00Z"), at("2026-11-26T01:00:00Z")),
            Some(at("2026-11-26T00:00:00Z"))
        );
        let whole_day = windows(0, 24, Tz::Europe__Istanbul);
        assert!(whole_day.is_safe(at("2026-11-26T20:59:59Z")));
    }

    #[test]
    fn a_reminder_leaves_when_it_is_wanted_or_else_when_it_helps_most() {
        let day = windows(9, 18, Tz::Europe__Istanbul);
        let booked = "2026-11-20T07:00:00Z";
        for (what, hours, start, now, leaves) in [
            ("wanted in a safe hour", 24, "2026-11-26T11:00:00Z", booked, Some("2026-11-25T11:00:00Z")),
            (
                "wanted at 8, safe from 9: an hour late",
                24,
                "2026-11-26T05:00:00Z",
                booked,
                Some("2026-11-25T06:00:00Z"),
            ),
            ("wanted at 20: the next morning", 24, "2026-11-26T17:00:00Z", booked, Some("2026-11-26T06:00:00Z")),
            ("two hours before 8: the evening before", 2, "2026-11-26T05:00:00Z", booked, Some("2026-11-25T14:54:00Z")),
            (
                "two hours before 9:20: no time is left at 9",
                2,
                "2026-11-26T06:20:00Z",
                booked,
                Some("2026-11-25T14:54:00Z"),
            ),
            (
                "two hours before 10: half an hour is enough",
                2,
                "2026-11-26T07:00:00Z",
                booked,
                Some("2026-11-26T06:00:00Z"),
            ),
            ("the evening before is over", 2, "2026-11-26T05:00:00Z", "2026-11-25T16:00:00Z", None),
        ] {
            let start = at(start);
            let wanted = start.plus_seconds(-hours * 3600);
            assert_eq!(day.reminder(wanted, at(now), start), leaves.map(at), "{what}");
        }
    }

    #[test]
    fn it_is_known_when_the_last_safe_hours_are_over() {
        let day = windows(9, 18, Tz::Europe__Istanbul);
        assert_eq!(day.useful_until(at("2026-11-26T05:00:00Z")), at("2026-11-25T14:55:00Z"));
        assert_eq!(day.useful_until(at("2026-11-26T07:30:10Z")), at("2026-11-26T07:30:10Z"));
        let always = Windows::new(None, Tz::Europe__Istanbul);
        assert_eq!(always.useful_until(at("2026-11-26T05:00:00Z")), at("2026-11-26T05:00:00Z"));
    }

    #[test]
    fn a_clock_that_is_turned_moves_the_hours_with_it() {
        // Berlin leaves 2:00 to 3:00 out on 2026-03-29, and has it twice on 2026-10-25.
        let early = Windows::new(Some(SafeHours { from: 150, to: 240 }), Tz::Europe__Berlin);
        let first = |from, until| early.first(at(from), at(until));
        // At 2:30 the clock already shows 3:30; the first safe instant is the jump to 3:00.
        assert_eq!(first("2026-03-28T20:00:00Z", "2026-03-30T00:00:00Z"), Some(at("2026-03-29T01:00:00Z")));
        // 2:30 comes first at 0:30 UTC, and 2:00 to 2:30 is unsafe the second time too.
        assert_eq!(first("2026-10-24T20:00:00Z", "2026-10-26T00:00:00Z"), Some(at("2026-10-25T00:30:00Z")));
        assert_eq!(first("2026-10-25T01:00:00Z", "2026-10-26T00:00:00Z"), Some(at("2026-10-25T01:30:00Z")));
        // Hours that are left out altogether come again the next day.
        let lost = Windows::new(Some(SafeHours { from: 125, to: 150 }), Tz::Europe__Berlin);
        assert_eq!(
            lost.first(at("2026-03-28T20:00:00Z"), at("2026-03-31T00:00:00Z")),
            Some(at("2026-03-30T00:05:00Z"))
        );
        assert_eq!(lost.last(at("2026-03-29T20:00:00Z")), Some(at("2026-03-28T01:29:00Z")));
    }

    fn any_windows() -> impl Strategy<Value = Windows> {
        let zones = [
            Tz::Europe__Istanbul,
            Tz::Europe__Berlin,
            Tz::America__New_York,
            Tz::Asia__Kathmandu,
            Tz::Australia__Lord_Howe,
        ];
        let hours = (0_u16..1440, 1_u16..=1440).prop_filter("hours", |(from, to)| from != to);
        (hours, 0..zones.len())
            .prop_map(move |((from, to), zone)| Windows::new(Some(SafeHours { from, to }), zones[zone]))
    }

    proptest! {
        #[test]
        fn nothing_ever_leaves_outside_the_safe_hours_and_nothing_waits_longer_than_it_must(
            windows in any_windows(), from in 1_767_225_600_i64..1_830_297_600, span in 0_i64..300_000,
        ) {
            let (from, until) = (Stamp::from_micros(from * 1_000_000), Stamp::from_micros((from + span) * 1_000_000));
            let step = |at: Stamp, count: i64| Stamp::from_micros(at.micros() - at.micros().rem_euclid(60_000_000)).plus_seconds(count * 60);
            if let Some(found) = windows.first(from, until) {
                prop_assert!(windows.is_safe(found) && found >= from && found < until);
                let mut minute = from;
                while minute < found {
                    prop_assert!(!windows.is_safe(minute));
                    minute = step(minute, 1);
                }
            }
            if let Some(found) = windows.last(until) {
                prop_assert!(windows.is_safe(found) && found < until);
                let mut minute = step(found, 1);
                while minute < until {
                    prop_assert!(!windows.is_safe(minute));
                    minute = step(minute, 1);
                }
            }
        }

        #[test]
        fn a_reminder_is_safe_in_time_and_never_in_the_past(
            windows in any_windows(), now in 1_767_225_600_i64..1_830_297_600, ahead in 0_i64..600_000, hours in 1_i64..=168,
        ) {
            let (now, start) = (Stamp::from_micros(now * 1_000_000), Stamp::from_micros((now + ahead) * 1_000_000));
            if let Some(leaves) = windows.reminder(start.plus_seconds(-hours * 3600), now, start) {
                prop_assert!(windows.is_safe(leaves) && leaves >= now && leaves < start);
            }
        }
    }
}
