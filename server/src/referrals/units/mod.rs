//! The units of authorities that an office works with.

pub mod list;
mod row;
pub mod write;

pub(crate) use row::{all, find};
