//! What an office knows about an appointment, and none of which may be in a mail: not in a header, a host or an id, raw or
//! decoded.

use std::{collections::BTreeMap, fs, path::Path};

use chrono_tz::Tz;
use mail_parser::{MessageParser, PartType};
use yaninda::mail::{Body, Content, Level, Occasion, What};
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentPlace},
    catalogue,
    ids::{AppointmentId, CaseId, OfficeId, UserId},
    mail::MailLanguage,
    text::fold,
    values::{CodeName, LongText, Name, ShortText, ZoneName},
};

use crate::every_mail::{CODE, Mail, entry, envelope, every_mail, phrase, reply, time};

const STAFF_ORIGIN: &str = "https://app.yaninda-dernegi.example";

fn short(text: &str) -> Option<ShortText> {
    Some(ShortText::parse(text).expect("a text"))
}

/// An office, its people, a case and an appointment: the mails below are about this one.
struct Known {
    office: (OfficeId, ShortText),
    workers: [Name; 2],
    person: Name,
    code_name: CodeName,
    case: (CaseId, &'static str),
    appointment: AppointmentId,
    draft: AppointmentDraft,
}

fn known() -> Known {
    let id = |last: u8| format!("01930000-0000-7000-8000-0000000000{last:02x}");
    let worker: UserId = id(1).parse().expect("an id");
    Known {
        office: (id(2).parse().expect("an id"), short("Yanında Derneği Kadıköy Şubesi").expect("a name")),
        workers: ["Elif Kaya", "محمد الأحمد"].map(|name| Name::parse(name).expect("a name")),
        person: Name::parse("Олена Шевченко").expect("a name"),
        code_name: CodeName::parse("Mimoza").expect("a code name"),
        case: (id(3).parse().expect("an id"), "IST-2026-0042"),
        appointment: id(4).parse().expect("an id"),
        draft: AppointmentDraft {
            code: "LEG.court_escort".to_owned(),
            starts: time("2026-11-26T14:00"),
            zone: ZoneName::default(),
            minutes: 45,
            attended_by: Some(worker),
            with_whom: short("Av. Selin Demir"),
            place: short("Bağdat Caddesi 12, Kadıköy"),
            mail_place: Some(AppointmentPlace::Usual),
            interpreter: true,
            escort: true,
            bring: short("Kimlik ve ikamet belgesi"),
            note: Some(LongText::parse("Duruşma salonu 4; polis tutanağı dosyada").expect("a text")),
            offered: Vec::new(),
            tell: true,
            repeat: None,
        },
    }
}

impl Known {
    /// The mails about it, at every level, in every language.
    fn mails(&self) -> Vec<Mail> {
        let draft = &self.draft;
        let mut mails = Vec::new();
        for language in MailLanguage::ALL.iter().copied() {
            for (kind, what, sequence) in crate::every_mail::kinds() {
                let told = || reply(draft.mail_place.clone());
                let zone: Tz = draft.zone.as_str().parse().expect("a zone");
                for level in [Level::TimeOnly, Level::Place(told()), Level::Calendar(told(), entry(sequence, zone))] {
                    let body = Body::Appointment(Occasion { what, starts: draft.starts }, level);
                    let mut around = envelope("5c1e9a7fd2b84e06");
                    around.subject = Some(phrase("Merhaba"));
                    let name = format!("{} {kind} about it", language.as_str());
                    mails.push(Mail::new(name, Content { language, body }, around));
                }
            }
        }
        mails.extend(every_mail());
        mails
    }

    /// What may stand nowhere, not even inside a word.
    fn secrets(&self) -> Vec<String> {
        let draft = &self.draft;
        let mut secrets: Vec<String> = vec![
            self.office.0.to_string(),
            self.case.0.to_string(),
            self.case.1.to_owned(),
            self.appointment.to_string(),
            draft.attended_by.expect("a worker").to_string(),
            "yaninda".to_owned(),
            "dernegi".to_owned(),
            STAFF_ORIGIN.trim_start_matches("https://").to_owned(),
            self.code_name.as_str().to_owned(),
            draft.code.clone(),
            "court_escort".to_owned(),
        ];
        let texts = [&self.office.1].into_iter().chain(&draft.with_whom).chain(&draft.place).chain(&draft.bring);
        let lines = texts.map(ShortText::as_str).chain(draft.note.as_ref().map(LongText::as_str));
        let names = self.workers.iter().chain([&self.person]).map(Name::as_str);
        for text in lines.chain(names) {
            secrets.push(text.to_owned());
            // Also each of its words that could not be one of a mail by chance.
            secrets.extend(text.split([' ', ',', ';']).filter(|word| word.chars().count() > 3).map(str::to_owned));
        }
        secrets.iter().map(|secret| fold(secret)).collect()
    }
}

/// Everything that can be read in a mail: as it is sent, and each header and part decoded.
fn readable(mail: &Mail) -> Vec<String> {
    let message = MessageParser::new().parse(&mail.bytes).expect("a mail");
    // Lines that were broken for the way are whole again.
    let mut texts = vec![String::from_utf8_lossy(&mail.bytes).replace("=\r\n", "")];
    texts.extend(message.subject().map(str::to_owned));
    for address in [message.from(), message.to()].into_iter().flatten() {
        texts.extend(address.iter().flat_map(|one| [one.name(), one.address()]).flatten().map(str::to_owned));
    }
    for part in (0..).map_while(|at| message.part(at)) {
        if !matches!(part.body, PartType::Multipart(_)) {
            let text = String::from_utf8(part.contents().to_vec()).expect("UTF-8");
            texts.push(text.replace("\r\n ", ""));
        }
    }
    texts
}

fn labels(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../app/locales/{language}.json"));
    let all: BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(path).expect("a locale")).expect("texts");
    let kind = |key: &str| ["service.", "category."].iter().any(|part| key.starts_with(part));
    let labels: Vec<String> = all.iter().filter(|(key, _)| kind(key)).map(|(_, label)| fold(label)).collect();
    assert!(labels.len() > 100, "{} labels", labels.len());
    labels
}

/// Whether these words stand in a text as words.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
    })
}

#[test]
fn no_mail_holds_anything_that_the_office_knows() {
    let known = known();
    let secrets = known.secrets();
    for mail in known.mails() {
        for text in readable(&mail) {
            let text = fold(&text);
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "{}: {secret} in {text}", mail.name);
            }
            for kind in catalogue::all() {
                assert!(!text.contains(&fold(kind.code)), "{}: {}", mail.name, kind.code);
            }
        }
    }
}

#[test]
fn no_mail_names_a_kind_of_the_catalogue() {
    let labels = ["en", "tr", "ar"].map(|language| (language, labels(language)));
    for mail in known().mails() {
        let own = mail.content.language.as_str();
        for text in readable(&mail) {
            let text = fold(&text);
            for (language, labels) in &labels {
                // A short word of one language may be another word in another.
                for label in labels.iter().filter(|label| *language == own || label.chars().count() > 4) {
                    assert!(!has_words(&text, label), "{}: {label} in {text}", mail.name);
                }
            }
        }
    }
}

#[test]
fn every_host_in_a_mail_is_the_survivors_own_or_the_readers() {
    for mail in known().mails() {
        for text in readable(&mail) {
            let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            for name in text.split(|c| !host(c)).filter(|name| name.contains(".example")) {
                let known = ["randevu.example", "post.randevu.example", "mailbox.example"].contains(&name);
                assert!(known, "{}: {name}", mail.name);
            }
            let links: Vec<&str> = text.split("://").skip(1).collect();
            assert!(links.iter().all(|link| link.starts_with("randevu.example/")), "{}: {links:?}", mail.name);
        }
    }
}

#[test]
fn no_id_of_a_record_is_in_a_mail() {
    for mail in known().mails() {
        for text in readable(&mail) {
            for word in text.split(|c: char| !c.is_ascii_hexdigit() && c != '-') {
                let shape: Vec<usize> = word.split('-').map(str::len).collect();
                assert_ne!(shape, [8, 4, 4, 4, 12], "{}: {word}", mail.name);
            }
        }
    }
}

/// The scan itself: it finds each of these where it is hidden deepest.
#[test]
fn the_scan_finds_what_is_hidden_in_a_header_or_a_part() {
    let known = known();
    let mut around = envelope("5c1e9a7fd2b84e06");
    around.sender = Some(phrase("Elif Kaya"));
    around.subject = Some(phrase("محمد الأحمد"));
    let level =
        Level::Calendar(reply(Some(AppointmentPlace::Words(phrase("Олена Шевченко")))), entry(0, Tz::Europe__Istanbul));
    let occasion = Occasion { what: What::Confirmation, starts: known.draft.starts };
    let content = Content { language: MailLanguage::Ru, body: Body::Appointment(occasion, level) };
    let mail = Mail::new("leaky".to_owned(), content, around);
    let texts: Vec<String> = readable(&mail).iter().map(|text| fold(text)).collect();
    let secrets = known.secrets();
    for name in ["Elif Kaya", "محمد الأحمد", "Олена Шевченко"].map(fold) {
        assert!(secrets.contains(&name) && texts.iter().any(|text| text.contains(&name)), "{name}");
    }
    assert!(!texts.iter().any(|text| text.contains(CODE)), "no code is in a mail about an appointment");
}
