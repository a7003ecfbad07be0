//! Services: what was done for a person, when, by whom and at what cost.

mod document;
pub mod hidden;
pub mod history;
pub mod list;
pub mod log;
pub(crate) mod masked;
pub mod row;
mod said;
pub mod withdraw;
