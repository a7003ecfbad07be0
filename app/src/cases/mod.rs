//! Cases: the list beside the case that is open, opening one, and the parts of a case.

mod case;
mod code_names;
mod duplicates;
mod list;
mod open;
pub mod profile;
mod team;
mod whose;

pub use case::{CaseScreen, case_id, this_case};
pub use list::{CasesScreen, NoCaseChosen};
pub use open::OpenCaseScreen;
pub use whose::Whose;
