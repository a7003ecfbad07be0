//! Golden files of every mail, for people to read: `UPDATE_GOLDEN=1` writes them anew.
//!
//! Headers are as they are sent, bodies decoded. The HTML stands only beside mails that look different: that it says what
//! the text says is a test of its own.

use std::{fs, path::Path};

use mail_parser::{Message, MessageParser, PartType};

use crate::every_mail::{Mail, every_mail};

/// One of each look: a line, a letter, a code.
const LOOKS: &[&str] = &["-reminder-1", "-change-3", "-address-code"];

fn readable(mail: &Mail) -> String {
    let message = MessageParser::new().parse(&mail.bytes).expect("a mail");
    part(&message, 0, &mail.bytes)
}

fn part(message: &Message<'_>, at: u32, bytes: &[u8]) -> String {
    let part_ = message.part(at).expect("a part");
    let head = &bytes[part_.offset_header as usize..part_.offset_body as usize];
    let head = String::from_utf8(head.to_vec()).expect("headers are ASCII").replace("\r\n", "\n");
    match &part_.body {
        PartType::Text(text) => format!("{head}{}", text.replace("\r\n", "\n")),
        PartType::Html(_) => format!("{head}(as the text)\n"),
        PartType::Multipart(parts) => {
            let parts: Vec<String> = parts.iter().map(|part_at| part(message, *part_at, bytes)).collect();
            format!("{head}{}", parts.iter().map(|part| format!("----\n{part}")).collect::<String>())
        }
        other => panic!("an unexpected part: {other:?}"),
    }
}

fn compare(file: &str, have: &str, differ: &mut Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("mail/snapshots").join(file);
    if fs::read_to_string(&path).unwrap_or_default() == have {
        return;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, have).expect("a file");
    }
    differ.push(file.to_owned());
}

#[test]
fn mails_are_as_they_were_reviewed() {
    let mut differ = Vec::new();
    let mails = every_mail();
    assert_eq!(mails.len(), 7 * (5 * 3 + 1));
    for mail in &mails {
        let (language, rest) = mail.name.split_once('-').expect("a name");
        compare(&format!("{language}/{rest}.txt"), &readable(mail), &mut differ);
        if LOOKS.iter().any(|look| mail.name.ends_with(look)) {
            let message = MessageParser::new().parse(&mail.bytes).expect("a mail");
            let html = message.body_html(0).expect("HTML").replace("\r\n", "\n");
            compare(&format!("{language}/{rest}.html"), &html, &mut differ);
        }
    }
    assert!(differ.is_empty(), "these changed: review them and run with UPDATE_GOLDEN=1: {differ:?}");
}

#[test]
fn the_same_mail_made_again_is_the_same_bytes() {
    for (first, second) in every_mail().iter().zip(every_mail()) {
        assert_eq!(first.bytes, second.bytes, "{}", first.name);
    }
}
