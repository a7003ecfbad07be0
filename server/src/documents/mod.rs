//! Identity documents and permits: objects with a clock.

pub mod clocks;
pub mod history;
pub mod list;
pub mod put;
pub mod row;
pub mod store;
pub mod succession;
pub mod withdraw;
