//! What a form said, parsed.

use yaninda_shared::{
    appointments::AnswerKind,
    values::{LocalTime, ShortText, ValueError},
};

/// An answer as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) kind: AnswerKind,
    pub(super) slot: Option<LocalTime>,
    pub(super) message: Option<ShortText>,
}

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// No answer at all.
    Nothing,
    /// Another time, of which it is not said which: neither one of those offered, nor that none of them suits, nor a word.
    NoTime,
    /// More words than there may be.
    TooLong,
}

/// Reads the fields of a form.
pub(super) fn read(body: &[u8]) -> Result<Said, Unclear> {
    let (mut kind, mut slot, mut none, mut words) = (None, None, false, String::new());
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "answer" => kind = AnswerKind::from_code(&value),
            "slot" => (slot, none) = (LocalTime::parse(&value).ok(), value.is_empty()),
            "message" => words = one_line(&value),
            _ => {}
        }
    }
    let kind = kind.ok_or(Unclear::Nothing)?;
    if kind != AnswerKind::AnotherTime {
        return Ok(Said { kind, slot: None, message: None });
    }
    let message = match ShortText::parse(&words) {
        Ok(words) => Some(words),
        Err(ValueError::TooLong) => return Err(Unclear::TooLong),
        Err(_) => None,
    };
    if slot.is_none() && message.is_none() && !none {
        return Err(Unclear::NoTime);
    }
    Ok(Said { kind, slot, message })
}

/// The words as one line. What cannot be seen, and could make them read otherwise than they are, is left out: whoever wrote
/// them would not know what to mend.
pub(super) fn one_line(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        .collect();
    shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_and_nothing_else() {
        let said = |text: &str| read(text.as_bytes());
        let plain = |kind| Ok(Said { kind, slot: None, message: None });
        assert_eq!(said("answer=coming"), plain(AnswerKind::Coming));
        assert_eq!(said("answer=not_coming&slot=2026-11-27T10:30&message=x"), plain(AnswerKind::NotComing));
        assert_eq!(said("answer=maybe"), Err(Unclear::Nothing));
        assert_eq!(said(""), Err(Unclear::Nothing));
        assert_eq!(said("answer=another_time&slot=&message=+%0D%0A+"), plain(AnswerKind::AnotherTime), "none of these");
        assert_eq!(said("answer=another_time&message=+"), Err(Unclear::NoTime));
        assert_eq!(said("answer=another_time&slot=tomorrow"), Err(Unclear::NoTime));
        let long = format!("answer=another_time&message={}", "%D0%B0".repeat(301));
        assert_eq!(said(&long), Err(Unclear::TooLong));
        let full = format!("answer=another_time&message={}", "%F0%9F%8C%B1".repeat(300));
        assert!(said(&full).is_ok_and(|said| said.message.is_some()));
        assert!(full.len() < 8 * 1024, "no longer form is taken");
    }

    #[test]
    fn words_are_one_line_without_what_cannot_be_seen() {
        assert_eq!(one_line(" Friday\r\n\tafter  10\u{202E}\u{0} "), "Friday after 10");
        assert_eq!(one_line("می‌توانم"), "می‌توانم", "a joiner belongs to the word");
    }
}
