//! `yaninda clean-file`: what the server starts for each file, under limits of its own.

use clap::Args;

use super::failure::Failure;
use crate::attachments::{Sent, clean_own_input};

/// Which file to clean.
#[derive(Args, Debug)]
pub(super) struct CleanFile {
    /// What the file was sent as
    kind: Sent,
}

/// Cleans what comes on standard input onto standard output. Exit codes: 10 broken, 11 too large, 12 encrypted.
pub(super) fn run(file: &CleanFile) -> Result<(), Failure> {
    Ok(clean_own_input(file.kind)??)
}
