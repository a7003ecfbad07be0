//! Staff accounts.

pub mod approve_role;
mod create;
pub mod disable;
mod link;
pub mod list;
pub mod reset_link;
pub mod row;
pub mod write;

pub use create::{create, create_with, enrol_for_demo};
pub use link::{link_hash, make_reset_link, void_reset_links};
