//! Milestones of cases, and those that offices add.

pub mod confirm;
pub mod decline;
pub mod dismiss;
mod due;
pub mod history;
pub mod list;
pub mod own;
pub mod put;
mod rewrite;
pub mod row;
pub mod suggestions;
pub mod undo;
pub mod withdraw;

pub use due::reschedule;
