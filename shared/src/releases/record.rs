//! A release as it is shown.

use serde::{Deserialize, Serialize};

use super::draft::ReleaseScope;
use crate::{
    disclosure::Period,
    ids::{OfficeId, ReleaseId},
    record::Meta,
    reports::Figures,
};

text_enum! {
    /// How far a release is.
    ReleaseState {
        Waiting = "waiting",
        /// Its parts are being decided, or itself.
        Deciding = "deciding",
        Published = "published",
        Refused = "refused",
    }
}

text_enum! {
    /// Why nothing was published.
    ReleaseRefusal {
        /// A hidden figure could be worked out too closely, whatever else is hidden.
        TooNarrow = "too_narrow",
        /// It does not agree with what was published before.
        Disagree = "disagree",
        /// An office was added since the parts of it were published.
        OtherOffices = "other_offices",
        /// The server could not decide it, however often it tried.
        Failed = "failed",
    }
}

/// A release, without its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseRecord {
    pub id: ReleaseId,
    /// The office; for all offices together, the one where it was asked for.
    pub office: OfficeId,
    #[serde(flatten)]
    pub meta: Meta,
    pub scope: ReleaseScope,
    pub period: Period,
    /// The version of the tables' definition.
    pub definition: i32,
    /// Figures below are hidden.
    pub threshold: i32,
    pub state: ReleaseState,
    /// Parts decided, of so many.
    pub done: i32,
    pub steps: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<ReleaseRefusal>,
}

/// Answer of `GET /releases/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseView {
    #[serde(flatten)]
    pub release: ReleaseRecord,
    /// As published; none until then.
    pub tables: Vec<Figures>,
    /// The same tables counted today, exact: only for whoever may read exact figures of that office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub now: Vec<Figures>,
}
