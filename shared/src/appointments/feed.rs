//! A worker's private calendar, for the calendar program of their own choice.

use serde::{Deserialize, Serialize};

use crate::values::Stamp;

/// Answer of `GET /me/calendar`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeed {
    /// Since when there is one; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Stamp>,
    /// The secret address; only in the answer of the request that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}
