//! Moving a case to another office: re-sealed and copied there, and the old one closes as transferred.

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
    pub office: OfficeId,
    /// Id of the copy in the other office, made by the client.
    pub new_case: CaseId,
    pub reason: ShortText,
}

/// The old case is closed; the new one waits for a worker there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferDone {
    pub new_case: CaseId,
    /// Records copied.
    pub records: u32,
}
