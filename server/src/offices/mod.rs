//! Offices: the tenants.

mod create;
pub mod list;
pub mod row;
pub mod write;

pub use create::{create, create_with};
pub use row::{ids, name};
