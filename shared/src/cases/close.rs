//! Closing: asked for by the worker, decided by a supervisor; and reopening.

use serde::{Deserialize, Serialize};

use crate::values::ShortText;

text_enum! {
    /// Why a case closes.
    CloseReason {
        GoalsMet = "goals_met",
        LeftProgramme = "left_programme",
        Returned = "returned",
        MovedAway = "moved_away",
        Referred = "referred",
        NotAVictim = "not_a_victim",
        LostContact = "lost_contact",
        Died = "died",
        Other = "other",
    }
}

/// Body of `POST /cases/{id}/close-request`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CloseRequest {
    pub reason: CloseReason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

/// Body of `POST /cases/{id}/close-decision`: never one's own request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CloseDecision {
    pub approve: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

/// Body of `POST /cases/{id}/reopen`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reopen {
    pub reason: ShortText,
}
