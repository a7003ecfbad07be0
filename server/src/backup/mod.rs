//! Backups: one consistent copy of the database, encrypted to age recipients while it is read, and its way back.
//!
//! A backup is two files, so that what is sealed and what opens it can be kept apart: the data, and beside it
//! `….keys.age` with the root key and the wrapped keys. Old data with newer keys is a good pair: whoever was erased in
//! between stays unreadable. Nothing is written to the disk in clear, and everything is streamed: memory does not grow
//! with the database. `format.rs` says what is inside; it is the same for both databases, so that a programme can move
//! from SQLite to PostgreSQL by a backup and a restore.

mod chains;
mod crypt;
mod error;
mod file;
mod format;
mod load;
mod make;
mod read;
mod restore;
mod tables;
mod verify;
mod write;

pub use crypt::identities;
pub use error::BackupError;
pub use file::sync_names;
pub use make::{Made, Wish, keys_path, make};
pub use restore::{Restored, Sources, restore};
pub use verify::{Checked, check};

/// What is being done, for whoever waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Writing,
    Checking,
    Restoring,
}

/// Hears how much of a step is done, of how much: rows while writing, bytes of the file otherwise.
pub type Progress<'a> = &'a mut dyn FnMut(Step, u64, u64);
