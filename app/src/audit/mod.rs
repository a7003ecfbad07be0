//! The audit log, for the data protection officer.

mod list;

pub use list::AuditScreen;
