//! What is due.

mod group;
mod item;
mod list;

pub use list::TodayScreen;
