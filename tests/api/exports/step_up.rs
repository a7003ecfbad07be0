//! Showing again who is there.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{Browser, PASSWORD, World, on_both};

use super::{signed_in, step_up};

fn proof(password: &str, code: Option<&str>) -> Value {
    json!({ "purpose": "identified_export", "password": password, "code": code })
}

/// Of a request that is not there: past the door, nothing is found.
fn nowhere() -> String {
    format!("/exports/{}/file", Uuid::now_v7())
}

on_both! {
    async fn only_password_and_code_together_open_the_door_for_five_minutes(world: World) {
        let who = signed_in(&world).await;
        who.ask(&nowhere(), &json!({})).await.expect_problem(403, "step_up_required");
        world.clock.advance(30);
        who.ask("/me/step-up", &proof(PASSWORD, None)).await.expect_problem(401, "totp_required");
        who.ask("/me/step-up", &proof("not the right one", Some(&world.code()))).await.expect_problem(401, "wrong_credentials");
        who.ask("/me/step-up", &proof(PASSWORD, Some("000000"))).await.expect_problem(401, "wrong_code");
        who.ask("/me/step-up", &json!({ "purpose": "anything", "password": PASSWORD })).await.expect_field("purpose", "unknown_value");
        assert_eq!(world.audited(world.istanbul, AuditAction::SignInFailed), 2);
        who.ask(&nowhere(), &json!({})).await.expect_problem(403, "step_up_required");
        let code = world.code();
        who.ask("/me/step-up", &proof(PASSWORD, Some(&code))).await.expect(200);
        who.ask("/me/step-up", &proof(PASSWORD, Some(&code))).await.expect_problem(401, "wrong_code");
        assert_eq!(world.audited(world.istanbul, AuditAction::SteppedUp), 1);
        who.ask(&nowhere(), &json!({})).await.expect_problem(404, "not_found");
        world.clock.advance(299);
        who.ask(&nowhere(), &json!({})).await.expect_problem(404, "not_found");
        world.clock.advance(1);
        who.ask(&nowhere(), &json!({})).await.expect_problem(403, "step_up_required");
    }
}

on_both! {
    async fn it_counts_in_one_session_only_and_ends_with_it(world: World) {
        let supervisor = world.with_password(&world.supervisor);
        let mut browser = Browser::new(&world.anonymous);
        let session = browser.sign_in(&supervisor, Some(&world.code())).await.expect(200).json();
        let who = supervisor.with_token(session["access_token"].as_str().expect("a token"));
        step_up(&world, &who).await;
        // The same person on another device.
        world.supervisor.ask(&nowhere(), &json!({})).await.expect_problem(403, "step_up_required");
        who.ask(&nowhere(), &json!({})).await.expect_problem(404, "not_found");
        // A refresh is the same session.
        let renewed = browser.refresh(&session["device"]).await.expect(200).json();
        let who = supervisor.with_token(renewed["access_token"].as_str().expect("a token"));
        who.ask(&nowhere(), &json!({})).await.expect_problem(404, "not_found");
        // Signing in anew on the same device begins another.
        world.clock.advance(30);
        let again = json!({ "email": supervisor.email, "password": PASSWORD, "code": world.code(), "device": session["device"] });
        let anew = browser.post("/sessions", &again).await.expect(200).json();
        assert_eq!(anew["device"], session["device"]);
        who.ask(&nowhere(), &json!({})).await.expect_problem(403, "step_up_required");
        browser.post("/sessions/end", &json!({ "device": session["device"] })).await.expect(204);
        who.ask(&nowhere(), &json!({})).await.expect_problem(401, "session_ended");
    }
}

on_both! {
    async fn guessing_is_limited(world: World) {
        let who = signed_in(&world).await;
        for _ in 0..10 {
            who.ask("/me/step-up", &proof("not the right one", Some("000000"))).await.expect_problem(401, "wrong_credentials");
        }
        world.clock.advance(30);
        who.ask("/me/step-up", &proof(PASSWORD, Some(&world.code()))).await.expect_problem(429, "too_many_requests");
    }
}
