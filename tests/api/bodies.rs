//! Bodies, queries and headers that cannot be read: the problem document says which part, and nothing is half-written.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{Answered, World, case_draft, on_both};

async fn put(world: &World, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answered {
    let key = Uuid::now_v7().to_string();
    let usual = [("idempotency-key", key.as_str()), ("if-none-match", "*"), ("content-type", "application/json")];
    let given = |name: &str| headers.iter().any(|(other, _)| *other == name);
    let mut all: Vec<(&str, &str)> = usual.into_iter().filter(|(name, _)| !given(name)).collect();
    all.extend(headers);
    world.worker.send(Method::PUT, path, &all, Some(body.to_vec())).await
}

on_both! {
    async fn a_body_that_is_no_json_of_this_kind_is_refused_by_its_field(world: World) {
        let path = format!("/cases/{}", Uuid::now_v7());
        let good = case_draft().to_string();
        put(&world, &path, &[], b"{\"code_name\": ").await.expect_problem(400, "bad_json");
        put(&world, &path, &[], format!("{good} {{}}").as_bytes()).await.expect_problem(400, "bad_json");
        put(&world, &path, &[], b"\xff\xfe").await.expect_problem(400, "bad_json");
        put(&world, &path, &[], b"").await.expect_problem(400, "bad_json");
        let large = good.replace("Kestane", &"K".repeat(300 * 1024));
        put(&world, &path, &[], large.as_bytes()).await.expect_problem(413, "too_large");
        for kind in ["text/plain", "application/json-seq", ""] {
            let refused = put(&world, &path, &[("content-type", kind)], good.as_bytes()).await;
            refused.expect_problem(415, "unsupported_media_type");
        }
        for (field, value, code) in [
            ("code_name", json!(7), "wrong_type"),
            ("risk", json!(["high"]), "wrong_type"),
            ("risk", json!("mild"), "unknown_value"),
            ("opened_on", json!("2026-02-30"), "wrong_type"),
            ("profile.birth_year", json!("many"), "wrong_type"),
            ("colour", json!("red"), "unknown_field"),
        ] {
            let mut draft = case_draft();
            let pointer = format!("/{}", field.replace('.', "/"));
            let (parent, name) = pointer.rsplit_once('/').expect("a path");
            draft.pointer_mut(parent).expect("a parent")[name] = value;
            put(&world, &path, &[], draft.to_string().as_bytes()).await.expect_field(field, code);
        }
        let mut lacking = case_draft();
        lacking.as_object_mut().expect("an object").remove("code_name");
        put(&world, &path, &[], lacking.to_string().as_bytes()).await.expect_field("code_name", "missing");
        world.worker.get(&path).await.expect_problem(404, "not_found");
        for kind in ["application/json", "Application/JSON; charset=utf-8"] {
            let path = format!("/cases/{}", Uuid::now_v7());
            let draft = case_draft();
            put(&world, &path, &[("content-type", kind)], draft.to_string().as_bytes()).await.expect(201);
        }
    }
}

fn names(answered: &Answered, field: &str) -> bool {
    answered.json()["errors"].as_array().is_some_and(|all| all.len() == 1 && all[0]["field"] == field)
}

on_both! {
    async fn a_header_that_cannot_be_read_is_named(world: World) {
        let path = format!("/cases/{}", Uuid::now_v7());
        let good = case_draft().to_string();
        for (header, named, value) in [
            ("idempotency-key", "Idempotency-Key", "7"),
            ("idempotency-key", "Idempotency-Key", "b3c1f1de-0c4b-4f7e-8a43-0f6c2b1d9a11"),
            ("if-none-match", "If-None-Match", "\"1\""),
        ] {
            let refused = put(&world, &path, &[(header, value)], good.as_bytes()).await;
            let refused = refused.expect_problem(400, "bad_request");
            assert!(names(&refused, named), "{}", refused.json());
        }
        for value in ["1", "\"0\"", "\"-1\"", "\"one\"", "*", "W/\"1\""] {
            let key = Uuid::now_v7().to_string();
            let headers = [("idempotency-key", key.as_str()), ("content-type", "application/json"), ("if-match", value)];
            let refused = world.worker.send(Method::PUT, &path, &headers, Some(good.clone().into_bytes())).await;
            let refused = refused.expect_problem(400, "bad_request");
            assert!(names(&refused, "If-Match"), "{value}: {}", refused.json());
        }
        // Both at once contradict each other.
        let refused = put(&world, &path, &[("if-match", "\"1\"")], good.as_bytes()).await;
        assert!(names(&refused.expect_problem(400, "bad_request"), "If-Match"));
        // A read takes none of them, so it does not look at them.
        world.worker.send(Method::GET, "/cases", &[("idempotency-key", "7"), ("if-match", "x")], None).await.expect(200);
    }
}

on_both! {
    async fn every_problem_is_a_problem_document_with_the_id_of_its_request(world: World) {
        let path = format!("/cases/{}", Uuid::now_v7());
        let problems = [
            world.worker.get(&path).await.expect(404),
            world.worker.get("/nowhere").await.expect(404),
            world.anonymous.get("/cases").await.expect(401),
            world.manager.get("/cases").await.expect(403),
            world.worker.get("/cases?limit=0").await.expect(422),
            world.worker.send(Method::PATCH, &path, &[], None).await.expect(405),
            put(&world, &path, &[], b"{").await.expect(400),
            world.anonymous.get("//no-such-file.js").await.expect(404),
        ];
        let mut seen = Vec::new();
        for problem in problems {
            let (status, body) = (problem.status.as_u16(), problem.json());
            assert_eq!(problem.headers["content-type"], "application/problem+json", "{body}");
            assert_eq!(body["request_id"], problem.headers["x-request-id"].to_str().expect("a text"), "{body}");
            assert_eq!(body["status"], status);
            assert_eq!(body["type"], format!("/problems/{}", body["code"].as_str().expect("a code")));
            assert!(body["title"].as_str().is_some_and(|title| !title.is_empty()));
            seen.push(body["request_id"].to_string());
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 8, "every request has an id of its own");
    }
}
