//! Notes.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{World, on_both};

on_both! {
    async fn a_note_is_written_corrected_and_withdrawn(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/notes/{}", Uuid::now_v7());
        let note = |body: &str| json!({ "occurred_on": "2026-11-22", "body": body });
        let (key, new) = (Uuid::now_v7(), [("if-none-match", "*")]);
        let first = world.worker.write(Method::PUT, &path, &new, key, &note("Called")).await.expect(201);
        let again = world.worker.write(Method::PUT, &path, &new, key, &note("Called")).await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        world.worker.change(&path, 1, &note("Called twice")).await.expect(200);
        let stale = world.worker.change(&path, 1, &note("x")).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["body"], "Called twice");
        world.worker.act(&format!("{path}/withdraw"), 2, &json!({ "reason": "Wrong case" })).await.expect(200);
        let history = world.worker.get(&format!("{path}/history")).await.expect(200).json();
        assert_eq!((&history[0]["body"], &history[1]["withdraw_reason"]), (&json!("Called"), &json!("Wrong case")));
        world.worker.create(&path, &note("a\u{0}b")).await.expect_field("body", "control_character");
        world.colleague.get(&path).await.expect_problem(404, "not_found");
        world.stranger.get(&path).await.expect_problem(404, "not_found");
    }
}
