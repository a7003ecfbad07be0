//! Working on a case together: who works on it, its steps, closing, reopening, moving.

mod close;
mod decide;
mod form;
mod give;
mod menu;
mod people;
mod reason;
mod state;
mod steps;
mod transfer;

pub(super) use menu::{MenuButton, TeamSheet};
pub(super) use state::ClosingNote;
pub(super) use steps::Doing;
