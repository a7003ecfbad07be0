//! Writing from right to left: no line may show a time, a date or a code the wrong way round.

use mail_parser::MessageParser;
use unicode_bidi::{BidiInfo, Level};

use crate::every_mail::{CODE, every_mail};

/// A line as it is seen, from left to right, in a window of this direction; by its own first letter if none is given.
fn shown(line: &str, window: Option<Level>) -> String {
    let bidi = BidiInfo::new(line, window);
    let paragraph = &bidi.paragraphs[0];
    bidi.reorder_line(paragraph, paragraph.range.clone()).into_owned()
}

#[test]
fn times_and_codes_read_the_same_in_every_window() {
    for mail in every_mail() {
        let message = MessageParser::new().parse(&mail.bytes).expect("a mail");
        let text = message.body_text(0).expect("plain text");
        let subject = message.subject().expect("a subject");
        let mut seen = 0;
        for line in text.lines().chain([subject]).filter(|line| !line.is_empty()) {
            for window in [None, Some(Level::ltr()), Some(Level::rtl())] {
                let shown = shown(line, window);
                for whole in [
                    "14:00",
                    "10:30",
                    "۱۴:۰۰",
                    "۱۰:۳۰",
                    "2026",
                    "۲۰۲۶",
                    "۱۴۰۵",
                    CODE,
                    "https://randevu.example/7kq2mx4n9pw3",
                ] {
                    if line.contains(whole) {
                        assert!(shown.contains(whole), "{}: {line:?} is shown as {shown:?}", mail.name);
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 0, "{}", mail.name);
    }
}

/// In a window of the wrong direction only a full stop may change sides, never words.
#[test]
fn words_from_right_to_left_keep_their_order_in_every_window() {
    for mail in every_mail().iter().filter(|mail| mail.name.starts_with("ar") || mail.name.starts_with("fa")) {
        let message = MessageParser::new().parse(&mail.bytes).expect("a mail");
        let text = message.body_text(0).expect("plain text");
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("https://")) {
            let words = |shown: &str| -> Vec<String> {
                shown.split_whitespace().map(|word| word.trim_matches(['.', ':', '،', '(', ')']).to_owned()).collect()
            };
            let (right, wrong) = (shown(line, Some(Level::rtl())), shown(line, Some(Level::ltr())));
            assert_eq!(words(&right), words(&wrong), "{}: {line}", mail.name);
        }
    }
}
