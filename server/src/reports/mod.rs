//! Figures of an office: exact, for its supervisors. What others read is published (`releases`).

pub mod donor;
mod exact;
pub mod file;
mod grid;
mod happened;
pub mod identification;
pub(crate) mod month;
pub mod people;
mod rated;
pub mod services;

pub use happened::{Served, appointments_on, cases_on, milestones_on, services_on};
pub use rated::ratings_in;
