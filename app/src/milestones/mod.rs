//! Milestones of a case: dated steps, expected, reached, confirmed by somebody else, or not wanted.

mod form;
mod list;
mod said;
mod sheet;
mod suggested;
mod types;
mod words;

pub use list::Milestones;
pub use types::MilestoneTypesScreen;
pub use words::name;
