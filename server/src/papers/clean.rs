//! Texts as they can be set: composed, without control characters.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Letters after which a word may be broken: it would reach over the edge of its column.
const LONGEST: usize = 30;

/// Cleans every text in this.
pub(super) fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = cleaned(text),
        Value::Array(values) => values.iter_mut().for_each(clean),
        Value::Object(values) => values.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A tab becomes a space. Marks of direction go: each value is set in the direction of its own first letter, and a mark in
/// it would turn round what stands beside it.
fn cleaned(text: &str) -> String {
    let mut run = 0;
    let composed = text.replace("\r\n", "\n");
    let letters = composed.nfc().filter_map(|c| match c {
        '\n' => Some('\n'),
        '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    });
    let mut cleaned = String::with_capacity(composed.len());
    for letter in letters {
        run = if letter.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST {
            cleaned.push('\u{200b}');
            run = 1;
        }
        cleaned.push(letter);
    }
    cleaned
}

/// Every text in this.
pub(super) fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(values) => values.values().for_each(|value| texts(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_steers_the_setting() {
        assert_eq!(cleaned("a\r\nb\rc\u{202e}d\te\u{0}f"), "a\nb\ncd e f");
        assert_eq!(cleaned("s\u{327}"), "ş");
        assert_eq!(cleaned(&"m".repeat(31)), format!("{}\u{200b}m", "m".repeat(30)));
    }
}
