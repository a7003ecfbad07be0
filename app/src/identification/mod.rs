//! What workshops changed: referrals before and after, what participants thought and knew, and who was assisted.

mod chart;
mod people;
mod screen;
mod table;

pub use screen::IdentificationScreen;
