//! The whole office in figures, and the list behind each.
//!
//! A figure and its list are the same rows: `records.rs` says once which, and is asked either how many they are or for a page
//! of them. Figures about cases open the list of cases; `cases.rs` counts them by indexes that the list does without.

mod cases;
mod fund;
mod lines;
pub mod list;
mod milestones;
pub mod read;
mod records;
mod recovery;
mod spend;
mod waiting;

pub(crate) use spend::left;
