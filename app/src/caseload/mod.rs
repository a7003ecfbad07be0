//! Handing a whole caseload over.

mod sheet;
mod wish;

pub use sheet::ReassignSheet;
