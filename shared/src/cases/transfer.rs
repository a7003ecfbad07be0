//! Moving a case to another office: everything recorded about it goes along, and the old office loses it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CaseId, OfficeId},
    values::ShortText,
};

/// Body of `POST /cases/{id}/transfer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transfer {
    /// Where it goes; any office but the caller's own.
    pub office: OfficeId,
    /// Stands on the timeline.
    pub reason: ShortText,
}

/// The case is in the other office now and waits for a worker there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferDone {
    pub case: CaseId,
    pub office: OfficeId,
}
