//! One's own account: settings, password, devices, views.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{Browser, PASSWORD, World, on_both};

on_both! {
    async fn everyone_chooses_their_language(world: World) {
        let put = world.worker.write(Method::PUT, "/me", &[], Uuid::now_v7(), &json!({ "locale": "tr" })).await;
        assert_eq!(put.expect(200).json()["locale"], "tr");
        assert_eq!(world.worker.get("/me").await.expect(200).json()["locale"], "tr");
        let bad = world.worker.write(Method::PUT, "/me", &[], Uuid::now_v7(), &json!({ "locale": "xx" })).await;
        bad.expect_field("locale", "unknown_value");
        world.anonymous.get("/me").await.expect_problem(401, "not_signed_in");
    }
}

on_both! {
    async fn a_new_password_needs_the_old_one_and_ends_the_other_devices(world: World) {
        let worker = world.with_password(&world.worker);
        let mut browser = Browser::new(&world.anonymous);
        let session = browser.sign_in(&worker, None).await.expect(200).json();
        let here = world.worker.with_token(session["access_token"].as_str().unwrap());
        let change = |current: &str, new: &str| json!({ "current": current, "new": new });
        let new = "another long passphrase";
        here.ask("/me/password", &change("wrong-horse-battery", new)).await.expect_problem(401, "wrong_credentials");
        here.ask("/me/password", &change(PASSWORD, "by-your-side-demo")).await.expect_field("new", "too_common");
        here.ask("/me/password", &change(PASSWORD, new)).await.expect(204);
        here.get("/me").await.expect(200);
        world.worker.get("/me").await.expect_problem(401, "session_ended");
        browser.sign_in(&worker, None).await.expect_problem(401, "wrong_credentials");
        assert_eq!(world.audited(world.istanbul, AuditAction::PasswordChanged), 1);
    }
}

on_both! {
    async fn a_device_is_ended_by_its_owner_alone(world: World) {
        let device = world.worker.device.unwrap();
        let path = format!("/me/devices/{device}/end");
        world.colleague.ask(&path, &json!({})).await.expect_problem(404, "not_found");
        world.stranger.ask(&path, &json!({})).await.expect_problem(404, "not_found");
        world.worker.ask(&path, &json!({})).await.expect(204);
        world.worker.get("/me").await.expect_problem(401, "session_ended");
        assert_eq!(world.audited(world.istanbul, AuditAction::DeviceEnded), 1);
    }
}

on_both! {
    async fn saved_views_are_their_owners(world: World) {
        let path = format!("/me/views/{}", Uuid::now_v7());
        let draft = |name: &str| json!({ "name": name, "filter": { "mine": true, "risk": "high" } });
        let made = world.worker.create(&path, &draft("Mine at risk")).await.expect(201);
        assert_eq!(made.version(), 1);
        world.worker.create(&path, &draft("Mine at risk")).await.expect_problem(412, "stale");
        assert_eq!(world.worker.change(&path, 1, &draft("Other")).await.expect(200).version(), 2);
        let stale = world.worker.change(&path, 1, &draft("Late")).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["name"], "Other");
        world.worker.write(Method::PUT, &path, &[], Uuid::now_v7(), &draft("x")).await.expect_problem(428, "precondition_required");
        let key = Uuid::now_v7();
        for _ in 0..2 {
            let sent = world.worker.write(Method::PUT, &path, &[("if-match", "\"2\"")], key, &draft("Third")).await;
            assert_eq!(sent.expect(200).version(), 3);
        }
        world.colleague.change(&path, 3, &draft("Theirs")).await.expect_problem(404, "not_found");
        world.colleague.send(Method::DELETE, &path, &[], None).await.expect_problem(404, "not_found");
        assert_eq!(world.colleague.get("/me/views").await.expect(200).json(), json!([]));
        assert_eq!(world.worker.get("/me/views").await.expect(200).json()[0]["name"], "Third");
        world.worker.send(Method::DELETE, &path, &[], None).await.expect(204);
        assert_eq!(world.worker.get("/me/views").await.expect(200).json(), json!([]));
    }
}
