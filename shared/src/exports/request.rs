//! A request for a file that names people, and what it decides about the file.

use serde::{Deserialize, Serialize};

use super::state::ExportState;
use crate::{
    ids::{CaseId, ExportId, UserId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{CodeName, ShortText, Stamp, ValueError},
};

/// Most cases in one file.
pub const EXPORT_MOST: usize = 500;

text_enum! {
    /// What the file says of each case besides its profile.
    ExportPart {
        Identity = "identity",
        Contacts = "contacts",
        Documents = "documents",
        Services = "services",
        /// Restricted services in full; without it only their type, day and status.
        Restricted = "restricted",
    }
}

/// Body of `PUT /exports/{export}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportDraft {
    /// What it is needed for.
    pub purpose: ShortText,
    /// Who gets it.
    pub recipient: ShortText,
    /// Their age key, `age1…`: nobody else can open the file.
    pub key: ShortText,
    /// Every open case of the office if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub cases: Option<Vec<CaseId>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 5))]
    pub parts: Vec<ExportPart>,
}

impl ExportDraft {
    /// Checks what serde cannot: bounded lists without a value twice, and that restricted services are services.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match self.cases.as_deref() {
            Some([]) => checker.refuse("cases", ValueError::Empty),
            Some(cases) if cases.len() > EXPORT_MOST => checker.refuse("cases", ValueError::TooLarge),
            _ => {}
        }
        if self.parts.len() > ExportPart::ALL.len() {
            checker.refuse("parts", ValueError::TooLong);
        }
        if self.parts.contains(&ExportPart::Restricted) && !self.parts.contains(&ExportPart::Services) {
            checker.refuse("parts", ValueError::NotAllowedHere);
        }
        checker.finish()
    }
}

/// A case that a request is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedCase {
    pub id: CaseId,
    pub number: String,
    pub code_name: CodeName,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportRecord {
    pub id: ExportId,
    #[serde(flatten)]
    pub meta: Meta,
    pub purpose: ShortText,
    pub recipient: ShortText,
    pub key: ShortText,
    pub parts: Vec<ExportPart>,
    /// How many cases were asked for.
    pub asked_for: usize,
    /// Those of them that are in the office now; in a list left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<ExportedCase>,
    pub state: ExportState,
    /// Until then it is decided or, once it is approved, taken.
    pub expires_at: Stamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Stamp>,
}
