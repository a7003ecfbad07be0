//! Why a backup was not made, not good, or not restored.

use std::{io, path::Path};

use crate::problem::ApiError;

/// A failure; its text says what to do and holds nothing of the content.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A refusal with its own sentence.
    #[error("{0}")]
    Told(String),
    #[error("{path}: {error}")]
    File { path: String, error: io::Error },
    #[error("{path} is damaged or cut short: {why}")]
    Damaged { path: String, why: String },
    #[error("{0} is not encrypted to this identity; give the file with its secret age key (AGE-SECRET-KEY-…)")]
    OtherIdentity(String),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    #[error(transparent)]
    Api(#[from] ApiError),
}

impl BackupError {
    pub(super) fn told(text: impl Into<String>) -> Self {
        Self::Told(text.into())
    }

    pub(super) fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.display().to_string(), error }
    }

    pub(super) fn damaged(path: &Path, why: impl std::fmt::Display) -> Self {
        Self::Damaged { path: path.display().to_string(), why: why.to_string() }
    }

    /// What reading ended with: content that does not decrypt or unpack is damage, anything else is the disk's.
    pub(super) fn reading(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Self::damaged(path, error)
            }
            _ => Self::file(path, error),
        }
    }
}
