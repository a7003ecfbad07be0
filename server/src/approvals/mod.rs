//! What is asked for and decided by somebody else.

pub mod ask;
pub mod decide;
pub mod limits;
pub mod list;
pub mod payment;
pub mod read;
pub mod row;
mod settle;
pub mod splits;
pub mod take_back;

pub use settle::{expect_independent, expect_none_waits, lapse, settle, waiting};
