//! Former versions of records: correcting and withdrawing keep the history.

mod keep;

pub use keep::{formers, keep, keep_under, versions};
