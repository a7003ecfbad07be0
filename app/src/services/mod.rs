//! Logging a service: choosing a type, its form, its fields; and the services of a case.

mod above_limit;
mod again;
mod details;
mod fields;
mod form;
mod fund;
mod list;
mod log;
mod step;
mod totals;
mod types;

pub use list::Services;
pub use log::LogScreen;
pub use types::{Types, first};
