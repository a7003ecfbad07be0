//! Charts: plain data in, no reading. Each stands in a [`Figure`] with its title, a description and the same as a table.
//!
//! They are lists of words and numbers with a small picture in each item, so that a link is a link, text stays text in every
//! direction of writing, and a reader hears what is seen.

mod columns;
mod dots;
mod figure;
mod track;

pub use columns::{Column, ColumnKey, Columns, Look};
pub use dots::Dots;
pub use figure::{AsTable, Figure};
pub use track::Track;
