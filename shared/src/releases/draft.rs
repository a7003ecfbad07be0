//! What somebody asks to have published.

use serde::{Deserialize, Serialize};

use crate::{
    disclosure::Period,
    problem::{Checker, FieldError},
    values::{NaiveDate, ValueError},
};

text_enum! {
    /// Whose figures.
    ReleaseScope {
        /// Those of the office itself.
        Office = "office",
        /// Those of all offices together.
        All = "all",
    }
}

/// Body of `PUT /releases/{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseDraft {
    pub scope: ReleaseScope,
    pub period: Period,
}

impl ReleaseDraft {
    /// A period is published when it is over.
    ///
    /// # Errors
    /// [`ValueError::InTheFuture`] on `period`.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if self.period.days().1 > today {
            checker.refuse("period", ValueError::InTheFuture);
        }
        checker.finish()
    }
}
