//! Lawful timelines: the rules of an office, the deadlines that follow from them, and what is answered to a reminder.

mod catch_up;
mod changes;
pub mod deadlines;
mod facts;
pub mod rules;
pub mod schedule;

pub use catch_up::catch_up;
pub use changes::{concerns_the_person, note_change};
pub use facts::Known;
