//! That a paper or a service does not mean what it seems to: a suggestion that is not made again.

use serde::{Deserialize, Serialize};

use super::{kind::MilestoneKind, suggest::MilestoneSuggestion};
use crate::{
    ids::{CaseId, DocumentId, MilestoneDismissalId, ServiceId, UserId},
    problem::{Checker, FieldError},
    values::{ShortText, Stamp, ValueError},
};

/// Body of `PUT /cases/{id}/milestone-dismissals/{dismissal}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneDismissalDraft {
    /// The milestone that was not reached.
    pub kind: MilestoneKind,
    /// The paper that does not mean it; either this or `service`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// The service that does not mean it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    pub reason: ShortText,
}

impl MilestoneDismissalDraft {
    /// Checks that it is about one paper or one service.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match (self.document, self.service) {
            (None, None) => checker.refuse("document", ValueError::Missing),
            (Some(_), Some(_)) => checker.refuse("service", ValueError::NotAllowedHere),
            (Some(_), None) | (None, Some(_)) => {}
        }
        checker.finish()
    }

    /// Whether it is about this suggestion.
    #[must_use]
    pub fn is_about(&self, one: &MilestoneSuggestion) -> bool {
        (self.kind, self.document, self.service) == (one.kind, one.document, one.service)
    }
}

/// A suggestion that was dismissed. It stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneDismissalRecord {
    pub id: MilestoneDismissalId,
    pub case: CaseId,
    pub created_at: Stamp,
    pub created_by: UserId,
    #[serde(flatten)]
    pub draft: MilestoneDismissalDraft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_about_one_paper_or_one_service() {
        let id = "01960000-0000-7000-8000-000000000001";
        let refused = |fields: serde_json::Value| {
            let mut draft = serde_json::json!({ "kind": "work_permit", "reason": "A copy of another's" });
            draft.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            let draft: MilestoneDismissalDraft = serde_json::from_value(draft).unwrap();
            let errors = draft.validate().err().unwrap_or_default();
            errors.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(refused(serde_json::json!({ "document": id })), []);
        assert_eq!(refused(serde_json::json!({ "service": id })), []);
        assert_eq!(refused(serde_json::json!({})), one("document", "missing"));
        assert_eq!(refused(serde_json::json!({ "document": id, "service": id })), one("service", "not_allowed_here"));
    }
}
