//! Lawful timelines: deadlines and the answers to their reminders, what the law says in forms, and the rules of the office.

mod answer;
mod edit;
mod history;
mod list;
mod screen;
mod sheet;
mod warn;
mod words;

pub use answer::Answers;
pub use list::Deadlines;
pub use screen::ClocksScreen;
pub use warn::OverLaw;
pub use words::{RuleSaid, title};
