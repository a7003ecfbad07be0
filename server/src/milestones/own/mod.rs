//! Milestones that an office has added to those every office has.

pub mod list;
mod row;
pub mod write;

pub(super) use row::offered;
