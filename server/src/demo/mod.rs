//! The demo programme: fictional, the same for the same seed and day, in an empty database only.
//!
//! Keys and nonces are always the system's, so that even a demo is sealed; everything else comes from the seed.

pub mod accounts;
mod aims;
mod case;
mod people;
mod plan;
mod programme;
mod scale;
mod scribe;
mod training;
mod write_appointment;
mod write_case;
mod write_entry;
mod write_fund;
mod write_plan;
mod write_rating;
mod write_request;
mod write_talk;
mod write_training;

pub use programme::{Made, Wish, is_empty, make};
