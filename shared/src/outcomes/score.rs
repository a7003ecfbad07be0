//! The scale.

use serde::{Deserialize, Serialize};

use crate::values::ValueError;

/// 1 just starting, 2 finding footing, 3 getting steady, 4 steady, 5 independent. A low one is information, never a
/// failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1, maximum = 5, example = 3))]
pub struct Score(u8);

impl Score {
    /// The lowest.
    pub const MIN: u8 = 1;
    /// The highest.
    pub const MAX: u8 = 5;

    /// A step of the scale. Errors: `OutOfScale`.
    pub fn new(step: i64) -> Result<Self, ValueError> {
        u8::try_from(step)
            .ok()
            .filter(|step| (Self::MIN..=Self::MAX).contains(step))
            .map(Self)
            .ok_or(ValueError::OutOfScale)
    }

    /// The step, 1 to 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Score {
    type Error = ValueError;
    fn try_from(step: i64) -> Result<Self, ValueError> {
        Self::new(step)
    }
}

impl From<Score> for i64 {
    fn from(score: Score) -> Self {
        score.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_goes_from_one_to_five() {
        let good: Vec<i64> = (-300..300).filter(|step| Score::new(*step).is_ok()).collect();
        assert_eq!(good, [1, 2, 3, 4, 5]);
        assert_eq!(serde_json::to_string(&Score::new(4).unwrap()).unwrap(), "4");
        let refused = serde_json::from_str::<Score>("6").unwrap_err().to_string();
        assert!(refused.starts_with("out_of_scale"), "{refused}");
    }
}
