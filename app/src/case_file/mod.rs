//! The case file on paper, for the person.

mod ask;
mod prove;

pub use ask::AskForCaseFile;
pub use prove::ProveSheet;
