//! The OpenAPI document, served. It is made when it is first asked for: it is large, and most servers never are.

use std::sync::LazyLock;

use actix_web::{HttpResponse, get, http::header::ContentType, web::Bytes};

use crate::problem::{ApiError, ApiResult};

static TEXT: LazyLock<Result<Bytes, String>> =
    LazyLock::new(|| crate::server::openapi().to_json().map(Bytes::from).map_err(|error| error.to_string()));

/// The document of the API.
#[get("/api/v1/openapi.json")]
pub async fn document() -> ApiResult<HttpResponse> {
    let text = TEXT.as_ref().map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(text.clone()))
}
