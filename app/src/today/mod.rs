//! What is due.

mod group;
mod item;
mod list;
mod next;

pub use list::TodayScreen;
