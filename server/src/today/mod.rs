//! Today: what is due.

mod appointments;
mod cases;
mod entries;
pub mod list;
