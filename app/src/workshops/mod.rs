//! Workshops for officials: who came, the form with its code, and what was answered.

mod feedback;
mod form;
mod handout;
mod list;
mod one;
mod questions;
mod results;
mod said;
mod sheet;

pub use handout::HandoutScreen;
pub use list::WorkshopsScreen;
pub use one::WorkshopScreen;
pub use results::{Shares, share};
