//! Milestones that an office has added.

use serde::{Deserialize, Serialize};

use crate::{
    ids::MilestoneTypeId,
    outcomes::OutcomeDomain,
    problem::{Checker, FieldError},
    values::{ShortText, ValueError},
};

/// Longest guess, in days.
const MOST_DAYS: i32 = 3650;

/// Body of `PUT /milestone-types/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneTypeDraft {
    /// In the office's own words. It stands in clear and is about nobody.
    pub name: ShortText,
    pub domain: OutcomeDomain,
    /// Days after the opening of a case by which it is usually expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 3650))]
    pub offset_days: Option<i32>,
    /// No longer offered; where it stands already it stays.
    #[serde(default)]
    pub retired: bool,
}

impl MilestoneTypeDraft {
    /// Checks the days, and the domain: what is said of substances stands nowhere but in sealed assessments.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match self.offset_days {
            Some(..0) => checker.refuse("offset_days", ValueError::Negative),
            Some(days) if days > MOST_DAYS => checker.refuse("offset_days", ValueError::TooLarge),
            _ => {}
        }
        if !self.domain.is_counted() {
            checker.refuse("domain", ValueError::NotAllowedHere);
        }
        checker.finish()
    }
}

/// A milestone of the caller's office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneTypeRecord {
    pub id: MilestoneTypeId,
    pub version: i64,
    #[serde(flatten)]
    pub draft: MilestoneTypeDraft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_about_substances() {
        let draft = MilestoneTypeDraft {
            name: ShortText::parse("Visited the library").unwrap(),
            domain: OutcomeDomain::SubstanceUse,
            offset_days: None,
            retired: false,
        };
        let errors = draft.validate().unwrap_err();
        assert_eq!(errors, [FieldError::new("domain", ValueError::NotAllowedHere)]);
    }

    #[test]
    fn days_are_neither_negative_nor_endless() {
        let refused = |days: i32| {
            let draft = MilestoneTypeDraft {
                name: ShortText::parse("Visited the library").unwrap(),
                domain: OutcomeDomain::Community,
                offset_days: Some(days),
                retired: false,
            };
            draft.validate().err().map(|errors| errors.into_iter().map(|error| error.code).collect::<String>())
        };
        assert_eq!((refused(0), refused(3650)), (None, None));
        assert_eq!((refused(-1).as_deref(), refused(3651).as_deref()), (Some("negative"), Some("too_large")));
    }
}
