//! A worker's private calendar: a secret address that their own calendar program reads. Code names and times only.

pub mod address;
pub mod serve;
