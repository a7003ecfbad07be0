//! The catalogue as JSON, with a strong ETag of its content.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse, Responder, get,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
};
use yaninda_shared::catalogue::{ServiceKind, all};

use crate::{
    access::{Access, CatalogueRead, Disclosed, InOffice},
    http::Problems,
    problem::ApiResult,
    seal::sha256,
};

/// The body and its tag; both are of the program, not of the data.
static CONTENT: LazyLock<(String, String)> = LazyLock::new(|| {
    let body = serde_json::to_string(&all().collect::<Vec<_>>()).unwrap_or_default();
    let hash = data_encoding::HEXLOWER.encode(&sha256(&[body.as_bytes()]));
    let tag = format!("\"{}\"", hash.get(..32).unwrap_or_default());
    (body, tag)
});

/// Every type of service. With the tag of before in `If-None-Match`, 304.
#[utoipa::path(tag = "catalogue", params(("If-None-Match" = Option<String>, Header)),
    responses((status = 200, body = Vec<ServiceKind>), (status = 304), Problems))]
#[get("/catalogue")]
pub async fn list(access: Access<CatalogueRead, InOffice>, request: HttpRequest) -> ApiResult<impl Responder> {
    access.read(|_| Ok(Disclosed::impersonal(()))).await?;
    let (body, tag) = &*CONTENT;
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let same = known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let mut answer = if same { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((ETAG, tag.as_str())).insert_header((CACHE_CONTROL, "private, no-cache"));
    Ok(if same { answer.finish() } else { answer.content_type("application/json").body(body.as_str()) })
}
