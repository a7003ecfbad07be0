//! Taking a file as it is, once it is known that it may come.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload as Body,
    http::header::CONTENT_TYPE,
    web::{self, Bytes},
};
use yaninda_shared::{attachments::MAX_BYTES, problem::Code};

use super::{Digest, body};
use crate::problem::{ApiError, ApiResult};

/// A raw body that has not been read yet. Errors: 415 without a content type.
pub struct Upload {
    pub content_type: String,
    request: HttpRequest,
    body: web::Payload,
}

impl Upload {
    /// Reads an attachment. Errors: 413, 400 if it breaks off.
    pub async fn read(self) -> ApiResult<(Bytes, Digest)> {
        self.read_up_to(MAX_BYTES).await
    }

    /// Reads a file of at most so many bytes. Errors: 413, 400 if it breaks off.
    pub async fn read_up_to(self, most: usize) -> ApiResult<(Bytes, Digest)> {
        let bytes = body::read(self.body, most).await?;
        let digest = Digest::of(&self.request, &bytes);
        Ok((bytes, digest))
    }

    /// Lets it pass without keeping any of it, because it was refused.
    pub async fn discard(self) {
        let _ = body::read(self.body, 0).await;
    }
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, body: &mut Body) -> Self::Future {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = web::Payload::from_request(request, body).into_inner();
        ready(match (content_type, body) {
            (None, _) => Err(ApiError::Refused(Code::UnsupportedMediaType)),
            (_, Err(_)) => Err(ApiError::Refused(Code::BadRequest)),
            (Some(content_type), Ok(body)) => Ok(Self { content_type, request: request.clone(), body }),
        })
    }
}
