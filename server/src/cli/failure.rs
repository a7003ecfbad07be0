//! Why a command failed, and its exit code.

use std::process::ExitCode;

use crate::{attachments::Unfit, backup::BackupError, config::ConfigError, db::DbError, problem::ApiError};

/// A failure; its text says what to do.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error("{0}")]
    Told(String),
    #[error("{0}")]
    Unexpected(String),
    /// To be tried again later (`EX_TEMPFAIL`).
    #[error("{0}")]
    Later(String),
}

impl Failure {
    /// A failure with its own sentence.
    pub(super) fn told(text: impl Into<String>) -> Self {
        Self::Told(text.into())
    }

    pub(super) fn code(&self) -> ExitCode {
        match self {
            Self::Config(_) => ExitCode::from(2),
            Self::Unfit(unfit) => ExitCode::from(unfit.exit()),
            Self::Told(_) | Self::Unexpected(_) => ExitCode::FAILURE,
            Self::Later(_) => ExitCode::from(75),
        }
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Invalid(errors) => {
                let all: Vec<String> =
                    errors.into_iter().map(|error| format!("`{}` is refused: {}", error.field, error.code)).collect();
                Self::Told(all.join("\n"))
            }
            other => Self::Unexpected(other.to_string()),
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Database(error) => error.into(),
            BackupError::Api(error) => error.into(),
            other => Self::Told(other.to_string()),
        }
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Unexpected(error.to_string())
    }
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        Self::Unexpected(format!("database: {error}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Unexpected(error.to_string())
    }
}
