//! Who may do what: one pure, total decision for role × action × relation to the case.
//!
//! The server decides by it and the app hides buttons by it. `role_table.txt` shows it to people who do not read
//! Rust; a test keeps that file true.

mod action;
mod decide;
mod four_eyes;
mod role;
mod step_up;

pub use action::Action;
pub use decide::{Relation, allows};
pub use four_eyes::{Objection, concerned, independent, objection};
pub use role::Role;
pub use step_up::StepUp;
