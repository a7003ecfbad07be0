//! Every mail there can be: seven languages, five kinds, three levels, and the address code.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use yaninda::mail::{
    AddressCode, Body, Content, Entry, Envelope, Level, Link, MailDomain, Occasion, Reply, Token, What, compose,
};
use yaninda_shared::{
    appointments::AppointmentPlace,
    mail::MailLanguage,
    values::{EmailAddress, LocalTime, NeutralPhrase},
};

pub const UID: &str = "5f0c2b7de1a94c3f8b6d";
pub const LINK: &str = "https://randevu.example/7kq2mx4n9pw3";
pub const STOP: &str = "https://randevu.example/s/7kq2mx4n9pw3";
pub const FROM: &str = "termin@post.randevu.example";
pub const TO: &str = "reader@mailbox.example";
pub const CODE: &str = "481203";

/// A mail, and what it was made of.
pub struct Mail {
    /// `ar-reminder-2`, or `ar-address-code`.
    pub name: String,
    pub content: Content,
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
}

impl Mail {
    pub fn new(name: String, content: Content, envelope: Envelope) -> Self {
        let bytes = compose(&envelope, &content).expect("a mail").formatted();
        Self { name, content, envelope, bytes }
    }

    /// 1 to 3; 0 of an address code.
    pub fn level(&self) -> u8 {
        match &self.content.body {
            Body::AddressCode(_) => 0,
            Body::Appointment(_, Level::TimeOnly) => 1,
            Body::Appointment(_, Level::Place(_)) => 2,
            Body::Appointment(_, Level::Calendar(..)) => 3,
        }
    }
}

pub fn time(text: &str) -> LocalTime {
    LocalTime::parse(text).expect("a time")
}

pub fn phrase(text: &str) -> NeutralPhrase {
    NeutralPhrase::parse(text).expect("a phrase")
}

pub fn envelope(id: &str) -> Envelope {
    let date: DateTime<Utc> = "2026-11-23T08:15:00Z".parse().expect("an instant");
    Envelope {
        from: EmailAddress::parse(FROM).expect("an address"),
        sender: Some(phrase("Randevular")),
        to: EmailAddress::parse(TO).expect("an address"),
        subject: None,
        message_id: Token::parse(id).expect("a token"),
        date: date.into(),
        domain: MailDomain::parse("post.randevu.example").expect("a domain"),
    }
}

pub fn reply(place: Option<AppointmentPlace>) -> Reply {
    let link = |text| Link::parse(text).expect("a link");
    Reply { place, link: link(LINK), stop: link(STOP) }
}

pub fn entry(sequence: i32, zone: Tz) -> Entry {
    Entry { uid: Token::parse(UID).expect("a token"), sequence, zone, minutes: 45 }
}

/// The five kinds, each with the sequence that its calendar entry has.
pub fn kinds() -> [(&'static str, What, i32); 5] {
    [
        ("confirmation", What::Confirmation, 0),
        ("change", What::Change { former: Some(time("2026-11-24T10:30")) }, 1),
        ("cancellation", What::Cancellation, 2),
        ("reminder", What::Reminder { hours_before: 24 }, 1),
        ("missed", What::Missed, 1),
    ]
}

/// All of them, with the same names and ids in every run.
pub fn every_mail() -> Vec<Mail> {
    let mut mails = Vec::new();
    for language in MailLanguage::ALL.iter().copied() {
        for (kind, what, sequence) in kinds() {
            let place = || reply(Some(AppointmentPlace::Usual));
            let levels = [
                Level::TimeOnly,
                Level::Place(place()),
                Level::Calendar(place(), entry(sequence, Tz::Europe__Istanbul)),
            ];
            for (level, number) in levels.into_iter().zip(1..) {
                let occasion = Occasion { what, starts: time("2026-11-26T14:00") };
                let content = Content { language, body: Body::Appointment(occasion, level) };
                let id = format!("{:020}", mails.len());
                mails.push(Mail::new(format!("{}-{kind}-{number}", language.as_str()), content, envelope(&id)));
            }
        }
        let code = AddressCode::parse(CODE).expect("a code");
        let content = Content { language, body: Body::AddressCode(code) };
        let id = format!("{:020}", mails.len());
        mails.push(Mail::new(format!("{}-address-code", language.as_str()), content, envelope(&id)));
    }
    mails
}
