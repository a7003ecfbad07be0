//! Masks: what is shown of a number or a text until somebody asks for it.

use super::ShortText;

/// Begins every mask, and is all of one that shows nothing.
pub const MASK: &str = "•••";

impl ShortText {
    /// Hides all but the last three characters; of a short text everything.
    #[must_use]
    pub fn masked(&self) -> Self {
        let count = self.as_str().chars().count();
        let tail: String = if count > 3 { self.as_str().chars().skip(count - 3).collect() } else { String::new() };
        Self::unchecked([MASK, tail.trim()].concat())
    }

    /// Hides everything.
    #[must_use]
    pub fn hidden() -> Self {
        Self::unchecked(MASK.to_owned())
    }

    /// Whether this is a mask.
    #[must_use]
    pub fn is_mask(&self) -> bool {
        self.as_str().starts_with(MASK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_its_last_three_characters_at_most() {
        for (number, shown) in [("99123456789", "•••789"), ("A12", "•••"), ("ŞĞ1İ23", "•••İ23"), ("12 34", "•••34")]
        {
            let masked = ShortText::parse(number).unwrap().masked();
            assert_eq!(masked.as_str(), shown);
            assert_eq!(ShortText::parse(shown), Ok(masked.clone()));
            assert!(masked.is_mask() && ShortText::hidden().is_mask());
        }
    }
}
