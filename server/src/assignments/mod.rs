//! Assigning a case to its worker.

pub mod assign;
mod hand;
pub mod list;

pub use hand::hand;
