//! What records share, those of a case and those of an office: how they are found, listed, read one by one, and shown with their former versions.

mod entry;
mod history;
pub mod own;
mod read;
mod room;
mod rows;

pub use entry::Entry;
pub use history::reasons;
pub(crate) use own::{expect_room_of_office, find_of_office};
pub use read::{all, former, history, one, paged};
pub use room::expect_room;
pub(crate) use rows::{find_of_case, newest_of_case, show_of_case};
