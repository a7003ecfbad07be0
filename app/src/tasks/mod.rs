//! Tasks: what somebody has to do about a case because the system could not, or must not.

mod done;
mod list;

pub use done::Done;
pub use list::OpenTasks;
