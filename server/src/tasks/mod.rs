//! Tasks: what somebody has to do about a case because the system could not, or must not.

pub mod done;
pub mod list;
pub mod raise;
pub mod row;
