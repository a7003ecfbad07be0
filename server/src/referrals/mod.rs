//! Referrals in, and the units that they come from.
//!
//! Each is sealed under a key of its own: most are not about a case yet, some never will be, and what was said of a person
//! who turned out to need nothing must go without anything else going.

pub mod history;
pub(crate) mod link;
pub mod list;
pub mod put;
mod rewrite;
pub(crate) mod row;
pub(crate) mod units;
pub mod withdraw;
