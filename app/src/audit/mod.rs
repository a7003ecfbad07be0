//! The audit log, for the data protection officer.

mod list;
mod table;

pub use list::AuditScreen;
