//! Bringing in cases and services from spreadsheets.
//!
//! A file is read by a process of its own, and its rows are sealed in parts. A pass goes through the parts: to check, and once
//! more to make ready what goes in; what is ready lies sealed in parts too, which no list, count or search can see. One unit
//! of work then puts all of it in.

mod built_on;
mod cases;
mod cell;
pub mod check;
mod finish;
mod forget;
mod known;
mod line;
mod parts;
mod pass;
mod places;
pub mod problems;
pub mod put;
pub mod read;
mod read_sheet;
mod row;
pub mod run;
mod services;
mod text;
pub mod undo;
mod words;
mod workbook;

pub(crate) use forget::forget;
pub(crate) use read_sheet::{Wish, read_own_input};
