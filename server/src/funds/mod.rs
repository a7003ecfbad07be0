//! The funds of an office: what pays, how much, and for which days.

pub mod list;
mod row;
pub mod write;

pub use row::{FundRow, load, show};
