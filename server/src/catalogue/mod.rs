//! The service catalogue, for programs that do not carry it.

pub mod list;
