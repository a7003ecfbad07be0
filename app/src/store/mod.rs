//! The only thing screens talk to: typed readings and typed mutations.
//!
//! A screen reads with `store::cases::list(filter)` and gets a [`Reading`] that is filled from memory at once and from
//! the server behind it; it changes things with async functions such as `store::services::log(..)`, which answer the
//! stored record or a [`crate::api::Failure`]. Every mutation is sent at once (with the same key while the network fails),
//! and then every open reading is read again.

pub mod appointments;
pub mod approvals;
pub mod attachments;
pub mod audit;
pub mod calendar;
pub mod caseload;
pub mod cases;
pub mod clocks;
pub mod colleagues;
pub mod consents;
pub mod contacts;
pub mod documents;
pub mod entries;
pub mod exports;
pub mod funds;
pub mod habits;
pub mod imports;
pub mod listing;
pub mod mail;
pub mod memory;
pub mod milestones;
pub mod notes;
pub mod outcomes;
pub mod overview;
pub mod plans;
pub mod reach;
pub mod reading;
pub mod referrals;
pub mod releases;
pub mod reports;
pub mod services;
pub mod session;
pub mod sessions;
pub mod tasks;
pub mod today;
pub mod users;
pub mod workshops;
mod write;

pub use crate::api::{Failure, Why};
pub use listing::Listing;
pub use reading::{Load, Reading};
pub use write::{Sending, sending};

/// What an action on a record needs to know of it. Its whole type would bring its reader into the first part of the app.
#[derive(serde::Deserialize)]
struct Versioned {
    id: uuid::Uuid,
    version: i64,
}

/// Query string of a filter, without the `?`; empty fields are left out.
fn query(filter: &impl serde::Serialize) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(filter) else { return String::new() };
    let mut text = String::new();
    for (name, value) in fields {
        let value = match value {
            serde_json::Value::String(value) => value,
            other => other.to_string(),
        };
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&format!("{name}={}", encode(&value)));
    }
    text
}

/// Percent-encodes a value of a query.
fn encode(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use yaninda_shared::cases::{CaseFilter, CaseStatus};

    #[test]
    fn a_filter_becomes_a_query() {
        let filter = CaseFilter { mine: true, status: Some(CaseStatus::FollowUp), ..CaseFilter::default() };
        assert_eq!(super::query(&filter), "mine=true&status=follow_up");
        assert_eq!(super::query(&CaseFilter::default()), "");
        assert_eq!(super::encode("a b&ç"), "a%20b%26%C3%A7");
    }
}
