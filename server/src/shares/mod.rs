//! Sharing a case with a second worker.

pub mod end;
pub mod list;
pub mod share;
