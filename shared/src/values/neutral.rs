//! Words that may stand in a mail to a survivor.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ShortText, ValueError};
use crate::text::fold;

/// Few words that give nothing away, such as "the usual place": no digits, no punctuation that addresses and links are
/// made of, none of the words that addresses are made of. The server also refuses names it knows.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 40))]
pub struct NeutralPhrase(String);

/// What addresses are made of, folded: Turkish, English, French; then Arabic, Persian, Russian and Ukrainian.
const ADDRESS_WORDS: &str = "sokak sokagi sok cadde caddesi cad mahalle mahallesi mah bulvar bulvari apartman apartmani apt kat daire \
    no blok street str road avenue ave lane square floor flat building rue boulevard bd etage immeuble \
    شارع حي بناء بنايه طابق زقاق خيابان كوچه پلاك ساختمان طبقه \
    улица ул проспект переулок дом квартира этаж вулиця вул провулок будинок поверх";

impl NeutralPhrase {
    /// Most characters it may have.
    pub const MAX: usize = 40;

    /// Trims and checks a phrase, and leaves one space between words. Errors: those of a line of text, `TooLong`,
    /// `NotNeutral`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = ShortText::parse(text)?;
        let text = text.as_str();
        if text.chars().count() > Self::MAX {
            return Err(ValueError::TooLong);
        }
        let plain = |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, ' ' | '-' | '\'' | '’' | '\u{200c}');
        let folded = fold(text);
        let address = |word: &str| ADDRESS_WORDS.split_ascii_whitespace().any(|part| fold(part) == word);
        if !text.chars().all(plain) || folded.split(' ').any(address) {
            return Err(ValueError::NotNeutral);
        }
        // Mail headers do not keep more than one.
        Ok(Self(text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// The phrase.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

impl TryFrom<String> for NeutralPhrase {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<NeutralPhrase> for String {
    fn from(phrase: NeutralPhrase) -> String {
        phrase.0
    }
}

impl fmt::Debug for NeutralPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<phrase of {} characters>", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreed_words_are_taken() {
        for phrase in [
            "the usual place",
            "Her zamanki yer",
            "المكان المعتاد",
            "جای همیشگی",
            "обычное место",
            "l'endroit habituel",
        ] {
            assert!(NeutralPhrase::parse(phrase).is_ok(), "{phrase}");
        }
        assert_eq!(
            NeutralPhrase::parse("  the   usual place ").as_ref().map(NeutralPhrase::as_str),
            Ok("the usual place")
        );
    }

    #[test]
    fn what_looks_like_an_address_or_a_link_is_refused() {
        for phrase in [
            "Bağdat Caddesi",
            "Gül Sok",
            "12 Rose",
            "room 4",
            "Main Street",
            "شارع النصر",
            "улица Мира",
            "a@b",
            "www.example.org",
            "Kadıköy, Moda",
            "kapı no beş",
        ] {
            assert_eq!(NeutralPhrase::parse(phrase), Err(ValueError::NotNeutral), "{phrase}");
        }
        assert_eq!(NeutralPhrase::parse(&"a".repeat(41)), Err(ValueError::TooLong));
        assert_eq!(NeutralPhrase::parse("a\nb"), Err(ValueError::ControlCharacter));
    }
}
