//! Appointments: booked, moved, cancelled, kept or missed.

pub mod list;
pub mod row;
