//! What every operation may answer besides success, and the headers of every write, for the OpenAPI document.

use std::collections::BTreeMap;

use utoipa::{
    IntoParams, IntoResponses, ToSchema,
    openapi::{Content, Ref, RefOr, Response, ResponseBuilder},
};
use yaninda_shared::problem::{Code, Problem};

/// Every problem an operation may answer with, by status.
pub struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut codes: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        for code in Code::ALL.iter().filter(|code| **code != Code::Internal) {
            codes.entry(code.status()).or_default().push(code.as_str());
        }
        codes
            .into_iter()
            .map(|(status, codes)| {
                let schema = Ref::from_schema_name(Problem::name());
                let response = ResponseBuilder::new()
                    .description(codes.join(", "))
                    .content("application/problem+json", Content::new(Some(schema)));
                (status.to_string(), response.build().into())
            })
            .collect()
    }
}

/// Headers of every write.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only describes headers; `access` reads them")]
pub struct WriteHeaders {
    /// Id of the mutation, a UUIDv7 made by the client; sent again, it changes nothing.
    #[param(rename = "Idempotency-Key", value_type = Uuid)]
    key: uuid::Uuid,
    /// `*` to create.
    #[param(rename = "If-None-Match", required = false, value_type = String, pattern = r"^\*$")]
    if_none_match: Option<String>,
    /// The quoted version to change.
    #[param(rename = "If-Match", required = false, value_type = String, pattern = r#"^"[1-9][0-9]{0,17}"$"#)]
    if_match: Option<String>,
}
