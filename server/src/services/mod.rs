//! Services: what was done for a person, when, by whom and at what cost.

mod document;
pub mod history;
pub mod list;
pub mod log;
pub mod row;
pub mod withdraw;
