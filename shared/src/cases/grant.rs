//! Who works on a case: its worker (assignments) and colleagues it is shared with (shares). Ended, never deleted.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CaseId, GrantId, UserId},
    record::Meta,
    values::{ShortText, Stamp},
};

text_enum! {
    /// The two kinds of access.
    Assignment { Worker = "worker", Shared = "shared" }
}

/// Body of `PUT /cases/{id}/assignments/{grant}` and `…/shares/{grant}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignmentDraft {
    pub user: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

/// Body of `POST …/shares/{grant}/end`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantEnd {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

/// One user's access to one case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantRecord {
    pub id: GrantId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    pub user: UserId,
    pub kind: Assignment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Stamp>,
}
