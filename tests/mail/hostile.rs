//! Input that was made to break a mail: it cannot become part of one, or arrives as plain words.

use mail_parser::MessageParser;
use proptest::{prelude::*, sample::select};
use yaninda::mail::{AddressCode, Body, ComposeError, Content, Envelope, Level, Link, Occasion, Token, What, compose};
use yaninda_shared::{
    appointments::AppointmentPlace,
    mail::MailLanguage,
    values::{EmailAddress, LocalTime, NeutralPhrase},
};

use crate::every_mail::{entry, envelope, every_mail, reply, time};

#[test]
fn what_could_end_a_header_is_no_phrase_no_address_no_link_and_no_token() {
    for text in [
        "Merhaba\r\nBcc: x@evil.example",
        "Merhaba\nBcc: x@evil.example",
        "Merhaba\rBcc",
        "Merhaba\u{0}",
        "Merhaba\u{85}Bcc",
        "Merhaba\u{2028}Bcc",
        "Mer\u{202e}haba",
        "Mer\u{2066}haba",
        "Merhaba <x@evil.example>",
        "=?utf-8?q?Bcc?=",
        "Merhaba, x@evil.example",
        "\"Merhaba\"",
    ] {
        assert!(NeutralPhrase::parse(text).is_err(), "{text:?}");
        assert!(EmailAddress::parse(text).is_err(), "{text:?}");
        assert!(Link::parse(&format!("https://randevu.example/{text}")).is_err(), "{text:?}");
        assert!(Token::parse(&format!("0123456789abcdef{text}")).is_err(), "{text:?}");
        assert!(AddressCode::parse(text).is_err(), "{text:?}");
    }
    for address in [
        "x@mailbox.example\r\nBcc: y@evil.example",
        "x@mailbox.example, y@evil.example",
        "x(comment)@mailbox.example",
        "\"x y\"@mailbox.example",
        "<x@mailbox.example>",
        "x@[192.0.2.1]",
        "müller@mailbox.example",
        "x@müller.example",
        "x@mailbox.example\u{200b}",
        "x\u{202e}@mailbox.example",
        "x@@mailbox.example",
        "x@mailbox.example>",
        "x@mailbox.example;y",
    ] {
        assert!(EmailAddress::parse(address).is_err(), "{address:?}");
    }
    let long = "a".repeat(10_000);
    assert!(NeutralPhrase::parse(&long).is_err());
    assert!(EmailAddress::parse(&format!("{long}@mailbox.example")).is_err());
    assert!(EmailAddress::parse(&format!("x@{long}.example")).is_err());
    assert!(Token::parse(&long).is_err());
}

#[test]
fn a_sender_outside_the_mail_domain_is_refused() {
    let mail = every_mail().remove(0);
    for from in ["elif.kaya@staff.example", "termin@randevu.example", "termin@a.post.randevu.example"] {
        let envelope = Envelope { from: EmailAddress::parse(from).expect("an address"), ..mail.envelope.clone() };
        assert!(matches!(compose(&envelope, &mail.content), Err(ComposeError::ForeignSender)), "{from}");
    }
}

fn any_phrase() -> impl Strategy<Value = NeutralPhrase> {
    // Letters, marks and joiners of any script, and what is between words.
    prop_oneof!["[\\p{L}\\p{M} '’\u{200c}-]{1,40}", "\\PC{1,40}", "[ء-ي ]{1,40}", "[а-яёіїєґ ]{1,40}"]
        .prop_filter_map("a phrase", |text| NeutralPhrase::parse(&text).ok())
}

fn any_address() -> impl Strategy<Value = EmailAddress> {
    "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9.-]{1,60}\\.[a-z0-9-]{1,10}"
        .prop_filter_map("an address", |text| EmailAddress::parse(&text).ok())
}

fn any_time() -> impl Strategy<Value = LocalTime> {
    (0_i64..70_000_000).prop_map(|minutes| time("1970-01-02T00:00").plus_minutes(minutes))
}

fn any_what() -> impl Strategy<Value = What> {
    prop_oneof![
        Just(What::Confirmation),
        proptest::option::of(any_time()).prop_map(|former| What::Change { former }),
        Just(What::Cancellation),
        any::<u16>().prop_map(|hours_before| What::Reminder { hours_before }),
        Just(What::Missed),
    ]
}

fn any_place() -> impl Strategy<Value = Option<AppointmentPlace>> {
    prop_oneof![
        Just(None),
        Just(Some(AppointmentPlace::Agreed)),
        Just(Some(AppointmentPlace::Phone)),
        Just(Some(AppointmentPlace::Online)),
        any_phrase().prop_map(|phrase| Some(AppointmentPlace::Words(phrase))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_put_in_a_mail_comes_out_with_the_same_headers(
        language in select(MailLanguage::ALL),
        what in any_what(),
        starts in any_time(),
        level in 1_usize..=3,
        place in any_place(),
        sender in proptest::option::of(any_phrase()),
        subject in proptest::option::of(any_phrase()),
        to in any_address(),
        sequence in any::<i32>(),
        minutes in any::<u16>(),
        zone in select(&chrono_tz::TZ_VARIANTS[..]),
    ) {
        let level = match level {
            1 => Level::TimeOnly,
            2 => Level::Place(reply(place)),
            _ => Level::Calendar(reply(place), yaninda::mail::Entry { minutes, ..entry(sequence, zone) }),
        };
        let with_links = !matches!(level, Level::TimeOnly);
        let content = Content { language, body: Body::Appointment(Occasion { what, starts }, level) };
        let around = Envelope { sender: sender.clone(), subject: subject.clone(), to: to.clone(), ..envelope("00000000000000000001") };
        let bytes = compose(&around, &content).expect("a mail").formatted();
        let message = MessageParser::new().parse(&bytes).expect("a mail");
        let names: Vec<&str> = message.headers_raw().map(|(name, _)| name).collect();
        prop_assert_eq!(names.len(), if with_links { 10 } else { 8 }, "{:?}", names);
        let receivers: Vec<_> = message.to().expect("a reader").iter().map(|one| one.address().map(str::to_owned)).collect();
        prop_assert_eq!(receivers, vec![Some(to.as_str().to_owned())]);
        let words = |phrase: &NeutralPhrase| phrase.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(subject) = &subject {
            let read = message.subject().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(read, words(subject));
        }
        if let Some(sender) = &sender {
            let from = message.from().and_then(|from| from.first()).expect("a sender");
            prop_assert_eq!(from.name().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "), words(sender));
            prop_assert_eq!(from.address(), Some(crate::every_mail::FROM));
        }
        prop_assert!(bytes.is_ascii());
        prop_assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() <= 999));
    }
}
