//! Calendar files, read by two programs of others, which must agree with each other and with what was meant.

use chrono::TimeZone;
use chrono_tz::Tz;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};
use yaninda::mail::{Body, Content, Level, Occasion, What};
use yaninda_shared::{appointments::AppointmentPlace, mail::MailLanguage, values::LocalTime};

use crate::{
    every_mail::{FROM, Mail, UID, entry, envelope, every_mail, phrase, reply, time},
    readers,
};

/// Where clocks change by an hour, by half an hour, at midnight, for a month of the moon, southwards, or no longer do.
const ZONES: &[Tz] = &[
    Tz::Europe__Istanbul,
    Tz::Europe__Berlin,
    Tz::Europe__Dublin,
    Tz::Europe__Kyiv,
    Tz::America__New_York,
    Tz::America__Santiago,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Asia__Tehran,
    Tz::Asia__Beirut,
    Tz::Asia__Kabul,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Apia,
    Tz::UTC,
];

/// Around the changes of clocks of those zones.
const TIMES: &[&str] = &[
    "2026-01-15T09:00",
    "2026-02-20T12:00",
    "2026-03-28T13:15",
    "2026-03-29T13:15",
    "2026-07-01T08:05",
    "2026-10-24T23:30",
    "2026-10-25T12:00",
    "2026-12-31T23:59",
];

/// The text of the calendar file, and the method that its part names.
fn file(mail: &Mail) -> Option<(String, String)> {
    let message = MessageParser::new().parse(&mail.bytes).expect("a mail");
    let part = message.attachment(0)?;
    assert_eq!(part.attachment_name(), Some("calendar.ics"), "{}", mail.name);
    let method = part.content_type().and_then(|kind| kind.attribute("method")).expect("a method").to_owned();
    Some((String::from_utf8(part.contents().to_vec()).expect("UTF-8"), method))
}

/// Seconds since 1970; nothing where the clocks skip this time or show it twice.
fn instant(zone: Tz, at: LocalTime) -> Option<i64> {
    Some(zone.from_local_datetime(&at.wall()).single()?.timestamp())
}

/// What both programs read, held against each other.
fn read(files: &Value) -> Value {
    let (python, node) = (readers::python("read_calendar.py", files), readers::node("read_calendar.mjs", files));
    assert_eq!(python, node, "two readers read differently");
    assert_eq!(python.as_object().map(serde_json::Map::len), files.as_object().map(serde_json::Map::len));
    python
}

#[test]
fn two_readers_agree_on_every_calendar_file() {
    let mails: Vec<Mail> = every_mail().into_iter().filter(|mail| mail.content.entry().is_some()).collect();
    assert_eq!(mails.len(), 7 * 4, "all kinds but missed");
    let files: Value = mails
        .iter()
        .map(|mail| (mail.name.clone(), json!(file(mail).expect("a file").0)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let read = read(&files);
    for mail in &mails {
        let cancelled = mail.name.contains("cancellation");
        let sequence = if cancelled { 2 } else { i32::from(!mail.name.contains("confirmation")) };
        let start = instant(Tz::Europe__Istanbul, time("2026-11-26T14:00")).expect("a time");
        let said = &read[&mail.name];
        assert_eq!(said["uid"], UID, "{}", mail.name);
        assert_eq!(said["sequence"], sequence, "{}", mail.name);
        assert_eq!(said["method"], if cancelled { "CANCEL" } else { "PUBLISH" }, "{}", mail.name);
        assert_eq!(said["method"], file(mail).expect("a file").1, "{}: the part names another", mail.name);
        assert_eq!(said["status"], if cancelled { "CANCELLED" } else { "CONFIRMED" }, "{}", mail.name);
        assert_eq!(said["start"], start, "{}", mail.name);
        assert_eq!(said["start_by_file"], start, "{}", mail.name);
        assert_eq!(said["end"], start + 45 * 60, "{}", mail.name);
        assert_eq!((&said["alarms"], &said["attendees"]), (&json!(0), &json!(0)), "{}", mail.name);
        assert_eq!(said["organizer"], format!("mailto:{FROM}"), "{}", mail.name);
    }
}

#[test]
fn the_start_is_right_in_every_zone_by_what_the_file_says_alone() {
    let mut files = serde_json::Map::new();
    let mut starts = Vec::new();
    for zone in ZONES {
        for at in TIMES {
            let Some(start) = instant(*zone, time(at)) else { continue };
            let name = format!("{zone} {at}");
            let occasion = Occasion { what: What::Confirmation, starts: time(at) };
            let level = Level::Calendar(reply(None), entry(0, *zone));
            let content = Content { language: MailLanguage::En, body: Body::Appointment(occasion, level) };
            let mail = Mail::new(name.clone(), content, envelope("00000000000000000001"));
            files.insert(name.clone(), json!(file(&mail).expect("a file").0));
            starts.push((name, start));
        }
    }
    assert!(starts.len() > 100, "{} times", starts.len());
    let read = read(&files.into());
    for (name, start) in starts {
        assert_eq!(read[&name]["start"], start, "{name}");
        assert_eq!(read[&name]["start_by_file"], start, "{name}");
        assert_eq!(read[&name]["end"], start + 45 * 60, "{name}");
    }
}

#[test]
fn the_offices_words_for_a_place_arrive_whole_however_long() {
    let mut files = serde_json::Map::new();
    let mut places = Vec::new();
    for letter in ["w", "ş", "й", "م"] {
        for length in 1..=40 {
            let words = letter.repeat(length);
            let language = MailLanguage::En;
            let name = words.clone();
            let level =
                Level::Calendar(reply(Some(AppointmentPlace::Words(phrase(&words)))), entry(0, Tz::Europe__Istanbul));
            let occasion = Occasion { what: What::Confirmation, starts: time("2026-11-26T14:00") };
            let content = Content { language, body: Body::Appointment(occasion, level) };
            let mail = Mail::new(name.clone(), content, envelope("00000000000000000001"));
            files.insert(name.clone(), json!(file(&mail).expect("a file").0));
            places.push((name, words));
        }
    }
    let read = read(&files.into());
    for (name, words) in places {
        assert_eq!(read[&name]["place"], words, "{name}");
    }
}

#[test]
fn a_calendar_file_is_folded_and_ended_as_the_rfc_says_and_names_its_method_first() {
    for mail in every_mail() {
        let Some((text, _)) = file(&mail) else { continue };
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{}", mail.name);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", mail.name);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{}: {text}", mail.name);
        let position = |what: &str| text.find(what).unwrap_or_else(|| panic!("{}: no {what}", mail.name));
        assert!(position("\r\nMETHOD:") < position("\r\nBEGIN:VTIMEZONE"), "{}", mail.name);
        assert!(position("\r\nBEGIN:VTIMEZONE") < position("\r\nBEGIN:VEVENT"), "{}", mail.name);
        for never in ["VALARM", "ATTENDEE", "DESCRIPTION", "URL", "CONTACT", "http", "X-", "CN="] {
            assert!(!text.contains(never), "{}: {never}", mail.name);
        }
        assert_eq!(text.matches("UID:").count(), 1, "{}", mail.name);
        assert_eq!(text.matches("DTSTAMP:20261123T081500Z").count(), 1, "{}", mail.name);
    }
}
