//! Every answer in every test is held against the OpenAPI document: its status must be documented.

use std::sync::OnceLock;

use reqwest::{Method, StatusCode};
use serde_json::Value;

struct Operation {
    method: String,
    /// Segments; `None` stands for a parameter.
    path: Vec<Option<String>>,
    statuses: Vec<u16>,
}

fn operations() -> &'static [Operation] {
    static ALL: OnceLock<Vec<Operation>> = OnceLock::new();
    ALL.get_or_init(|| {
        let document = serde_json::to_value(yaninda::server::openapi()).expect("the document");
        let paths = document["paths"].as_object().expect("paths").clone();
        let operation = |path: &str, method: &str, described: &Value| {
            let segments = path.split('/').map(|part| (!part.starts_with('{')).then(|| part.to_owned()));
            let statuses = described["responses"].as_object()?.keys().filter_map(|status| status.parse().ok());
            Some(Operation { method: method.to_uppercase(), path: segments.collect(), statuses: statuses.collect() })
        };
        paths
            .iter()
            .flat_map(|(path, item)| {
                let methods = item.as_object().into_iter().flatten();
                methods.filter_map(|(method, described)| operation(path, method, described)).collect::<Vec<_>>()
            })
            .collect()
    })
}

/// Panics if the operation at this path does not document the status.
pub(crate) fn check(method: &Method, path: &str, status: StatusCode) {
    let path = path.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').collect();
    let fits = |operation: &&Operation| {
        operation.method == method.as_str()
            && operation.path.len() == segments.len()
            && operation.path.iter().zip(&segments).all(|(want, have)| want.as_ref().is_none_or(|want| want == have))
    };
    // A written-out path goes before one with parameters.
    let found = operations().iter().filter(fits).max_by_key(|one| one.path.iter().flatten().count());
    if let Some(operation) = found {
        let known = operation.statuses.contains(&status.as_u16());
        assert!(known, "{method} {path} answers {status}, which the OpenAPI document does not say");
    }
}
