//! Deadlines of cases.

pub mod answer;
pub mod list;
pub mod row;
