//! The calendar: appointments of several cases by day and by week.

mod grid;
mod lanes;
mod screen;
mod slot;
mod span;
mod strip;

pub use screen::CalendarScreen;
