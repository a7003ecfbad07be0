//! Ways to reach the person, each with its own safety.

pub mod code;
pub mod list;
pub mod proof;
pub mod put;
pub mod row;
