//! Assigning a case to its worker.

pub mod assign;
pub mod list;
