//! Reading a file as it is.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload as Body, http::header::CONTENT_TYPE, web};
use yaninda_shared::{attachments::MAX_BYTES, problem::Code};

use super::Digest;
use crate::problem::{ApiError, ApiResult};

/// A raw body of at most [`MAX_BYTES`]. Errors: 413, 415 without a content type.
#[derive(Debug)]
pub struct Upload {
    pub content_type: String,
    pub bytes: web::Bytes,
    pub digest: Digest,
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = ApiResult<Self>>>>;

    fn from_request(request: &HttpRequest, body: &mut Body) -> Self::Future {
        let request = request.clone();
        let bytes = web::Bytes::from_request(&request, body);
        Box::pin(async move {
            let content_type = request
                .headers()
                .get(CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .ok_or(ApiError::Refused(Code::UnsupportedMediaType))?
                .to_owned();
            let bytes = bytes.await.map_err(|error| {
                let overflow = error.as_response_error().status_code().as_u16() == 413;
                ApiError::Refused(if overflow { Code::TooLarge } else { Code::BadRequest })
            })?;
            if bytes.len() > MAX_BYTES {
                return Err(ApiError::Refused(Code::TooLarge));
            }
            let digest = Digest::of(&request, &bytes);
            Ok(Self { content_type, bytes, digest })
        })
    }
}
