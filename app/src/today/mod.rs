//! What is due.

mod list;

pub use list::TodayScreen;
