//! Today: what is due.

mod cases;
mod entries;
pub mod list;
