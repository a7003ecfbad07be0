//! Comments of colleagues and supervisors on an entry.

pub mod put;
pub mod resolve;
pub mod row;
mod turn;

pub(crate) use turn::pass_on;
