//! Setting up the funds that pay.

mod form;
mod screen;

pub use screen::FundsScreen;
