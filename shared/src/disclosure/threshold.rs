//! The threshold below which a count of people or events is not published.

use thiserror::Error;

/// The least count that may be published, in people or events.
///
/// 11 by default (PCORnet; CMS), never below 5 (OMOP, PEDSnet).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Threshold(u32);

/// The threshold asked for lies outside 5 to 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a threshold is between 5 and 1000, not {0}")]
pub struct BadThreshold(pub u32);

impl Threshold {
    /// The least threshold anyone may set.
    pub const LEAST: u32 = 5;
    /// The greatest threshold: above this nothing would ever be published.
    pub const MOST: u32 = 1_000;

    /// Reads a threshold.
    ///
    /// # Errors
    /// [`BadThreshold`] outside 5 to 1,000.
    pub fn parse(count: u32) -> Result<Self, BadThreshold> {
        if (Self::LEAST..=Self::MOST).contains(&count) { Ok(Self(count)) } else { Err(BadThreshold(count)) }
    }

    /// The threshold as a count.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }

    /// The same for arithmetic on counts.
    pub(crate) fn wide(self) -> i64 {
        i64::from(self.0)
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(11)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_is_the_default_and_five_the_least() {
        assert_eq!(Threshold::default().get(), 11);
        assert_eq!(Threshold::parse(5).unwrap().get(), 5);
        assert_eq!(Threshold::parse(4), Err(BadThreshold(4)));
        assert_eq!(Threshold::parse(1_001), Err(BadThreshold(1_001)));
    }
}
