//! Today: what is due.

mod answers;
mod appointments;
mod assessments;
mod cases;
mod cut;
mod entries;
pub mod list;
mod milestones;
mod plans;
mod tasks;
