//! Services of one month of one office.

use serde::{Deserialize, Serialize};

use crate::{catalogue::Category, services::ServiceStatus};

/// Services of one category and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceCount {
    pub category: Category,
    pub status: ServiceStatus,
    pub count: i64,
}

/// Answer of `GET /reports/services?month=2026-10`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceReport {
    pub month: String,
    pub rows: Vec<ServiceCount>,
}
