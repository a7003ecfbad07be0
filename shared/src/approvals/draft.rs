//! Asking, and deciding.

use serde::{Deserialize, Serialize};

use super::kind::ApprovalKind;
use crate::{
    cases::CloseReason,
    ids::{OfficeId, ServiceId},
    problem::{Checker, FieldError},
    values::{ShortText, ValueError},
};

/// Body of `PUT /cases/{id}/approvals/{approval}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalDraft {
    pub kind: ApprovalKind,
    /// Of a payment: the service that costs more than the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// Of a transfer: where the case is to go; any office but the caller's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
    /// Of closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<CloseReason>,
    /// Why; a transfer needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl ApprovalDraft {
    /// Asks for this, with nothing said yet.
    #[must_use]
    pub const fn of(kind: ApprovalKind) -> Self {
        Self { kind, service: None, office: None, close_reason: None, note: None }
    }

    /// Checks that it says what its kind needs and nothing else.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        let said = [
            ("service", self.service.is_some(), ApprovalKind::Payment),
            ("office", self.office.is_some(), ApprovalKind::Transfer),
            ("close_reason", self.close_reason.is_some(), ApprovalKind::Close),
        ];
        for (field, is_said, kind) in said {
            match (is_said, self.kind == kind) {
                (false, true) => checker.refuse(field, ValueError::Missing),
                (true, false) => checker.refuse(field, ValueError::NotAllowedHere),
                _ => {}
            }
        }
        if self.kind == ApprovalKind::Transfer && self.note.is_none() {
            checker.refuse("note", ValueError::Missing);
        }
        checker.finish()
    }
}

/// Body of `POST …/approvals/{approval}/decide` and of `POST /exports/{export}/decision`: never one's own request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalDecision {
    pub approve: bool,
    /// Why; a refusal needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl ApprovalDecision {
    /// Whoever is refused hears why.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if !self.approve && self.note.is_none() {
            checker.refuse("note", ValueError::Missing);
        }
        checker.finish()
    }
}
