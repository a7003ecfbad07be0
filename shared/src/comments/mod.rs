//! Comments of colleagues and supervisors on an entry, and resolving them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseId, CommentId, UserId},
    record::{Meta, RecordKind},
    values::{LongText, Stamp},
};

/// Body of `PUT /cases/{id}/comments/{comment}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentDraft {
    /// `service`, `document`, `note` or `consent`.
    pub on_kind: RecordKind,
    pub on: Uuid,
    pub body: LongText,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentRecord {
    pub id: CommentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: CommentDraft,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<UserId>,
}
