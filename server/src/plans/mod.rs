//! The plan of a case: its goals, and when it was agreed, reviewed and revised.

mod due;
pub mod entries;
pub mod goals;
pub mod read;

pub use due::reschedule;
