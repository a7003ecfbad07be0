//! Identity documents and permits: objects with a clock.

pub mod clocks;
pub mod history;
mod in_force;
pub mod list;
pub mod put;
pub mod row;
pub mod store;
pub mod succession;
pub mod withdraw;

pub use in_force::in_force;
