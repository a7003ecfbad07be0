//! Texts with a length and without control characters.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ValueError;

fn check(text: &str, max: usize, lines: bool) -> Result<String, ValueError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ValueError::Empty);
    }
    // Bytes first: a text of 100 kB is refused without counting its characters.
    if text.len() > max * 4 || text.chars().count() > max {
        return Err(ValueError::TooLong);
    }
    let refused = |c: char| {
        (c.is_control() && !(lines && matches!(c, '\n' | '\t' | '\r')))
            // Invisible direction overrides can make a name read as another.
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    if text.chars().any(refused) {
        return Err(ValueError::ControlCharacter);
    }
    Ok(text.to_owned())
}

macro_rules! text {
    ($($(#[$meta:meta])* $name:ident max $max:tt lines $lines:literal;)+) => { $(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = $max))]
        pub struct $name(String);

        impl $name {
            /// Most characters it may have.
            pub const MAX: usize = $max;

            /// Trims and checks a text. Errors: `Empty`, `TooLong`, `ControlCharacter`.
            pub fn parse(text: &str) -> Result<Self, ValueError> {
                check(text, Self::MAX, $lines).map(Self)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl TryFrom<String> for $name {
            type Error = ValueError;
            fn try_from(text: String) -> Result<Self, ValueError> { Self::parse(&text) }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String { text.0 }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "<{} of {} characters>", stringify!($name), self.0.chars().count())
            }
        }
    )+ };
}

impl ShortText {
    /// A text that is known to be good.
    pub(super) const fn unchecked(text: String) -> Self {
        Self(text)
    }
}

text! {
    /// A made-up name for a person (plants, birds, places), shown everywhere instead of the real one.
    CodeName max 40 lines false;
    /// A real name.
    Name max 120 lines false;
    /// One line of free text.
    ShortText max 300 lines false;
    /// Free text of several lines.
    LongText max 10000 lines true;
}
