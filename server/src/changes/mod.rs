//! The change feed, as a phone reads it.

pub mod list;
mod positions;
mod records;
