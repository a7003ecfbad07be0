//! What a native speaker reads and approves before anything is sent in a language, and how a change of it shows.

use std::{collections::HashMap, sync::LazyLock};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use yaninda_shared::{
    appointments::AppointmentPlace,
    mail::MailLanguage,
    values::{LocalTime, NaiveDate},
};

use super::{dates, say};
use crate::mail::{AddressCode, Body, Content, Entry, Level, Link, Occasion, Reply, Token, What, word};

/// The files of each language, with the names that the hash knows them by.
macro_rules! files {
    ($language:expr, $($variant:ident $folder:literal)+) => {
        match $language { $(
            MailLanguage::$variant => [
                ("mail", include_str!(concat!("../../locales/", $folder, "/mail.ftl"))),
                ("page", include_str!(concat!("../../locales/", $folder, "/page.ftl"))),
            ],
        )+ }
    };
}

/// The sources of a language's texts.
pub(super) fn files(language: MailLanguage) -> impl Iterator<Item = (&'static str, &'static str)> {
    files!(language, En "en" Tr "tr" Ar "ar" Fa "fa" Ru "ru" Uk "uk" Fr "fr").into_iter()
}

/// The keys of a file. A line that begins with a letter begins a text; what belongs to it is indented.
pub(super) fn keys(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

/// SHA-256 of all texts of a language, as 64 hexadecimal digits. Comments and empty lines do not count: an approval
/// lapses when there is something new to read, and then only.
#[must_use]
pub fn texts_hash(language: MailLanguage) -> &'static str {
    static HASHES: LazyLock<HashMap<MailLanguage, String>> =
        LazyLock::new(|| MailLanguage::ALL.iter().map(|language| (*language, hash(*language))).collect());
    HASHES.get(&language).map_or("", String::as_str)
}

fn hash(language: MailLanguage) -> String {
    let mut hash = Sha256::new();
    for (name, source) in files(language) {
        hash.update(format!("# {name}\n"));
        for line in source.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            hash.update(line);
            hash.update("\n");
        }
    }
    HEXLOWER.encode(&hash.finalize())
}

/// Every text of a language with sample values put in: whole mails first, then what does not stand in them.
#[must_use]
pub fn texts(language: MailLanguage) -> Vec<String> {
    let (starts, former) = sample_times();
    let mut texts: Vec<String> = sample_mails(language, starts, former)
        .map(|content| {
            let words = word(&content, None);
            format!("{}\n\n{}", words.subject, words.text)
        })
        .collect();
    let when = |at| {
        let (day, time) = (dates::short_day(language, at), dates::time(language, at));
        say(language, "mail-when", &[("day", &day), ("time", &time)])
    };
    let (when, former, day, time, weekday) = (
        when(starts),
        when(former),
        dates::short_day(language, starts),
        dates::time(language, starts),
        dates::weekday(language, starts),
    );
    let samples = [
        ("when", when),
        ("former", former),
        ("day", day),
        ("time", time),
        ("weekday", weekday),
        ("code", CODE.to_owned()),
        ("answer", say(language, "page-coming", &[])),
    ];
    let samples: Vec<(&'static str, &str)> = samples.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for (_, source) in files(language) {
        for key in keys(source) {
            let text = say(language, key, &samples);
            if !texts.iter().any(|known| known.lines().any(|line| line == text)) {
                texts.push(text);
            }
        }
    }
    texts
}

const CODE: &str = "481203";

fn sample_times() -> (LocalTime, LocalTime) {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
    (LocalTime::new(day(26), 14 * 60), LocalTime::new(day(24), 10 * 60 + 30))
}

/// Every kind of mail at the levels that differ in words: level 3 says all that level 2 does.
fn sample_mails(language: MailLanguage, starts: LocalTime, former: LocalTime) -> impl Iterator<Item = Content> {
    let kinds = [
        What::Confirmation,
        What::Change { former: Some(former) },
        What::Change { former: None },
        What::Cancellation,
        What::Reminder { hours_before: 24 },
        What::Missed,
    ];
    let levels = std::iter::once(Level::TimeOnly).chain(sample_calendar());
    let mails = levels.flat_map(move |level| {
        kinds.map(|what| Content { language, body: Body::Appointment(Occasion { what, starts }, level.clone()) })
    });
    let code = AddressCode::parse(CODE).ok().map(|code| Content { language, body: Body::AddressCode(code) });
    mails.chain(code)
}

fn sample_calendar() -> Option<Level> {
    let link = Link::parse("https://example.org/a1b2c3").ok()?;
    let reply = Reply { place: Some(AppointmentPlace::Usual), stop: link.clone(), link };
    let uid = Token::parse("00000000000000000000").ok()?;
    Some(Level::Calendar(reply, Entry { uid, sequence: 0, zone: chrono_tz::Tz::Europe__Istanbul, minutes: 60 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_64_digits_and_differs_from_language_to_language() {
        let hashes: Vec<&str> = MailLanguage::ALL.iter().map(|language| texts_hash(*language)).collect();
        for (at, hash) in hashes.iter().enumerate() {
            assert!(hash.len() == 64 && hash.bytes().all(|c| c.is_ascii_hexdigit()), "{hash}");
            assert!(!hashes[..at].contains(hash));
        }
    }

    #[test]
    fn a_native_speaker_reads_every_text_with_nothing_left_out() {
        for language in MailLanguage::ALL {
            let read = texts(*language).join("\n");
            assert!(!read.contains("{$") && !read.contains("{ $"), "{read}");
            for (_, source) in files(*language) {
                for key in keys(source) {
                    assert!(!read.contains(key), "{key} has no text");
                }
                let words = source.lines().filter_map(|line| line.split_once(" = ")).flat_map(|(_, text)| {
                    text.split(['{', '}'])
                        .map(str::trim)
                        .filter(|part| !part.starts_with('$') && part.chars().count() > 3)
                });
                for part in words {
                    assert!(read.contains(part), "nobody reads {part:?}");
                }
            }
        }
    }

    #[test]
    fn no_file_of_a_language_is_left_out() {
        for language in MailLanguage::ALL {
            let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), language.as_str());
            let mut found: Vec<String> = std::fs::read_dir(folder)
                .expect("a folder")
                .map(|file| file.expect("a file").file_name().into_string().expect("a name"))
                .collect();
            found.sort();
            let mut listed: Vec<String> = files(*language).map(|(name, _)| format!("{name}.ftl")).collect();
            // What is on paper is handed over by somebody, never sent.
            listed.push("paper.ftl".to_owned());
            assert_eq!(found, listed);
        }
    }
}
