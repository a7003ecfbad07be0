//! Revealing the identity of one case: one press, one audit entry.

use serde::{Deserialize, Serialize};

/// Body of `POST /cases/{id}/reveal`; the answer is an [`super::Identity`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reveal {
    /// True when the identity is opened to edit it, false for a look at the name.
    pub to_edit: bool,
}
