//! Comments on entries.

use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{World, on_both};

on_both! {
    async fn a_supervisor_comments_and_the_worker_resolves(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let note = Uuid::now_v7();
        let body = json!({ "occurred_on": "2026-11-22", "body": "Called" });
        world.worker.create(&format!("/cases/{case}/notes/{note}"), &body).await.expect(201);
        let path = format!("/cases/{case}/comments/{}", Uuid::now_v7());
        let mut draft = json!({ "on_kind": "note", "on": note, "body": "Who answered?" });
        world.supervisor.create(&path, &draft).await.expect(201);
        world.worker.change(&path, 1, &draft).await.expect_problem(403, "not_allowed");
        draft["body"] = json!("Who answered the phone?");
        world.supervisor.change(&path, 1, &draft).await.expect(200);
        let resolve = format!("{path}/resolve");
        let resolved = world.worker.send(reqwest::Method::POST, &resolve,
            &[("if-match", "\"2\""), ("idempotency-key", &Uuid::now_v7().to_string())], None).await.expect(200).json();
        assert_eq!(resolved["resolved_by"], world.worker.id().to_string());
        let line = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let item = line["items"].as_array().expect("items").iter().find(|item| item["id"] == note.to_string());
        assert_eq!(item.expect("the note")["comments"][0]["body"], "Who answered the phone?");
        let elsewhere = json!({ "on_kind": "note", "on": Uuid::now_v7(), "body": "x" });
        let other = format!("/cases/{case}/comments/{}", Uuid::now_v7());
        world.supervisor.create(&other, &elsewhere).await.expect_field("on", "unknown_value");
        let on_user = json!({ "on_kind": "user", "on": note, "body": "x" });
        world.supervisor.create(&other, &on_user).await.expect_field("on_kind", "not_allowed_here");
        world.colleague.create(&other, &draft).await.expect_problem(404, "not_found");
    }
}
