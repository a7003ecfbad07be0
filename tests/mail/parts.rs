//! The parts and headers of every mail, read back by a parser of others.

use mail_parser::{HeaderName, Message, MessageParser, MimeHeaders, PartType};
use yaninda::mail::{Body, Content, Level, Occasion, What, word};
use yaninda_shared::{
    appointments::AppointmentPlace,
    mail::{MailKind, MailLanguage},
};

use crate::every_mail::{CODE, FROM, LINK, Mail, STOP, TO, envelope, every_mail, phrase, reply, time};

fn parsed(mail: &Mail) -> Message<'_> {
    MessageParser::new().parse(&mail.bytes).unwrap_or_else(|| panic!("{}: no mail", mail.name))
}

fn text(message: &Message<'_>) -> String {
    message.body_text(0).expect("plain text").replace("\r\n", "\n")
}

/// What a reader of HTML sees, line by line.
fn seen(html: &str) -> Vec<String> {
    let body = html.split_once("<body").expect("a body").1;
    let (mut lines, mut inside) = (String::new(), true);
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => lines.push(c),
            _ => {}
        }
    }
    let plain = [("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let lines = plain.iter().fold(lines, |lines, (from, to)| lines.replace(from, to));
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// How 26 November, 14:00 and 24 November, 10:30 are written.
fn times(language: MailLanguage) -> ([&'static str; 3], [&'static str; 3]) {
    match language {
        MailLanguage::En => (["Thursday", "26 November", "14:00"], ["Tuesday", "24 November", "10:30"]),
        MailLanguage::Tr => (["Perşembe", "26 Kasım", "14:00"], ["Salı", "24 Kasım", "10:30"]),
        MailLanguage::Ar => {
            (["الخميس", "26 تشرين الثاني/نوفمبر", "14:00"], ["الثلاثاء", "24 تشرين الثاني/نوفمبر", "10:30"])
        }
        MailLanguage::Fa => (["پنجشنبه", "۵ آذر", "۱۴:۰۰"], ["سه\u{200c}شنبه", "۳ آذر", "۱۰:۳۰"]),
        MailLanguage::Ru => (["четверг", "26 ноября", "14:00"], ["вторник", "24 ноября", "10:30"]),
        MailLanguage::Uk => (["четвер", "26 листопада", "14:00"], ["вівторок", "24 листопада", "10:30"]),
        MailLanguage::Fr => (["jeudi", "26 novembre", "14:00"], ["mardi", "24 novembre", "10:30"]),
    }
}

#[test]
fn every_mail_tells_the_day_and_time_and_a_change_the_former_ones() {
    for mail in every_mail().iter().filter(|mail| mail.level() > 0) {
        let message = parsed(mail);
        let html = message.body_html(0).expect("HTML").into_owned();
        let (now, former) = times(mail.content.language);
        let weekday_alone = mail.level() == 1 && mail.content.kind() == MailKind::Reminder;
        for said in [text(&message), html] {
            for part in now.iter().filter(|part| !weekday_alone || **part != now[1]) {
                assert!(said.contains(part), "{}: {part} is not in {said}", mail.name);
            }
            let change = mail.content.kind() == MailKind::Change;
            assert_eq!(former.iter().all(|part| said.contains(part)), change, "{}: {said}", mail.name);
        }
        for part in now {
            assert!(message.subject().expect("a subject").contains(part), "{}", mail.name);
        }
    }
}

#[test]
fn the_html_says_what_the_text_says_in_the_same_order() {
    for mail in every_mail() {
        let message = parsed(&mail);
        let text = text(&message);
        // The label of a link has a colon in the text, where the link follows it.
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with("https://")).collect();
        let seen = seen(&message.body_html(0).expect("HTML"));
        let same = lines.len() == seen.len()
            && lines.iter().zip(&seen).all(|(line, seen)| line == seen || line.strip_suffix(':') == Some(seen));
        assert!(same, "{}: {lines:?} is not {seen:?}", mail.name);
    }
}

#[test]
fn the_html_names_its_language_and_direction_and_fetches_nothing() {
    for mail in every_mail() {
        let message = parsed(&mail);
        let html = message.body_html(0).expect("HTML").into_owned();
        let language = mail.content.language;
        let dir = if matches!(language, MailLanguage::Ar | MailLanguage::Fa) { "rtl" } else { "ltr" };
        assert!(html.contains(&format!("<html lang=\"{}\" dir=\"{dir}\">", language.as_str())), "{}", mail.name);
        for never in [
            "<img",
            "<script",
            "<link",
            "<iframe",
            "<form",
            "src=",
            "url(",
            "@import",
            "@font-face",
            "background=\"",
            "cid:",
        ] {
            assert!(!html.contains(never), "{}: {never}", mail.name);
        }
        assert!(html.len() < 4096, "{}: {} bytes", mail.name, html.len());
        let links = usize::from(mail.level() >= 2);
        assert_eq!(html.matches("://").count(), links, "{}", mail.name);
        assert_eq!(html.matches(&format!("<a href=\"{LINK}\"")).count(), links, "{}", mail.name);
        assert_eq!(text(&message).matches("://").count(), links, "{}", mail.name);
        assert_eq!(text(&message).lines().filter(|line| *line == LINK).count(), links, "{}", mail.name);
    }
}

#[test]
fn level_1_is_one_line_without_a_link() {
    for mail in every_mail().iter().filter(|mail| mail.level() == 1) {
        let message = parsed(mail);
        assert_eq!(text(&message).lines().count(), 1, "{}", mail.name);
        let bytes = String::from_utf8(mail.bytes.clone()).expect("ASCII");
        for never in ["randevu.example/", "http", "List-", "calendar"] {
            assert!(!bytes.contains(never), "{}: {never}", mail.name);
        }
    }
    let english = every_mail().into_iter().find(|mail| mail.name == "en-reminder-1").expect("a reminder");
    assert_eq!(text(&parsed(&english)), "Reminder: Thursday 14:00\n");
}

#[test]
fn headers_are_these_and_no_others() {
    let always = ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted"];
    for mail in every_mail() {
        let message = parsed(&mail);
        let names: Vec<&str> = message.headers_raw().map(|(name, _)| name).collect();
        let mut expected = always.to_vec();
        if mail.level() >= 2 {
            expected.extend(["List-Unsubscribe", "List-Unsubscribe-Post"]);
        }
        expected.extend(["MIME-Version", "Content-Type"]);
        assert_eq!(names, expected, "{}", mail.name);
        let raw = |name: &'static str| message.header_raw(HeaderName::from(name)).map(str::trim);
        assert_eq!(raw("Date"), Some("Mon, 23 Nov 2026 08:15:00 +0000"));
        assert_eq!(raw("Auto-Submitted"), Some("auto-generated"));
        assert_eq!(raw("To"), Some(TO));
        let id = format!("<{}@post.randevu.example>", mail.envelope.message_id.as_str());
        assert_eq!(raw("Message-ID"), Some(id.as_str()));
        if mail.level() >= 2 {
            assert_eq!(raw("List-Unsubscribe"), Some(format!("<{STOP}>").as_str()));
            assert_eq!(raw("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        }
        let from = message.from().and_then(|from| from.first()).expect("a sender");
        assert_eq!((from.name(), from.address()), (Some("Randevular"), Some(FROM)), "{}", mail.name);
    }
}

#[test]
fn text_comes_first_html_beside_it_and_a_calendar_file_with_level_3_alone() {
    for mail in every_mail() {
        let message = parsed(&mail);
        let kind = |at: u32| {
            let kind = message.part(at).and_then(MimeHeaders::content_type).expect("a type");
            format!("{}/{}", kind.ctype(), kind.subtype().expect("a subtype"))
        };
        let kinds: Vec<String> = (0..).take_while(|at| message.part(*at).is_some()).map(kind).collect();
        let calendar = mail.level() == 3 && mail.content.kind() != MailKind::Missed;
        let expected: &[&str] = if calendar {
            &["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
        } else {
            &["multipart/alternative", "text/plain", "text/html"]
        };
        assert_eq!(kinds, expected, "{}", mail.name);
        assert_eq!(mail.content.entry().is_some(), calendar, "{}", mail.name);
        for part in (0..).map_while(|at| message.part(at)) {
            assert!(!part.is_encoding_problem, "{}", mail.name);
            if !matches!(part.body, PartType::Multipart(_)) {
                let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
                assert_eq!(charset, Some("utf-8"), "{}", mail.name);
            }
        }
    }
}

#[test]
fn every_byte_passes_through_old_mail_servers() {
    for mail in every_mail() {
        assert!(mail.bytes.is_ascii(), "{}", mail.name);
        let text = String::from_utf8(mail.bytes).expect("ASCII");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", mail.name);
        assert!(text.split("\r\n").all(|line| line.len() <= 78), "{}: {text}", mail.name);
    }
}

#[test]
fn the_address_code_can_be_read_out_in_every_language() {
    for mail in every_mail().iter().filter(|mail| mail.level() == 0) {
        let message = parsed(mail);
        assert!(text(&message).contains(CODE), "{}", mail.name);
        assert!(!message.subject().expect("a subject").contains(CODE), "{}: a lock screen shows it", mail.name);
        assert_eq!(text(&message).lines().filter(|line| !line.is_empty()).count(), 3, "{}", mail.name);
    }
}

#[test]
fn the_offices_own_words_are_taken_as_they_are() {
    for words in ["Merhaba", "مرحبا", "Сегодня", "l'endroit habituel"] {
        for mail in every_mail().into_iter().filter(|mail| mail.level() == 2) {
            let mut content = mail.content.clone();
            if let Body::Appointment(_, Level::Place(told)) = &mut content.body {
                *told = reply(Some(AppointmentPlace::Words(phrase(words))));
            }
            let mut around = envelope("00000000000000000001");
            (around.sender, around.subject) = (Some(phrase(words)), Some(phrase(words)));
            let still = !matches!(mail.content.kind(), MailKind::Cancellation | MailKind::Missed);
            let mail = Mail::new(mail.name, content, around);
            let message = parsed(&mail);
            assert_eq!(message.subject(), Some(words));
            assert_eq!(message.from().and_then(|from| from.first()).and_then(|from| from.name()), Some(words));
            assert_eq!(text(&message).lines().any(|line| line == words), still, "{}", mail.name);
        }
    }
}

/// What an English mail of level 1 says.
fn line(what: What) -> String {
    let body = Body::Appointment(Occasion { what, starts: time("2026-11-26T14:00") }, Level::TimeOnly);
    word(&Content { language: MailLanguage::En, body }, None).text
}

#[test]
fn a_reminder_names_the_day_where_the_weekday_alone_would_be_todays() {
    assert_eq!(line(What::Reminder { hours_before: 2 }), "Reminder: Thursday 14:00\n");
    assert_eq!(line(What::Reminder { hours_before: 144 }), "Reminder: Thursday 14:00\n");
    assert_eq!(line(What::Reminder { hours_before: 168 }), "Reminder: Thursday 26 November, 14:00\n");
}

#[test]
fn a_change_of_something_else_does_not_call_the_time_a_former_one() {
    let former = time("2026-11-24T10:30");
    assert_eq!(
        line(What::Change { former: Some(former) }),
        "New time: Thursday 26 November, 14:00 (no longer Tuesday 24 November, 10:30)\n"
    );
    for former in [None, Some(time("2026-11-26T14:00"))] {
        assert_eq!(line(What::Change { former }), "Changed: Thursday 26 November, 14:00\n");
    }
}
