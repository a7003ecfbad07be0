//! What no operation takes, as a problem document: 405 with the methods there are, or 404.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::header::{ALLOW, HeaderValue},
};
use utoipa::openapi::OpenApi;
use yaninda_shared::problem::Code;

use crate::problem::ApiError;

struct Address {
    /// Segments; `None` stands for a parameter.
    path: Vec<Option<String>>,
    methods: String,
}

/// The addresses of the API and their methods, read from its document when one is first missed.
static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| Addresses::of(&crate::server::openapi()));

struct Addresses(Vec<Address>);

impl Addresses {
    /// As the document of the API lists them.
    fn of(document: &OpenApi) -> Self {
        let all = document.paths.paths.iter().map(|(path, item)| {
            let known = [
                ("GET", item.get.is_some()),
                ("PUT", item.put.is_some()),
                ("POST", item.post.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let methods: Vec<&str> = known.iter().filter_map(|(name, there)| there.then_some(*name)).collect();
            let path = path.split('/').map(|part| (!part.starts_with('{')).then(|| part.to_owned()));
            Address { path: path.collect(), methods: methods.join(", ") }
        });
        Self(all.collect())
    }

    fn methods(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |address: &&Address| {
            let same = |(want, have): (&Option<String>, &&str)| want.as_ref().is_none_or(|want| want == have);
            address.path.len() == parts.len() && address.path.iter().zip(&parts).all(same)
        };
        // A written-out address goes before one with parameters.
        let found = self.0.iter().filter(fits).max_by_key(|address| address.path.iter().flatten().count());
        found.map(|address| address.methods.as_str())
    }
}

/// Answers what no route of the API took.
pub async fn unmatched(request: HttpRequest) -> HttpResponse {
    match ADDRESSES.methods(request.path()).and_then(|methods| HeaderValue::from_str(methods).ok()) {
        None => ApiError::not_found().error_response(),
        Some(methods) => {
            let mut answer = ApiError::Refused(Code::MethodNotAllowed).error_response();
            answer.headers_mut().insert(ALLOW, methods);
            answer
        }
    }
}
