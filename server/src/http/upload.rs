//! Taking a file as it is, once it is known that it may come.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload as Body,
    http::header::{CONTENT_LENGTH, CONTENT_TYPE},
    web::{self, Bytes},
};
use futures_util::StreamExt;
use yaninda_shared::{attachments::MAX_BYTES, problem::Code};

use super::Digest;
use crate::problem::{ApiError, ApiResult};

/// A raw body of at most [`MAX_BYTES`] that has not been read yet. Errors: 413 if it says that it is longer, 415
/// without a content type.
pub struct Upload {
    pub content_type: String,
    request: HttpRequest,
    body: web::Payload,
}

impl Upload {
    /// Reads it. Errors: 413, 400 if it breaks off.
    pub async fn read(self) -> ApiResult<(Bytes, Digest)> {
        let bytes = match self.body.to_bytes_limited(MAX_BYTES).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => return Err(ApiError::Refused(Code::BadRequest)),
            Err(_) => return Err(ApiError::Refused(Code::TooLarge)),
        };
        let digest = Digest::of(&self.request, &bytes);
        Ok((bytes, digest))
    }

    /// Lets it pass without keeping any of it: who is still sending would not hear the refusal.
    pub async fn discard(mut self) {
        let mut passed = 0;
        while let Some(Ok(chunk)) = self.body.next().await {
            passed += chunk.len();
            if passed > MAX_BYTES {
                break;
            }
        }
    }
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, body: &mut Body) -> Self::Future {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let Some(content_type) = header(CONTENT_TYPE).map(str::to_owned) else {
            return ready(Err(ApiError::Refused(Code::UnsupportedMediaType)));
        };
        let length = header(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
        if length.is_some_and(|length| length > MAX_BYTES) {
            return ready(Err(ApiError::Refused(Code::TooLarge)));
        }
        let body = web::Payload::from_request(request, body).into_inner();
        let request = request.clone();
        ready(body.map(|body| Self { content_type, request, body }).map_err(|_| ApiError::Refused(Code::BadRequest)))
    }
}
