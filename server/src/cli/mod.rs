//! The command line, one file a command.
//!
//! Exit codes: 0 done, 1 failed (the sentence says what to do), 2 wrong command line or configuration (the key is named);
//! `clean-file`, which only the server starts, and `mail`, which mail servers start, have codes of their own.

mod audit;
mod backup;
mod clean_file;
mod command;
mod demo;
mod doctor;
mod failure;
mod init;
mod key;
mod log;
mod mail;
mod migrate;
mod office;
mod openapi;
mod out;
mod place;
mod read_sheet;
mod restore;
mod serve;
mod user;

pub use command::run;
