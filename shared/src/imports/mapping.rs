//! What the columns of a file are, and how its values are to be read.

use serde::{Deserialize, Serialize};

use super::{ImportField, ImportKind, MAX_COLUMNS};
use crate::{
    problem::{Checker, FieldError},
    values::{Currency, LanguageTag, ShortText, ValueError},
};

text_enum! {
    /// Which number of 3/4/2025 is the day.
    DateOrder { DayFirst = "day_first", MonthFirst = "month_first" }
}

text_enum! {
    /// What becomes of a row about a person who has a case already, here or further up in the file.
    Doubles {
        /// Nothing is brought in while there is one.
        Stop = "stop",
        /// It is brought in all the same.
        Keep = "keep",
        /// It is left out.
        LeaveOut = "leave_out",
    }
}

/// What the people of the file agreed to when their case was opened. A case is kept and served with nothing less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentTerms {
    pub purpose: ShortText,
    /// The language it was explained in, where the file names none that the person speaks.
    pub language: LanguageTag,
}

/// What a word of the file means: `Ukr.` is `UA`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meaning {
    pub field: ImportField,
    pub text: ShortText,
    pub value: ShortText,
}

/// Body of `POST /imports/{import}/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportMapping {
    /// Of each column from the left what it holds; nothing of one that is not read.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub columns: Vec<Option<ImportField>>,
    /// Left out, a day that could be two is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// Of costs without a currency of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    pub doubles: Doubles,
    /// Needed for cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentTerms>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 2000))]
    pub meanings: Vec<Meaning>,
}

impl ImportMapping {
    /// Checks it against a file of so many columns.
    pub fn validate(&self, kind: ImportKind, columns: usize) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if self.columns.len() != columns.min(MAX_COLUMNS) {
            checker.refuse("columns", ValueError::WrongType);
            return checker.finish();
        }
        for (at, field) in self.columns.iter().enumerate() {
            let Some(field) = field else { continue };
            if field.kind() != kind {
                checker.refuse(&format!("columns.{at}"), ValueError::NotAllowedHere);
            } else if self.columns.iter().take(at).any(|before| before == &Some(*field)) {
                checker.refuse(&format!("columns.{at}"), ValueError::Taken);
            }
        }
        let missing = |field: &&ImportField| field.kind() == kind && field.is_needed() && !self.has(**field);
        for field in ImportField::ALL.iter().filter(missing) {
            checker.refuse(field.as_str(), ValueError::Missing);
        }
        if kind == ImportKind::Cases && self.consent.is_none() {
            checker.refuse("consent", ValueError::Missing);
        }
        if self.meanings.len() > 2000 {
            checker.refuse("meanings", ValueError::TooLong);
        }
        checker.finish()
    }

    /// Whether a column holds this.
    #[must_use]
    pub fn has(&self, field: ImportField) -> bool {
        self.columns.contains(&Some(field))
    }
}
