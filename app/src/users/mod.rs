//! Accounts of the office, for administrators.

mod edit;
mod link;
mod list;
mod office;
mod row;

pub use list::UsersScreen;
