//! What the answer of a write shows although it was not written: a look like any other.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{World, on_both};

/// The newest entries of this action that the auditor reads.
async fn entries(world: &World, action: &str) -> Vec<Value> {
    let log = world.auditor.get(&format!("/audit?action={action}")).await.expect(200).json();
    log["items"].as_array().expect("entries").clone()
}

fn note(body: &str) -> Value {
    json!({ "occurred_on": "2026-11-20", "body": body })
}

on_both! {
    async fn a_refused_write_that_shows_a_record_is_recorded_as_a_look(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (id, user) = (Uuid::now_v7(), world.colleague.id());
        let path = format!("/cases/{case}/notes/{id}");
        world.worker.create(&path, &note("Called")).await.expect(201);
        let before = entries(&world, "read").await.len();

        let stale = world.supervisor.change(&path, 999_999, &note("x")).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["body"], "Called");
        let read = entries(&world, "read").await;
        assert_eq!(read.len(), before + 1);
        assert_eq!(read[0]["user"], json!(world.supervisor.id()));
        assert_eq!((&read[0]["kind"], &read[0]["case"], &read[0]["ids"]), (&json!("note"), &json!(case), &json!([id])));

        // The version that was there, and a place that is taken, show it too.
        world.supervisor.create(&path, &note("x")).await.expect_problem(412, "stale");
        assert_eq!(entries(&world, "read").await.len(), before + 2);

        let asked = Uuid::now_v7();
        let request = format!("/cases/{case}/approvals/{asked}");
        let wish = json!({ "kind": "transfer", "office": world.ankara, "note": "Moved" });
        world.supervisor.create(&request, &wish).await.expect(201);
        let decide = format!("{request}/decide");
        let stale = world.supervisor.act(&decide, 999_999, &json!({ "approve": true })).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["note"], "Moved");
        let read = entries(&world, "read").await;
        assert_eq!((read.len(), &read[0]["kind"], &read[0]["ids"]), (before + 3, &json!("approval"), &json!([asked])));

        let stale = world.admin.act(&format!("/users/{user}/disable"), 999_999, &json!({})).await;
        assert_eq!(stale.expect_problem(412, "stale").json()["current"]["name"], "colleague");
        let read = entries(&world, "read").await;
        assert_eq!((&read[0]["kind"], &read[0]["ids"]), (&json!("user"), &json!([user])));
        // Nothing was changed by any of it.
        assert_eq!(world.worker.get(&path).await.expect(200).version(), 1);
        assert_eq!(world.audited(world.istanbul, AuditAction::UserDisabled), 0);
    }
}

on_both! {
    async fn an_answer_sent_again_shows_the_present_record_under_its_version_and_is_recorded(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (id, key) = (Uuid::now_v7(), Uuid::now_v7());
        let path = format!("/cases/{case}/notes/{id}");
        let first = note("First");
        let send = || world.worker.write(Method::PUT, &path, &[("if-none-match", "*")], key, &first);
        assert_eq!(send().await.expect(201).version(), 1);
        world.worker.change(&path, 1, &note("Second")).await.expect(200);
        let before = entries(&world, "read").await.len();

        let again = send().await.expect(201);
        let body = again.json();
        assert_eq!((again.version(), &body["version"], &body["body"]), (2, &json!(2), &json!("Second")));
        let read = entries(&world, "read").await;
        assert_eq!(read.len(), before + 1);
        assert_eq!((&read[0]["kind"], &read[0]["case"], &read[0]["ids"]), (&json!("note"), &json!(case), &json!([id])));
        assert_eq!(read[0]["user"], json!(world.worker.id()));
    }
}
