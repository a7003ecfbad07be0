//! Appointments: booked, moved, cancelled, kept or missed.

pub mod agenda;
pub mod cancel;
pub mod check;
mod clash;
pub mod ending;
mod hand;
pub mod list;
pub mod neutral;
pub mod outcome;
mod preview;
pub mod put;
pub mod row;
mod series;
pub mod when;

pub use hand::hand;
