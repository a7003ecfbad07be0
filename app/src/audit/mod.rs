//! The audit log, for the data protection officer.

mod field_names;
mod list;
mod table;

pub use list::AuditScreen;
