//! `If-None-Match: *` creates, `If-Match: "<version>"` changes (RFC 9110 section 13).

use actix_web::http::header::{HeaderMap, IF_MATCH, IF_NONE_MATCH};
use yaninda_shared::problem::Code;

use crate::problem::{ApiError, ApiResult};

/// What the caller believes about the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// It does not exist.
    New,
    /// It has this version.
    Version(i64),
    /// Nothing was said.
    Missing,
}

impl Precondition {
    /// Reads the headers. Errors: 400 for a value that is neither.
    pub fn read(headers: &HeaderMap) -> ApiResult<Self> {
        let bad = || ApiError::BadHeader(if headers.contains_key(IF_MATCH) { "If-Match" } else { "If-None-Match" });
        match (headers.get(IF_MATCH), headers.get(IF_NONE_MATCH)) {
            (None, None) => Ok(Self::Missing),
            (None, Some(value)) if value.as_bytes() == b"*" => Ok(Self::New),
            (Some(value), None) => {
                let text = value.to_str().map_err(|_| bad())?;
                let version = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).ok_or_else(bad)?;
                version.parse().ok().filter(|version| *version > 0).map(Self::Version).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }

    /// The record has this version now, or is not there. Errors: 428 if nothing was said, 412 if it is otherwise, 404
    /// for a change of what is not there.
    pub fn check(self, current: Option<i64>) -> ApiResult<()> {
        match (self, current) {
            (Self::Missing, _) => Err(ApiError::Refused(Code::PreconditionRequired)),
            (Self::New, None) => Ok(()),
            (Self::Version(seen), Some(version)) if seen == version => Ok(()),
            (Self::New | Self::Version(_), Some(_)) => Err(ApiError::Stale(None)),
            (Self::Version(_), None) => Err(ApiError::not_found()),
        }
    }
}
