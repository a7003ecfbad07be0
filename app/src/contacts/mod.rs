//! Ways to reach the person, each with its own safety.

mod list;
mod record;

pub use list::Contacts;
