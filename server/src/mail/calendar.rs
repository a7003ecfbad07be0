//! The calendar file of level 3 (RFC 5545, RFC 5546).
//!
//! It is published, not an invitation: a mail program would answer an invitation by itself, and the answer would stand in
//! a folder of sent mail. The organiser is the neutral sender, whom RFC 5546 asks for; nobody is invited, no alarm is set,
//! and the link to the page stays out of it, because entries outlive mails and calendars are shared.

use chrono::DateTime;
use icalendar::{Calendar, Component, Event, EventStatus, Property};
use yaninda_shared::mail::MailLanguage;

use super::{Entry, Envelope, Occasion, What, zone};
use crate::words::say;

/// Most octets of a line, without its end.
const LONGEST: usize = 75;

/// A calendar file, and the method that its part of the mail must name too.
pub(super) struct File {
    pub method: &'static str,
    pub text: String,
}

/// The file for this appointment, or for taking it out of the calendar again.
pub(super) fn write(
    envelope: &Envelope,
    language: MailLanguage,
    occasion: &Occasion,
    entry: &Entry,
    place: Option<&str>,
) -> File {
    let (method, status) = match occasion.what {
        What::Cancellation => ("CANCEL", EventStatus::Cancelled),
        What::Confirmation | What::Change { .. } | What::Reminder { .. } | What::Missed => {
            ("PUBLISH", EventStatus::Confirmed)
        }
    };
    let at = DateTime::from_timestamp_micros(envelope.date.micros()).unwrap_or_default();
    let starts = occasion.starts.wall();
    let mut event = Event::new();
    event
        .append_property(("UID", entry.uid.as_str()))
        .append_property(("SEQUENCE", entry.sequence.max(0).to_string().as_str()))
        .append_property(("DTSTAMP", at.format("%Y%m%dT%H%M%SZ").to_string().as_str()))
        .append_property(
            Property::new("DTSTART", starts.format("%Y%m%dT%H%M%S").to_string())
                .add_parameter("TZID", entry.zone.name())
                .done(),
        )
        // Not an end: this stays exact where the clocks change in between.
        .append_property(("DURATION", format!("PT{}M", entry.minutes).as_str()))
        .append_property(("SUMMARY", say(language, "mail-event", &[]).as_str()))
        .append_property(("ORGANIZER", format!("mailto:{}", envelope.from.as_str()).as_str()))
        // Others who see the calendar see that the time is taken, and no more.
        .append_property(("CLASS", "PRIVATE"))
        .append_property(status);
    if let Some(place) = place {
        event.append_property(("LOCATION", place));
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("PRODID", "-//calendar//EN"))
        .append_property(("VERSION", "2.0"))
        .append_property(("METHOD", method))
        .push(event);
    // The crate has no VTIMEZONE.
    let zone = zone::explain(entry.zone, starts);
    let text = calendar.to_string().replacen("BEGIN:VEVENT\r\n", &format!("{zone}BEGIN:VEVENT\r\n"), 1);
    File { method, text: fold(&text) }
}

/// Folds anew: the crate's last line of a folded one may be an octet too long.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 16);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LONGEST {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(c);
            length += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_loses_a_character() {
        for length in 60..400 {
            for letter in ["a", "й", "م"] {
                let line = format!("LOCATION:{}\r\n", letter.repeat(length));
                let folded = fold(&line);
                assert!(folded.split("\r\n").all(|part| part.len() <= 75), "{folded}");
                assert_eq!(folded.replace("\r\n ", ""), line);
            }
        }
    }
}
