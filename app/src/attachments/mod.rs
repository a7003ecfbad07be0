//! Photos and PDFs of an entry: made ready on the device, sent, shown, removed. They live in memory only, and no name
//! of a file ever leaves the device.

mod attach;
mod list;
mod open;
mod photo;

pub use list::Files;
