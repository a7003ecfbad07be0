//! What was agreed about the plan, day by day.

pub mod history;
pub mod list;
pub mod put;
pub(super) mod review;
pub mod row;
pub mod withdraw;
