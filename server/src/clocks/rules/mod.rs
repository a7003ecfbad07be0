//! Rules of an office: those that come with the program, what it changed of them, and what it added.

pub mod history;
pub mod list;
pub mod row;
pub mod write;
