//! Figures of one office and month.

use serde::{Deserialize, Serialize};

use crate::{catalogue::Category, services::ServiceStatus};

/// Figures below this are not shown to whoever may open no case: a small cell can name a person.
pub const SMALLEST_CELL: i64 = 11;

/// Services of one category and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceCount {
    pub category: Category,
    pub status: ServiceStatus,
    /// Absent if suppressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// There are some, fewer than [`SMALLEST_CELL`].
    #[serde(default)]
    pub suppressed: bool,
}

/// Answer of `GET /reports/services?month=2026-10`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceReport {
    pub month: String,
    pub rows: Vec<ServiceCount>,
}
