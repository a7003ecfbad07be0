//! The timeline: everything of a case, by day.

pub mod entry;
pub mod event;
pub mod list;
pub mod read;
