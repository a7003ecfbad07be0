//! How life goes for the person: assessments, where each domain stands, and when the next assessment is due.

pub mod history;
pub mod list;
pub mod put;
pub mod row;
mod schedule;
mod standings;
pub mod withdraw;

pub use schedule::{facts, reschedule};
