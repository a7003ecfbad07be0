//! Signing in, out, and resetting a password.

use serde_json::json;
use yaninda::time::Clock;
use yaninda_shared::{audit::AuditAction, policy::Role, users::Locale};
use yaninda_tests::{Browser, PASSWORD, World, on_both};

on_both! {
    async fn a_right_password_opens_a_session_and_a_strict_cookie(world: World) {
        let worker = world.with_password(&world.worker);
        let mut browser = Browser::new(&world.anonymous);
        let answered = browser.sign_in(&worker, None).await.expect(200);
        let cookie = answered.headers["set-cookie"].to_str().unwrap().to_owned();
        for part in ["__Host-yn-", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(part), "{part} is not in the cookie");
        }
        let session = answered.json();
        let signed_in = world.worker.with_token(session["access_token"].as_str().unwrap());
        let me = signed_in.get("/me").await.expect(200).json();
        assert_eq!((&me["id"], &me["role"]), (&session["me"]["id"], &json!("caseworker")));
        let devices = signed_in.get("/me/devices").await.expect(200).json();
        assert!(devices.as_array().unwrap().iter().any(|d| d["label"] == "Chrome, Android" && d["current"] == true));
        assert_eq!(world.audited(world.istanbul, AuditAction::SignedIn), 1);
    }
}

on_both! {
    async fn an_unknown_account_is_answered_like_a_wrong_password(world: World) {
        let worker = world.with_password(&world.worker);
        let disabled = world.with_password(&world.colleague);
        world.admin.act(&format!("/users/{}/disable", disabled.id()), 1, &json!({})).await.expect(200);
        let mut answers = Vec::new();
        for (email, password) in [
            ("nobody@test.example", PASSWORD),
            (worker.email.as_str(), "wrong-horse-battery"),
            (disabled.email.as_str(), PASSWORD),
            (world.manager.email.as_str(), PASSWORD),
        ] {
            let answered = world.anonymous.ask("/sessions", &json!({ "email": email, "password": password })).await;
            let answered = answered.expect_problem(401, "wrong_credentials");
            let mut headers: Vec<String> = answered.headers.keys().map(ToString::to_string).collect();
            headers.sort();
            let mut body = answered.json();
            body["request_id"] = "".into();
            answers.push((headers, body.to_string()));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(world.audited(world.istanbul, AuditAction::SignInFailed), 3);
    }
}

on_both! {
    async fn tries_are_limited_and_the_limit_survives_a_restart(world: World) {
        let worker = world.with_password(&world.worker);
        let wrong = json!({ "email": worker.email, "password": "wrong-horse-battery" });
        for _ in 0..10 {
            world.anonymous.ask("/sessions", &wrong).await.expect_problem(401, "wrong_credentials");
        }
        let limited = world.anonymous.ask("/sessions", &wrong).await.expect_problem(429, "too_many_requests");
        let wait: i64 = limited.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=900).contains(&wait), "{wait}");
        let restarted = world.again().await;
        restarted.ask("/sessions", &wrong).await.expect_problem(429, "too_many_requests");
        world.clock.advance(wait);
        let right = json!({ "email": worker.email, "password": PASSWORD });
        restarted.ask("/sessions", &right).await.expect(200);
        restarted.ask("/sessions", &right).await.expect(200);
    }
}

on_both! {
    async fn a_right_password_is_never_limited(world: World) {
        let worker = world.with_password(&world.worker);
        for _ in 0..12 {
            Browser::new(&world.anonymous).sign_in(&worker, None).await.expect(200);
        }
    }
}

on_both! {
    async fn bad_sign_in_bodies_name_the_field(world: World) {
        world.anonymous.ask("/sessions", &json!({ "email": "x", "password": "y" })).await.expect_field("email", "not_an_email");
        world.anonymous.ask("/sessions", &json!({ "email": "a@b.example" })).await.expect_field("password", "missing");
    }
}

on_both! {
    async fn a_reset_link_works_once_and_ends_every_session(world: World) {
        let link = world.admin.ask(&format!("/users/{}/reset-link", world.worker.id()), &json!({})).await.expect(200);
        let path = link.json()["path"].as_str().unwrap().to_owned();
        let token = path.strip_prefix("/reset#").unwrap().to_owned();
        assert_eq!(world.audited(world.istanbul, AuditAction::ResetLinkMade), 1);
        let body = |new: &str| json!({ "token": token, "new": new });
        world.anonymous.ask("/sessions/reset", &body("short")).await.expect_field("new", "too_short");
        world.anonymous.ask("/sessions/reset", &body("passwordpassword")).await.expect_field("new", "too_common");
        world.anonymous.ask("/sessions/reset", &body(&"a1 ".repeat(100))).await.expect_field("new", "too_long");
        world.worker.get("/me").await.expect(200);
        world.anonymous.ask("/sessions/reset", &body(PASSWORD)).await.expect(204);
        world.worker.get("/me").await.expect_problem(401, "session_ended");
        world.anonymous.ask("/sessions/reset", &body(PASSWORD)).await.expect_field("token", "unknown_value");
        Browser::new(&world.anonymous).sign_in(&world.worker, None).await.expect(200);
    }
}

on_both! {
    async fn a_reset_link_ends_after_a_day_and_a_newer_one_voids_it(world: World) {
        let path = format!("/users/{}/reset-link", world.worker.id());
        let mut tokens = Vec::new();
        for _ in 0..2 {
            let link = world.admin.ask(&path, &json!({})).await.expect(200).json();
            tokens.push(link["path"].as_str().unwrap().replace("/reset#", ""));
        }
        let first = json!({ "token": tokens[0], "new": PASSWORD });
        world.anonymous.ask("/sessions/reset", &first).await.expect_field("token", "unknown_value");
        world.clock.advance(86_401);
        let second = json!({ "token": tokens[1], "new": PASSWORD });
        world.anonymous.ask("/sessions/reset", &second).await.expect_field("token", "unknown_value");
    }
}

on_both! {
    async fn a_reset_link_does_not_replace_the_second_factor(world: World) {
        let path = format!("/users/{}/reset-link", world.supervisor.id());
        let link = world.admin.ask(&path, &json!({})).await.expect(200).json();
        let token = link["path"].as_str().unwrap().replace("/reset#", "");
        let mut body = json!({ "token": token, "new": PASSWORD });
        world.anonymous.ask("/sessions/reset", &body).await.expect_problem(401, "totp_required");
        body["code"] = "000000".into();
        world.anonymous.ask("/sessions/reset", &body).await.expect_problem(401, "wrong_code");
        body["code"] = world.code().into();
        world.anonymous.ask("/sessions/reset", &body).await.expect(204);
    }
}

on_both! {
    async fn a_demo_is_known_by_its_mark_alone(world: World) {
        assert_eq!(world.anonymous.get("/demo").await.expect(200).json(), json!({ "demo": false }));
    }
}

on_both! {
    async fn a_demo_shows_its_sign_ins_and_a_code_that_works(world: World) {
        let (keys, now) = (&world.core.keys, world.clock.now());
        let mut conn = world.connect();
        let email = yaninda::sessions::DEMO_ADDRESSES[2];
        let user = yaninda::users::create(
            &mut conn, keys, now, world.istanbul, "Demo", email, Role::Supervisor, Locale::En,
        ).unwrap();
        yaninda::users::enrol_for_demo(&mut conn, keys, world.istanbul, user, &[5; 20]).unwrap();
        yaninda::sessions::set_password(&mut conn, keys, now, user, yaninda::sessions::DEMO_PASSWORD).unwrap();
        let demo = world.again_with(|settings| settings.demo = true).await;
        // The second time the present step is used up, and the one after it is shown.
        for _ in 0..2 {
            let info = demo.get("/demo").await.expect(200).json();
            assert_eq!(info["accounts"].as_array().unwrap().len(), 1);
            let shown = &info["accounts"][0];
            assert_eq!((&shown["email"], &shown["role"]), (&json!(email), &json!("supervisor")));
            let body = json!({ "email": email, "password": shown["password"], "code": shown["code"] });
            demo.ask("/sessions", &body).await.expect(200);
        }
    }
}
