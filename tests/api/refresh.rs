//! Refresh tokens: rotation, grace, reuse, ends.

use serde_json::{Value, json};
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{Browser, World, on_both};

async fn signed_in(world: &World) -> (Browser, Value) {
    let worker = world.with_password(&world.worker);
    let mut browser = Browser::new(&world.anonymous);
    let device = browser.sign_in(&worker, None).await.expect(200).json()["device"].clone();
    (browser, device)
}

on_both! {
    async fn two_tabs_refreshing_at_once_get_the_same_successor(world: World) {
        let (browser, device) = signed_in(&world).await;
        let (mut one, mut two) = (browser.clone(), browser.clone());
        let (first, second) = tokio::join!(one.refresh(&device), two.refresh(&device));
        first.expect(200);
        second.expect(200);
        assert_eq!(one.cookies, two.cookies);
        assert_ne!(one.cookies, browser.cookies);
        world.clock.advance(31);
        one.refresh(&device).await.expect(200);
        two.cookies = one.cookies.clone();
        two.refresh(&device).await.expect(200);
    }
}

on_both! {
    async fn two_workers_on_one_browser_keep_both_cookies(world: World) {
        let (mut browser, first) = signed_in(&world).await;
        let colleague = world.with_password(&world.colleague);
        let second = browser.sign_in(&colleague, None).await.expect(200).json()["device"].clone();
        assert_eq!(browser.cookies.len(), 2);
        let one = browser.refresh(&first).await.expect(200).json();
        let two = browser.refresh(&second).await.expect(200).json();
        assert_eq!(one["me"]["id"], json!(world.worker.id()));
        assert_eq!(two["me"]["id"], json!(world.colleague.id()));
    }
}

on_both! {
    async fn reuse_after_the_grace_revokes_the_family_and_ends_the_device(world: World) {
        let (mut browser, device) = signed_in(&world).await;
        let mut thief = browser.clone();
        let session = browser.refresh(&device).await.expect(200).json();
        let worker = world.worker.with_token(session["access_token"].as_str().unwrap());
        worker.get("/me").await.expect(200);
        world.clock.advance(31);
        thief.refresh(&device).await.expect_problem(401, "session_ended");
        browser.refresh(&device).await.expect_problem(401, "session_ended");
        worker.get("/me").await.expect_problem(401, "session_ended");
        assert_eq!(world.audited(world.istanbul, AuditAction::SessionReused), 1);
    }
}

on_both! {
    async fn an_old_copy_is_known_generations_later_and_a_stranger_ends_nothing(world: World) {
        let (mut browser, device) = signed_in(&world).await;
        let mut thief = browser.clone();
        for _ in 0..3 {
            browser.refresh(&device).await.expect(200);
        }
        // Another family's token is a stranger here, however well it is made.
        let mut other = Browser::new(&world.anonymous);
        other.sign_in(&world.worker, None).await.expect(200);
        let mut borrowed = browser.clone();
        borrowed.cookies[0].1.clone_from(&other.cookies[0].1);
        borrowed.refresh(&device).await.expect_problem(401, "session_ended");
        let mut stranger = browser.clone();
        stranger.cookies[0].1 = "A".repeat(64);
        stranger.refresh(&device).await.expect_problem(401, "session_ended");
        browser.refresh(&device).await.expect(200);
        thief.refresh(&device).await.expect_problem(401, "session_ended");
        browser.refresh(&device).await.expect_problem(401, "session_ended");
    }
}

on_both! {
    async fn a_session_ends_after_a_week_idle_and_after_thirty_days(world: World) {
        let (mut browser, device) = signed_in(&world).await;
        let mut other = Browser::new(&world.anonymous);
        let idle = other.sign_in(&world.worker, None).await.expect(200).json()["device"].clone();
        for _ in 0..4 {
            world.clock.advance(6 * 86_400);
            browser.refresh(&device).await.expect(200);
        }
        other.refresh(&idle).await.expect_problem(401, "session_ended");
        world.clock.advance(6 * 86_400 + 1);
        browser.refresh(&device).await.expect_problem(401, "session_ended");
    }
}

on_both! {
    async fn signing_out_needs_the_cookie_alone_and_ends_the_device(world: World) {
        let (mut browser, device) = signed_in(&world).await;
        let session = browser.refresh(&device).await.expect(200).json();
        let worker = world.worker.with_token(session["access_token"].as_str().unwrap());
        Browser::new(&world.anonymous).post("/sessions/end", &json!({ "device": device })).await.expect(204);
        worker.get("/me").await.expect(200);
        let mut copy = browser.clone();
        browser.post("/sessions/end", &json!({ "device": device })).await.expect(204);
        assert!(browser.cookies.is_empty());
        worker.get("/me").await.expect_problem(401, "session_ended");
        copy.refresh(&device).await.expect_problem(401, "session_ended");
        assert_eq!(world.audited(world.istanbul, AuditAction::SignedOut), 1);
    }
}

on_both! {
    async fn a_disabled_user_cannot_refresh(world: World) {
        let (mut browser, device) = signed_in(&world).await;
        let path = format!("/users/{}/disable", world.worker.id());
        world.admin.act(&path, 1, &json!({})).await.expect(200);
        browser.refresh(&device).await.expect_problem(401, "session_ended");
        world.worker.get("/me").await.expect_problem(401, "session_ended");
    }
}

on_both! {
    async fn nothing_that_opens_a_session_is_stored(world: World) {
        use diesel::prelude::*;
        use yaninda::db::schema::refresh_families;
        let (browser, _) = signed_in(&world).await;
        let hashes: Vec<Vec<u8>> =
            refresh_families::table.select(refresh_families::current_hash).load(&mut world.connect()).unwrap();
        let token = browser.cookies[0].1.as_bytes();
        assert!(hashes.iter().all(|hash| hash.len() == 32 && hash != token));
    }
}
