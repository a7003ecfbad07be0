//! Problem documents (RFC 9457) and the stable codes in them. The app translates codes, never texts.

use serde::{Deserialize, Serialize};

text_enum! {
    /// What went wrong; `type` of the problem is `/problems/{code}`.
    Code {
        BadJson = "bad_json",
        BadRequest = "bad_request",
        Invalid = "invalid",
        UnsupportedMediaType = "unsupported_media_type",
        TooLarge = "too_large",
        NotSignedIn = "not_signed_in",
        WrongCredentials = "wrong_credentials",
        TotpRequired = "totp_required",
        WrongCode = "wrong_code",
        TotpEnrolmentRequired = "totp_enrolment_required",
        SessionEnded = "session_ended",
        NotAllowed = "not_allowed",
        /// The caller has to show again that it is them.
        StepUpRequired = "step_up_required",
        NotFound = "not_found",
        MethodNotAllowed = "method_not_allowed",
        Stale = "stale",
        PreconditionRequired = "precondition_required",
        KeyReused = "idempotency_key_reused",
        Conflict = "conflict",
        StillPlanned = "still_planned",
        /// Somebody has still to hear of a change or a cancellation.
        StillToTell = "still_to_tell",
        /// A request waits for a supervisor.
        StillToDecide = "still_to_decide",
        /// Nobody decides what they asked for or did themselves.
        OwnRequest = "own_request",
        /// What was asked for was not decided, or not used, in time.
        Expired = "expired",
        TooManyRequests = "too_many_requests",
        DemoOnlyLocal = "demo_only_local",
        Busy = "busy",
        Internal = "internal",
    }
}

impl Code {
    /// The HTTP status this code is answered with.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::BadJson | Self::BadRequest => 400,
            Self::NotSignedIn | Self::WrongCredentials | Self::TotpRequired | Self::WrongCode | Self::SessionEnded => {
                401
            }
            Self::NotAllowed
            | Self::OwnRequest
            | Self::StepUpRequired
            | Self::TotpEnrolmentRequired
            | Self::DemoOnlyLocal => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Conflict | Self::StillPlanned | Self::StillToTell | Self::StillToDecide | Self::Expired => 409,
            Self::Stale => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Invalid | Self::KeyReused => 422,
            Self::PreconditionRequired => 428,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Busy => 503,
        }
    }
}

/// One refused field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Path of the field, for instance `profile.birth_date` or `details.landlord`.
    pub field: String,
    /// A [`crate::values::ValueError`] code.
    pub code: String,
}

impl FieldError {
    /// Names a field and why it was refused.
    #[must_use]
    pub fn new(field: impl Into<String>, why: crate::values::ValueError) -> Self {
        Self { field: field.into(), code: why.to_string() }
    }
}

/// The body of every error answer, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// English sentence for developers.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable code, translated by the app.
    pub code: Code,
    /// Names the fields, never their values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Id of the request, to find it in the log.
    pub request_id: String,
    /// Seconds until it is worth trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// Collects refused fields of one mutation.
#[derive(Debug, Default)]
pub struct Checker {
    errors: Vec<FieldError>,
}

impl Checker {
    /// Notes the field if the check refused it.
    pub fn check<T>(&mut self, field: &str, result: Result<T, crate::values::ValueError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(why) => {
                self.errors.push(FieldError::new(field, why));
                None
            }
        }
    }

    /// Refuses the field.
    pub fn refuse(&mut self, field: &str, why: crate::values::ValueError) {
        self.errors.push(FieldError::new(field, why));
    }

    /// `Ok` if nothing was refused.
    pub fn finish(self) -> Result<(), Vec<FieldError>> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }
}
