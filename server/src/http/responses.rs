//! What operations may answer besides success, and the headers of every write, for the OpenAPI document.

use std::collections::BTreeMap;

use utoipa::{
    IntoParams, IntoResponses, ToSchema,
    openapi::{
        Content, OpenApi, Ref, RefOr, Response, ResponseBuilder,
        path::{Operation, ParameterIn},
    },
};
use yaninda_shared::problem::{Code, Problem};

/// Every problem an operation may answer with, by status; [`narrow`] leaves those that its kind of operation can.
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

/// Leaves each operation the problems that it can answer with, as its method, parameters and body tell.
pub fn narrow(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let all = [(false, &mut item.get), (true, &mut item.put), (true, &mut item.post), (true, &mut item.delete)];
        for (writes, operation) in all {
            if let Some(operation) = operation {
                let kind = Kind::of(path, writes, operation);
                operation.responses.responses.retain(|status, _| kind.may_answer(status));
            }
        }
    }
}

/// What decides which problems an operation can answer with.
struct Kind {
    writes: bool,
    /// It says which version it changes.
    conditional: bool,
    body: bool,
    query: bool,
    in_path: bool,
    public: bool,
}

impl Kind {
    fn of(path: &str, writes: bool, operation: &Operation) -> Self {
        let parameters = || {
            operation.parameters.iter().flatten().filter_map(|one| match one {
                RefOr::T(one) => Some(one),
                RefOr::Ref(_) => None,
            })
        };
        let conditional = parameters().any(|one| one.name == "If-Match");
        let query = parameters().any(|one| one.parameter_in == ParameterIn::Query);
        let in_path = path.contains('{');
        let public = operation.security.is_some();
        Self { writes, conditional, body: operation.request_body.is_some(), query, in_path, public }
    }

    fn may_answer(&self, status: &str) -> bool {
        match status {
            "400" => self.body || self.conditional,
            "401" => !self.public || self.body,
            "404" => self.in_path,
            "405" => false,
            "409" | "429" => self.writes,
            "412" | "428" => self.conditional,
            "413" | "415" => self.body,
            "422" => self.body || self.query || self.conditional,
            _ => true,
        }
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
