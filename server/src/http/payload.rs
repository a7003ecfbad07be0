//! Reading bodies and queries: strict JSON whose errors name the field.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload as Body, http::header::CONTENT_TYPE, web};
use serde::de::DeserializeOwned;
use yaninda_shared::{
    problem::{Code, FieldError},
    values::ValueError,
};

use super::body;
use crate::{
    problem::{ApiError, ApiResult},
    seal::sha256,
};

/// Most bytes of a JSON body.
const MAX_JSON: usize = 256 * 1024;

/// Fingerprint of method, path and body: what an idempotency key is bound to.
#[derive(Clone, Copy, Debug)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Of a request with this body.
    #[must_use]
    pub fn of(request: &HttpRequest, body: &[u8]) -> Self {
        Self(sha256(&[
            request.method().as_str().as_bytes(),
            request.path().as_bytes(),
            request.query_string().as_bytes(),
            body,
        ]))
    }
}

impl FromRequest for Digest {
    type Error = ApiError;
    type Future = std::future::Ready<ApiResult<Self>>;

    /// For requests without a body.
    fn from_request(request: &HttpRequest, _: &mut Body) -> Self::Future {
        std::future::ready(Ok(Self::of(request, &[])))
    }
}

/// A JSON body parsed into a domain type. Errors: 400, 413, 415, 422, each naming the field where there is one.
#[derive(Debug)]
pub struct Payload<T> {
    pub value: T,
    pub digest: Digest,
}

impl<T: DeserializeOwned + 'static> FromRequest for Payload<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = ApiResult<Self>>>>;

    fn from_request(request: &HttpRequest, body: &mut Body) -> Self::Future {
        let request = request.clone();
        let is_json = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| {
            value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
        });
        let body = web::Payload::from_request(&request, body).into_inner();
        Box::pin(async move {
            if !is_json {
                return Err(ApiError::Refused(Code::UnsupportedMediaType));
            }
            let body = body.map_err(|_| ApiError::Refused(Code::BadRequest))?;
            let bytes = body::read(body, MAX_JSON).await?;
            Ok(Self { value: parse(&bytes)?, digest: Digest::of(&request, &bytes) })
        })
    }
}

/// Parses JSON. Errors: 400 if it is no JSON, 422 with the field if it is not this type.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> ApiResult<T> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        match error.inner().classify() {
            serde_json::error::Category::Data => {
                let (field, code) = blame(&path, &error.inner().to_string());
                ApiError::Invalid(vec![FieldError { field, code }])
            }
            _ => ApiError::Refused(Code::BadJson),
        }
    })?;
    reader.end().map_err(|_| ApiError::Refused(Code::BadJson))?;
    Ok(value)
}

/// Turns a serde message into a field and a stable code, never repeating what was sent beyond a short field name.
fn blame(path: &str, message: &str) -> (String, String) {
    let named = |message: &str| message.split('`').nth(1).filter(|name| name.len() <= 60).map(str::to_owned);
    let join = |name: Option<String>| match name {
        None => path.to_owned(),
        Some(name) if path == "." || path.is_empty() || path == name => name,
        Some(name) if path.ends_with(&format!(".{name}")) => path.to_owned(),
        Some(name) => format!("{path}.{name}"),
    };
    let (field, why) = if message.starts_with("missing field") {
        (join(named(message)), ValueError::Missing)
    } else if message.starts_with("unknown field") {
        (join(named(message)), ValueError::UnknownField)
    } else if message.starts_with("unknown variant") {
        (path.to_owned(), ValueError::UnknownValue)
    } else {
        let known = ValueError::ALL.iter().find(|why| message.starts_with(&why.to_string()));
        (path.to_owned(), known.copied().unwrap_or(ValueError::WrongType))
    };
    let field: String = if field == "." { String::new() } else { field.chars().take(200).collect() };
    (field, why.to_string())
}

/// A query string parsed into a domain type. Errors: 422 for what does not fit.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = std::future::Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Body) -> Self::Future {
        let pairs = form_urlencoded::parse(request.query_string().as_bytes());
        let parsed = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
        std::future::ready(parsed.map(Self).map_err(|error| {
            let (field, code) = blame(&error.path().to_string(), &error.inner().to_string());
            ApiError::Invalid(vec![FieldError { field, code }])
        }))
    }
}
