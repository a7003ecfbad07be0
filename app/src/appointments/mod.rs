//! Appointments of a case: where each stands, and what the person answered.

mod tag;

pub use tag::AppointmentTag;
