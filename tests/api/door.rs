//! The door itself: tokens, unknown paths, headers.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{Persona, World, on_both};

on_both! {
    async fn nobody_and_forged_tokens_get_401(world: World) {
        let path = "/cases/01900000-0000-7000-8000-000000000000/notes";
        world.anonymous.get(path).await.expect_problem(401, "not_signed_in");
        let mut forged = world.worker.clone();
        forged.token = Some(format!("{}x", forged.token.unwrap_or_default()));
        forged.get(path).await.expect_problem(401, "not_signed_in");
        world.worker.get(path).await.expect_problem(404, "not_found");
        world.clock.advance(601);
        world.worker.get(path).await.expect_problem(401, "not_signed_in");
    }
}

on_both! {
    async fn an_action_without_content_takes_no_body_and_a_null_alike(world: World) {
        for body in [None, Some("null"), Some("{}")] {
            let post = |who: &Persona, path: String, version: Option<i64>| {
                let who = who.clone();
                let key = Uuid::now_v7().to_string();
                let seen = version.map(|version| format!("\"{version}\""));
                async move {
                    let mut headers = vec![("idempotency-key", key.as_str())];
                    headers.extend(seen.as_deref().map(|seen| ("if-match", seen)));
                    headers.extend(body.map(|_| ("content-type", "application/json")));
                    who.send(Method::POST, &path, &headers, body.map(|body| body.as_bytes().to_vec())).await
                }
            };
            let (case, _) = world.open_case(&world.worker).await;
            let note = format!("/cases/{case}/notes/{}", Uuid::now_v7());
            let written = json!({ "occurred_on": "2026-11-20", "body": "Called" });
            world.worker.create(&note, &written).await.expect(201);
            let on = note.rsplit('/').next().expect("an id");
            let comment = format!("/cases/{case}/comments/{}", Uuid::now_v7());
            world.worker.create(&comment, &json!({ "on_kind": "note", "on": on, "body": "When?" })).await.expect(201);
            post(&world.worker, format!("{comment}/resolve"), Some(1)).await.expect(200);
            post(&world.colleague, "/me/totp".to_owned(), None).await.expect(200);
            let user = format!("/users/{}", Uuid::now_v7());
            let person = json!({ "name": "Nur", "email": format!("n{}@staff.example", Uuid::now_v7().simple()), "role": "caseworker" });
            world.admin.create(&user, &person).await.expect(201);
            post(&world.admin, format!("{user}/reset-link"), Some(1)).await.expect(200);
            post(&world.admin, format!("{user}/disable"), Some(1)).await.expect(200);
            post(&world.admin, format!("{user}/enable"), Some(2)).await.expect(200);
        }
        let device = world.colleague.device.expect("a device");
        world.colleague.send(Method::POST, &format!("/me/devices/{device}/end"), &[], None).await.expect(204);
    }
}

on_both! {
    async fn the_document_of_the_api_and_its_viewer_are_served(world: World) {
        let served = world.anonymous.get("//api/v1/openapi.json").await.expect(200);
        assert_eq!(served.json(), serde_json::to_value(yaninda::server::openapi()).expect("the document"));
        assert_eq!(served.json()["openapi"], "3.1.0");
        let viewer = world.anonymous.get("//api/docs/").await.expect(200);
        assert!(String::from_utf8_lossy(&viewer.bytes).contains("swagger"));
        let bare = world.anonymous.get("//api/docs").await.expect(200);
        assert_eq!(bare.bytes, viewer.bytes, "without a slash it leads there");
        for path in ["/openapi.txt", "/cases/x/y/z", "/"] {
            world.worker.get(path).await.expect_problem(404, "not_found");
        }
    }
}

on_both! {
    async fn a_method_that_an_address_does_not_take_is_told_which_it_does(world: World) {
        let case = Uuid::now_v7();
        let cases = [
            (Method::PATCH, format!("/cases/{case}"), "GET, PUT"),
            (Method::DELETE, format!("/cases/{case}/notes/{case}"), "GET, PUT"),
            (Method::DELETE, "/cases/search".to_owned(), "POST"),
            (Method::PUT, "/cases".to_owned(), "GET"),
        ];
        for (method, path, allowed) in cases {
            for who in [&world.worker, &world.anonymous] {
                let answered = who.send(method.clone(), &path, &[], None).await.expect_problem(405, "method_not_allowed");
                assert_eq!(answered.headers["allow"], allowed, "{method} {path}");
            }
        }
    }
}
