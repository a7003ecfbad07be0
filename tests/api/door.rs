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
    async fn answers_carry_security_headers_and_a_request_id(world: World) {
        let answered = world.anonymous.get("//healthz").await.expect(200);
        for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id"] {
            assert!(answered.headers.contains_key(name), "{name}");
        }
    }
}

on_both! {
    async fn an_action_without_content_takes_no_body_and_a_null_alike(world: World) {
        let bodies: [(&[(&str, &str)], Option<Vec<u8>>); 3] = [
            (&[], None),
            (&[("content-type", "application/json")], Some(b"null".to_vec())),
            (&[("content-type", "application/json")], Some(b"{}".to_vec())),
        ];
        for (headers, body) in bodies {
            let post = |who: &Persona, path: String, version: Option<i64>| {
                let (who, body) = (who.clone(), body.clone());
                let key = Uuid::now_v7().to_string();
                let seen = version.map(|version| format!("\"{version}\""));
                let mut all: Vec<(String, String)> =
                    headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
                all.push(("idempotency-key".to_owned(), key));
                all.extend(seen.map(|seen| ("if-match".to_owned(), seen)));
                async move {
                    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    who.send(Method::POST, &path, &all, body).await
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
