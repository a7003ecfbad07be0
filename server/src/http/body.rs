//! Reading a body: no more is kept than may come, and a little more is let pass, because who is still sending would
//! not hear the refusal.

use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use yaninda_shared::problem::Code;

use crate::problem::{ApiError, ApiResult};

/// Bytes that are let pass at most before the line is cut.
const PATIENCE: usize = 11 * 1024 * 1024;

/// The body, if it has at most `most` bytes. Errors: 413, 400 if it breaks off.
pub(super) async fn read(mut body: Payload, most: usize) -> ApiResult<Bytes> {
    let (mut kept, mut passed) = (BytesMut::new(), 0);
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| ApiError::Refused(Code::BadRequest))?;
        passed += chunk.len();
        if passed <= most {
            kept.extend_from_slice(&chunk);
        } else if passed <= PATIENCE {
            kept = BytesMut::new();
        } else {
            break;
        }
    }
    if passed > most { Err(ApiError::Refused(Code::TooLarge)) } else { Ok(kept.freeze()) }
}
