//! From what was sent to what is kept.

use actix_web::web::Bytes;
use yaninda_shared::{attachments::MediaType, problem::Code};

use super::{Sent, workshop};
use crate::{
    config::FileCleaner,
    problem::{ApiError, ApiResult},
};

/// A file ready to be sealed.
#[derive(Debug)]
pub(super) struct Prepared {
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
}

/// Checks and cleans a file. Errors: 415 if it is not what it says, 422 on `file`, 503.
pub(super) async fn prepare(cleaner: &FileCleaner, sent: Sent, bytes: Bytes) -> ApiResult<Prepared> {
    if Sent::from_content(&bytes) != Some(sent) {
        return Err(ApiError::Refused(Code::UnsupportedMediaType));
    }
    let bytes = workshop::clean(cleaner, sent, &bytes).await?;
    let media_type = if sent == Sent::Pdf { MediaType::Pdf } else { MediaType::Jpeg };
    Ok(Prepared { media_type, bytes })
}
