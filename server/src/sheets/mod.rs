//! Reports as files: for a spreadsheet, for other programs, for paper.

mod book;
mod csv;
mod format;
mod pdf;
mod words;
mod xlsx;

pub use book::{of_donor_report, of_release};
pub(crate) use csv::amount;
pub use format::{FileQuery, Format, answer};
pub use words::Words;
pub(crate) use words::texts;
