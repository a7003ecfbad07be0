//! Bringing in cases and services from spreadsheets: file, columns, check, done.

mod checked;
mod columns;
mod done;
mod file;
mod guide;
mod meanings;
mod progress;
mod reading;
mod screen;
mod table;

pub use screen::ImportScreen;
