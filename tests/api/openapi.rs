//! The OpenAPI document: an operation names what its kind can answer, and nothing else.

use serde_json::Value;

/// Statuses of every operation of the API, by method and path.
fn documented() -> Vec<(String, String, Value, Vec<u16>)> {
    let document = serde_json::to_value(yaninda::server::openapi()).expect("the document");
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut all = Vec::new();
    for (path, item) in paths.into_iter().filter(|(path, _)| path.starts_with("/api/")) {
        for (method, operation) in item.as_object().expect("operations") {
            let responses = operation["responses"].as_object().expect("responses");
            let statuses = responses.keys().map(|status| status.parse().expect("a status")).collect();
            all.push((method.clone(), path.clone(), operation.clone(), statuses));
        }
    }
    assert!(all.len() > 60, "{} operations", all.len());
    all
}

fn is_conditional(operation: &Value) -> bool {
    operation["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["name"] == "If-Match"))
}

#[test]
fn a_read_never_conflicts_and_a_conditional_write_may() {
    let (mut reads, mut conditional) = (0, 0);
    for (method, path, operation, statuses) in documented() {
        let said = format!("{method} {path}: {statuses:?}");
        assert!(statuses.contains(&503) && statuses.contains(&403) && !statuses.contains(&405), "{said}");
        assert!(!statuses.contains(&500), "{said}");
        assert_eq!(statuses.contains(&404), path.contains('{'), "{said}");
        let body = operation.get("requestBody").is_some();
        assert_eq!(statuses.contains(&413) && statuses.contains(&415), body, "{said}");
        if method == "get" {
            reads += 1;
            for never in [400, 409, 412, 413, 415, 428, 429] {
                assert!(!statuses.contains(&never), "{said}");
            }
        }
        assert_eq!(statuses.contains(&412) && statuses.contains(&428), is_conditional(&operation), "{said}");
        if is_conditional(&operation) {
            conditional += 1;
            for may in [400, 401, 409, 422] {
                assert!(statuses.contains(&may), "{said}");
            }
        }
        if operation.get("security").is_none() {
            assert!(statuses.contains(&401), "{said}");
        }
        assert!(statuses.iter().any(|status| (200..300).contains(status)), "{said}");
    }
    assert!(reads > 25 && conditional > 20, "{reads} reads, {conditional} conditional writes");
}

#[test]
fn a_former_version_may_hold_the_reason_of_its_withdrawal() {
    let mut histories = 0;
    for (_, path, operation, _) in documented().into_iter().filter(|(_, path, ..)| path.ends_with("/history")) {
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        let parts = schema["items"]["allOf"].as_array().unwrap_or_else(|| panic!("{path}: {schema}"));
        assert!(parts.iter().any(|part| part["$ref"].is_string()), "{path}: {schema}");
        assert!(parts.iter().any(|part| part["properties"]["withdraw_reason"].is_object()), "{path}: {schema}");
        histories += 1;
    }
    assert!(histories >= 7, "{histories} histories");
}
