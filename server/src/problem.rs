//! One error for the whole API: an exhaustive match to a problem document (RFC 9457). Causes go to the log only.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use yaninda_shared::{
    problem::{Code, FieldError, Problem},
    values::ValueError,
};

use crate::{
    access::Current,
    db::{DbError, Retryable},
    seal::SealError,
};

/// Shorthand for everything that can fail with a problem document.
pub type ApiResult<T> = Result<T, ApiError>;

/// Why a request was refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// A plain refusal.
    #[error("refused: {0}")]
    Refused(Code),
    /// Refused fields.
    #[error("invalid fields")]
    Invalid(Vec<FieldError>),
    /// A header that cannot be read.
    #[error("unreadable header {0}")]
    BadHeader(&'static str),
    /// A precondition failed; carries the current record once it is known.
    #[error("stale")]
    Stale(Option<Current>),
    /// Too many tries; seconds to wait.
    #[error("too many requests")]
    TooMany(u32),
    #[error("database: {0}")]
    Query(#[from] DieselError),
    #[error("database: {0}")]
    Db(#[from] DbError),
    #[error("sealed data: {0}")]
    Seal(#[from] SealError),
    /// A programming or configuration error.
    #[error("internal: {0}")]
    Internal(String),
}

impl ApiError {
    /// Not there, or not yours: the same answer.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::Refused(Code::NotFound)
    }

    /// One refused field.
    pub fn field(field: impl Into<String>, why: yaninda_shared::values::ValueError) -> Self {
        Self::Invalid(vec![FieldError::new(field, why)])
    }

    /// Wraps an unexpected error; its text must not hold personal data.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(code) => *code,
            Self::Invalid(_) => Code::Invalid,
            Self::BadHeader(_) => Code::BadRequest,
            Self::Stale(_) => Code::Stale,
            Self::TooMany(_) => Code::TooManyRequests,
            Self::Query(DieselError::NotFound) => Code::NotFound,
            Self::Query(DieselError::DatabaseError(
                DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::ForeignKeyViolation,
                _,
            )) => Code::Conflict,
            Self::Query(DieselError::DatabaseError(_, about)) if ran_out(about.message()) => Code::Busy,
            Self::Query(_) | Self::Seal(_) | Self::Internal(_) => Code::Internal,
            Self::Db(DbError::Busy | DbError::Commit | DbError::Abandoned) => Code::Busy,
            Self::Db(DbError::Connect(_) | DbError::Writer(_)) => Code::Internal,
        }
    }

    /// The problem document.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let code = self.code();
        let (errors, retry_after) = match self {
            Self::Invalid(errors) => (errors.clone(), None),
            Self::BadHeader(name) => (vec![FieldError::new(*name, ValueError::WrongType)], None),
            Self::TooMany(seconds) => (Vec::new(), Some(*seconds)),
            _ if code == Code::Busy => (Vec::new(), Some(2)),
            _ => (Vec::new(), None),
        };
        Problem {
            kind: format!("/problems/{code}"),
            title: title(code).to_owned(),
            status: code.status(),
            code,
            errors,
            request_id: crate::http::request_id::current(),
            retry_after,
        }
    }
}

impl Retryable for ApiError {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Query(error) if error.is_retryable())
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        if self.status_code().is_server_error() {
            tracing::error!(error = %self, "a request failed");
        }
        let mut body = serde_json::to_value(self.problem()).unwrap_or_default();
        if let (Self::Stale(Some(current)), Some(object)) = (self, body.as_object_mut()) {
            object.insert("current".into(), current.record.clone());
        }
        let mut answer = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.problem().retry_after {
            answer.insert_header(("Retry-After", seconds.to_string()));
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            answer.insert_header(("WWW-Authenticate", "Bearer"));
        }
        answer.content_type("application/problem+json").body(body.to_string())
    }
}

/// Whether a statement was given up because others held what it needed, or because it took too long.
fn ran_out(message: &str) -> bool {
    message.contains("due to lock timeout")
        || message.contains("due to statement timeout")
        || message.contains("database is locked")
}

/// English sentence for developers; the app translates the code.
const fn title(code: Code) -> &'static str {
    match code {
        Code::BadJson => "The body is not the JSON that this address takes",
        Code::BadRequest => "The request cannot be read",
        Code::Invalid => "Some fields were refused",
        Code::UnsupportedMediaType => "This address does not take that kind of content",
        Code::TooLarge => "The body is too large",
        Code::NotSignedIn => "A valid access token is needed",
        Code::WrongCredentials => "The address or the password is wrong",
        Code::TotpRequired => "A code of the second factor is needed",
        Code::WrongCode => "The code is wrong or was used already",
        Code::TotpEnrolmentRequired => "This role must set up a second factor first",
        Code::SessionEnded => "The session has ended; sign in again",
        Code::NotAllowed => "Your role may not do this",
        Code::StepUpRequired => "Show again that it is you, with the password",
        Code::NotFound => "There is nothing here",
        Code::MethodNotAllowed => "This address does not take that method",
        Code::Stale => "The record has changed since you read it",
        Code::PreconditionRequired => {
            "Say If-None-Match: * to create or If-Match: \"version\" to change, and an Idempotency-Key"
        }
        Code::KeyReused => "This Idempotency-Key was used for another request",
        Code::Conflict => "This does not fit the present state",
        Code::StillPlanned => "Appointments are still planned",
        Code::StillToTell => "The person has still to be told of a change",
        Code::StillToDecide => "A request still waits to be decided",
        Code::OwnRequest => "Nobody decides what they asked for or did themselves",
        Code::Expired => "This was not decided or not used in time",
        Code::TooManyRequests => "Too many tries; wait a moment",
        Code::DemoOnlyLocal => "A demo database answers on this computer only",
        Code::Busy => "The server is busy; try again",
        Code::Internal => "Something failed here; nothing was saved",
    }
}
