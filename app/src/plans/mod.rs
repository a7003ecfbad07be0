//! The plan of a case: goals in the person's own words, the steps towards them, when it was agreed, looked at again and
//! changed, and the copy on paper for the person.

mod agreed;
mod entry_form;
mod entry_sheet;
mod goal;
mod goal_form;
mod goal_sheet;
mod list;
mod paper;
mod print;
mod step_fields;
mod words;

pub use list::Plan;
pub use print::PrintScreen;
pub use words::{of_entry, of_goal};
