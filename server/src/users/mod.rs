//! Staff accounts.

pub mod approve_role;
mod create;
pub mod disable;
mod link;
pub mod list;
pub mod password_confirmation;
pub mod reset_link;
pub mod row;
pub mod write;

pub use create::{create, create_with, enrol_for_demo};
pub use link::{link_hash, make_reset_link, void_reset_links};
pub use password_confirmation::{forget_old_waiting, forget_waiting, let_wait, waits_for_colleague};
