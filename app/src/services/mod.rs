//! Logging a service: choosing a type, its form, its fields.

mod details;
mod form;
mod log;
mod types;

pub use log::LogScreen;
