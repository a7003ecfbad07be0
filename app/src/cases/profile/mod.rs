//! The profile of a case: what is known, shown and edited part by part.

mod edit;
mod identity;
mod parts;
mod show;

pub(crate) use edit::{by_mail, messages, safe_contact};
pub(super) use parts::{ABOUT, CASE, FAMILY, HAPPENED, IDENTITY, LEGAL, MESSAGES, SAFE_CONTACT};
pub use show::Profile;
