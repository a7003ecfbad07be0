//! The audit log: reads and writes of personal records, hash-chained per office. Entries hold ids and field names,
//! never values.

mod append;
mod checkpoint;
mod entry;
pub mod list;
mod opened;
mod read_log;
mod verify;

pub use append::append;
pub use checkpoint::{Broken, Checkpoint, sign_heads};
pub use entry::{Actor, AuditDraft, unpack_ids};
pub use read_log::ReadLog;
pub use verify::{Chain, Finding, StoredEntry, verify_office};
