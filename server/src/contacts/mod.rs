//! Ways to reach the person, each with its own safety.

pub mod list;
pub mod put;
pub mod row;
