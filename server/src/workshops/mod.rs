//! Workshops for officials, the form that participants answer, and what was answered.

pub(crate) mod answers;
pub mod feedback;
pub mod history;
mod link;
pub mod list;
pub mod open;
pub mod put;
mod rewrite;
pub(crate) mod row;
pub mod withdraw;

pub(crate) use list::between;
