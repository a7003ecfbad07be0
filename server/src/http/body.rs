//! Reading a body: no more is kept than may come, and a little more is let pass, because who is still sending would
//! not hear the refusal.

use std::time::Duration;

use actix_web::{
    rt::time::timeout,
    web::{Bytes, BytesMut, Payload},
};
use futures_util::StreamExt;
use yaninda_shared::problem::Code;

use crate::problem::{ApiError, ApiResult};

/// Bytes that are let pass at most before the line is cut.
const PATIENCE: usize = 11 * 1024 * 1024;

/// Longest pause between two pieces, and longest time for all of them: a slow phone needs minutes for a photo, and who
/// sends nothing must not hold a connection for ever.
const PAUSE: Duration = Duration::from_secs(30);
const WHOLE: Duration = Duration::from_secs(300);

/// The body, if it has at most `most` bytes. Errors: 413, 400 if it breaks off or does not come in time.
pub(super) async fn read(body: Payload, most: usize) -> ApiResult<Bytes> {
    timeout(WHOLE, read_pieces(body, most)).await.unwrap_or(Err(ApiError::Refused(Code::BadRequest)))
}

async fn read_pieces(mut body: Payload, most: usize) -> ApiResult<Bytes> {
    let (mut kept, mut passed) = (BytesMut::new(), 0);
    while let Some(chunk) = timeout(PAUSE, body.next()).await.map_err(|_| ApiError::Refused(Code::BadRequest))? {
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
