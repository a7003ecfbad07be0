//! Keyset pages: no totals, no offsets.

use serde::{Deserialize, Serialize};

/// One page of a list, newest first unless the list says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The records of this page.
    pub items: Vec<T>,
    /// Pass as `after` to get the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Records on a page if the caller does not say.
pub const DEFAULT_LIMIT: u16 = 50;
/// Most records on a page of a list.
pub const MAX_LIMIT: u16 = 200;
/// Most changes on a page of the feed.
pub const MAX_FEED_LIMIT: u16 = 1000;
