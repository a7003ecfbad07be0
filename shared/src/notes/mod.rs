//! Free-text notes on the timeline.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CaseId, NoteId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{LongText, NaiveDate, check_not_future},
};

/// Body of `PUT /cases/{id}/notes/{note}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteDraft {
    pub occurred_on: NaiveDate,
    pub body: LongText,
}

impl NoteDraft {
    /// Checks the day.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        checker.check("occurred_on", check_not_future(self.occurred_on, today));
        checker.finish()
    }
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteRecord {
    pub id: NoteId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: NoteDraft,
    #[serde(default)]
    pub withdrawn: bool,
}
