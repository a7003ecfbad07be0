//! Today: what is due.

mod answers;
mod appointments;
mod approvals;
mod assessments;
mod cases;
mod cut;
mod deadlines;
mod entries;
mod exports;
pub mod list;
mod milestones;
mod plans;
mod tasks;
mod threads;
