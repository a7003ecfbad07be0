//! The list of cases: search, filters, saved views, rows.

mod filter;
mod row;
mod screen;
mod search;
mod views;
mod words;

pub use screen::{CasesScreen, NoCaseChosen};
