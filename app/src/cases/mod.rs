//! Cases: the list beside the case that is open, opening one, and the parts of a case.

mod case;
mod code_names;
pub mod documents;
mod entry;
mod list;
mod open;
pub mod profile;
pub mod services;
mod team;
pub mod timeline;

pub use case::{CaseScreen, case_id};
pub use list::{CasesScreen, NoCaseChosen};
pub use open::OpenCaseScreen;
