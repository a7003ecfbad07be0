//! The body of a form on a page without sign-in: small, and not waited for.

use std::time::Duration;

use actix_web::{HttpRequest, rt::time::timeout, web};

/// Most bytes of a form: 300 characters of four bytes, each of which is sent as three, and the rest.
const MOST: usize = 8 * 1024;
/// How long a form may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The body of a form; nothing if it is too large, too slow or broken off.
pub(crate) async fn form(request: &HttpRequest, body: web::Payload) -> Option<web::Bytes> {
    let announced = request.headers().get("content-length").and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > MOST) {
        return None;
    }
    timeout(PATIENCE, body.to_bytes_limited(MOST)).await.ok()?.ok()?.ok()
}
