//! From what was sent to what is kept.

use std::panic::catch_unwind;

use actix_web::web::Bytes;
use tokio::sync::Semaphore;
use yaninda_shared::{
    attachments::{MAX_BYTES, MediaType},
    problem::Code,
    values::ValueError,
};

use super::{pdf, photo};
use crate::problem::{ApiError, ApiResult};

/// One file at a time: a photo of the most pixels takes 150 MB while it is decoded.
static WORKSHOP: Semaphore = Semaphore::const_new(1);

/// A file ready to be sealed.
#[derive(Debug)]
pub(super) struct Prepared {
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
}

/// What a file may be sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    Jpeg,
    Png,
    Webp,
    Pdf,
}

impl Sent {
    /// By the content type. Errors: 415.
    pub fn from_header(text: &str) -> ApiResult<Self> {
        match text.split(';').next().unwrap_or_default().trim() {
            "image/jpeg" => Ok(Self::Jpeg),
            "image/png" => Ok(Self::Png),
            "image/webp" => Ok(Self::Webp),
            "application/pdf" => Ok(Self::Pdf),
            _ => Err(ApiError::Refused(Code::UnsupportedMediaType)),
        }
    }

    /// By its first bytes.
    fn from_content(bytes: &[u8]) -> Option<Self> {
        let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if webp {
            Some(Self::Webp)
        } else if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

/// Why a file cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    Broken,
    TooLarge,
    Encrypted,
}

impl From<Unfit> for ApiError {
    fn from(unfit: Unfit) -> Self {
        let why = match unfit {
            Unfit::Broken => ValueError::WrongType,
            Unfit::TooLarge => ValueError::TooLarge,
            Unfit::Encrypted => ValueError::NotAllowedHere,
        };
        Self::field("file", why)
    }
}

/// Checks and cleans a file on a blocking thread. Errors: 415 if it is not what it says, 422 on `file`.
pub(super) async fn prepare(sent: Sent, bytes: Bytes) -> ApiResult<Prepared> {
    if Sent::from_content(&bytes) != Some(sent) {
        return Err(ApiError::Refused(Code::UnsupportedMediaType));
    }
    let _turn = WORKSHOP.acquire().await.map_err(ApiError::internal)?;
    let done = actix_web::web::block(move || {
        // A decoder that panics on a crafted file has refused it.
        let cleaned = catch_unwind(|| match sent {
            Sent::Jpeg | Sent::Png | Sent::Webp => photo::clean(&bytes, sent),
            Sent::Pdf => pdf::clean(&bytes),
        });
        cleaned.unwrap_or(Err(Unfit::Broken))
    })
    .await
    .map_err(|_| ApiError::internal("preparing a file was abandoned"))?;
    let bytes = done?;
    if bytes.len() > MAX_BYTES {
        return Err(Unfit::TooLarge.into());
    }
    let media_type = if sent == Sent::Pdf { MediaType::Pdf } else { MediaType::Jpeg };
    Ok(Prepared { media_type, bytes })
}
