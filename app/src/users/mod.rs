//! Accounts of the office, for administrators.

mod edit;
mod list;

pub use list::UsersScreen;
