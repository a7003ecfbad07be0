//! Accounts of the office, for administrators; new passwords that wait, for supervisors too.

mod edit;
mod link;
mod list;
mod office;
mod row;
mod waiting;

pub use list::UsersScreen;
pub use waiting::WaitingPasswords;
