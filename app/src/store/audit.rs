//! The audit log.

use leptos::prelude::*;
use yaninda_shared::audit::{AuditEntry, AuditFilter};

use super::{Listing, query};

/// Entries that match, newest first.
#[must_use]
pub fn list(filter: Signal<AuditFilter>) -> Listing<AuditEntry> {
    Listing::new(move || {
        let query = filter.with(query);
        Some(if query.is_empty() { "/audit".to_owned() } else { format!("/audit?{query}") })
    })
}
