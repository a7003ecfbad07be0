//! An answer that is a file.

use actix_web::{HttpResponse, body::MessageBody};

/// A file of this type, to save or to look at as `disposition` says. Its name is neutral: it stays behind in a folder of
/// downloads. Nothing on the way keeps it.
pub fn download(kind: &str, disposition: &str, body: impl MessageBody + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header(("Content-Disposition", disposition))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .insert_header(("Cache-Control", "no-store"))
        .body(body)
}
