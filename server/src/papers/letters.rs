//! Letters that none of the fonts has: they appear as empty boxes, and the paper says which script they are of.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};
use yaninda_shared::mail::MailLanguage;

use super::fonts::FONTS;
use crate::words::say;

/// Names of the scripts of what cannot be written, each once; nothing if all of it can.
pub(super) fn unwritten<'a>(language: MailLanguage, texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut scripts: BTreeSet<String> = BTreeSet::new();
    let missing: BTreeSet<char> = texts.flat_map(str::chars).filter(|c| !FONTS.has(*c) && !is_silent(*c)).collect();
    for letter in missing {
        scripts.insert(match letter.script() {
            Script::Common | Script::Inherited | Script::Unknown => say(language, "paper-signs", &[]),
            script => script.full_name().to_owned(),
        });
    }
    (!scripts.is_empty()).then(|| scripts.into_iter().collect::<Vec<_>>().join(", "))
}

/// What has no shape of its own: line ends, marks of direction, joiners, variants.
const fn is_silent(c: char) -> bool {
    matches!(c, '\n' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_named_once() {
        let said = |text| unwritten(MailLanguage::En, std::iter::once(text));
        assert_eq!(said("Ayşe Олена\u{200d} علی ნინო\u{200c}"), None);
        assert_eq!(said("김민지 ทดสอบ 김"), Some("Hangul, Thai".into()));
        assert_eq!(said("\u{1f600}"), Some("signs".into()));
    }
}
