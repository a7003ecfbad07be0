//! The second factor.

use serde_json::json;
use totp_rs::{Builder, Secret};
use yaninda::time::Clock;
use yaninda_shared::{audit::AuditAction, values::Stamp};
use yaninda_tests::{Browser, PASSWORD, World, on_both};

fn code_of(secret: &str, now: Stamp) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    Builder::new().with_secret(secret).build_noncompliant().generate(now.seconds().unsigned_abs()).to_string()
}

/// Enrols the worker; the secret and the recovery codes.
async fn enrolled(world: &World) -> (String, Vec<String>) {
    world.with_password(&world.worker);
    let offer = world.worker.ask("/me/totp", &json!({})).await.expect(200).json();
    let secret = offer["secret"].as_str().unwrap().to_owned();
    assert!(!offer["url"].as_str().unwrap().to_lowercase().contains("yan"), "the issuer is neutral");
    let confirm = json!({ "code": code_of(&secret, world.clock.now()) });
    let answered = world.worker.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &confirm).await.expect(200);
    let codes: Vec<String> =
        answered.json()["codes"].as_array().unwrap().iter().map(|c| c.as_str().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

fn uuid() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

on_both! {
    async fn a_code_is_asked_for_after_a_right_password_only(world: World) {
        let supervisor = world.with_password(&world.supervisor);
        let wrong = json!({ "email": supervisor.email, "password": "wrong-horse-battery" });
        world.anonymous.ask("/sessions", &wrong).await.expect_problem(401, "wrong_credentials");
        let mut browser = Browser::new(&world.anonymous);
        browser.sign_in(&supervisor, None).await.expect_problem(401, "totp_required");
        browser.sign_in(&supervisor, Some("000000")).await.expect_problem(401, "wrong_code");
        assert!(browser.cookies.is_empty());
        browser.sign_in(&supervisor, Some(&world.code())).await.expect(200);
        assert_eq!(world.audited(world.istanbul, AuditAction::SignInFailed), 2);
    }
}

on_both! {
    async fn a_code_is_good_once_even_for_two_at_the_same_moment(world: World) {
        let supervisor = world.with_password(&world.supervisor);
        let code = world.code();
        let (mut one, mut two) = (Browser::new(&world.anonymous), Browser::new(&world.anonymous));
        let (first, second) = tokio::join!(one.sign_in(&supervisor, Some(&code)), two.sign_in(&supervisor, Some(&code)));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
        world.clock.advance(30);
        one.sign_in(&supervisor, Some(&code)).await.expect_problem(401, "wrong_code");
        one.sign_in(&supervisor, Some(&world.code())).await.expect(200);
    }
}

on_both! {
    async fn a_code_of_the_step_before_is_accepted_and_an_older_one_not(world: World) {
        let supervisor = world.with_password(&world.supervisor);
        let (old, mut browser) = (world.code(), Browser::new(&world.anonymous));
        world.clock.advance(60);
        browser.sign_in(&supervisor, Some(&old)).await.expect_problem(401, "wrong_code");
        let before = world.code();
        world.clock.advance(30);
        browser.sign_in(&supervisor, Some(&before)).await.expect(200);
    }
}

on_both! {
    async fn an_offer_is_in_force_only_once_confirmed(world: World) {
        world.with_password(&world.worker);
        let confirm = json!({ "code": "000000" });
        world.worker.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &confirm).await.expect_problem(409, "conflict");
        world.worker.ask("/me/totp", &json!({})).await.expect(200);
        world.worker.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &confirm).await.expect_problem(401, "wrong_code");
        Browser::new(&world.anonymous).sign_in(&world.worker, None).await.expect(200);
    }
}

on_both! {
    async fn a_recovery_code_signs_in_once(world: World) {
        let (_, codes) = enrolled(&world).await;
        let mut browser = Browser::new(&world.anonymous);
        browser.sign_in(&world.worker, None).await.expect_problem(401, "totp_required");
        browser.sign_in(&world.worker, Some(&codes[3].to_uppercase())).await.expect(200);
        browser.sign_in(&world.worker, Some(&codes[3])).await.expect_problem(401, "wrong_code");
        browser.sign_in(&world.worker, Some(&codes[4])).await.expect(200);
        assert_eq!(world.audited(world.istanbul, AuditAction::RecoveryCodeUsed), 2);
        assert_eq!(world.audited(world.istanbul, AuditAction::TotpEnrolled), 1);
    }
}

on_both! {
    async fn whoever_may_do_without_removes_it_with_a_code(world: World) {
        let (secret, codes) = enrolled(&world).await;
        world.worker.ask("/me/totp/remove", &json!({ "code": "000000" })).await.expect_problem(401, "wrong_code");
        world.clock.advance(30);
        let code = code_of(&secret, world.clock.now());
        world.worker.ask("/me/totp/remove", &json!({ "code": code })).await.expect(204);
        Browser::new(&world.anonymous).sign_in(&world.worker, None).await.expect(200);
        world.worker.ask("/me/totp/remove", &json!({ "code": codes[0] })).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn a_role_that_needs_a_second_factor_cannot_remove_it(world: World) {
        let body = json!({ "code": world.code() });
        for persona in [&world.supervisor, &world.admin, &world.auditor] {
            persona.ask("/me/totp/remove", &body).await.expect_problem(403, "not_allowed");
        }
    }
}

on_both! {
    async fn a_role_that_needs_a_second_factor_and_has_none_gets_to_its_own_account_alone(world: World) {
        use diesel::prelude::*;
        use yaninda::db::schema::users;
        for (persona, path) in [(&world.supervisor, "/cases"), (&world.admin, "/users"), (&world.auditor, "/audit")] {
            persona.get(path).await.expect(200);
            let row = users::table.find(persona.id());
            diesel::update(row).set(users::totp.eq(None::<Vec<u8>>)).execute(&mut world.connect()).expect("removed");
            persona.get(path).await.expect_problem(403, "totp_enrolment_required");
            assert_eq!(persona.get("/me").await.expect(200).json()["must_enrol_totp"], true);
            let offer = persona.ask("/me/totp", &json!({})).await.expect(200).json();
            let confirm = json!({ "code": code_of(offer["secret"].as_str().unwrap(), world.clock.now()) });
            persona.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &confirm).await.expect(200);
            persona.get(path).await.expect(200);
        }
    }
}

on_both! {
    async fn guessing_codes_is_limited(world: World) {
        world.worker.ask("/me/totp", &json!({})).await.expect(200);
        let guess = json!({ "code": "000000" });
        for _ in 0..10 {
            world.worker.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &guess).await.expect_problem(401, "wrong_code");
        }
        let limited = world.worker.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &guess).await;
        limited.expect_problem(429, "too_many_requests");
    }
}

on_both! {
    async fn a_second_factor_in_force_is_replaced_only_by_who_has_it(world: World) {
        let (secret, codes) = enrolled(&world).await;
        let put = |body: serde_json::Value| {
            let who = world.worker.clone();
            async move { who.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &body).await }
        };
        let offer = |world: &World| {
            let who = world.worker.clone();
            async move { who.ask("/me/totp", &json!({})).await.expect(200).json()["secret"].as_str().unwrap().to_owned() }
        };
        world.clock.advance(60);
        let next = offer(&world).await;
        let code = code_of(&next, world.clock.now());
        put(json!({ "code": code })).await.expect_field("current", "missing");
        put(json!({ "code": code, "current": code })).await.expect_problem(401, "wrong_code");
        put(json!({ "code": code, "current": "000000" })).await.expect_problem(401, "wrong_code");
        assert_eq!(world.audited(world.istanbul, AuditAction::SignInFailed), 2);
        // The one in force still is.
        let mut browser = Browser::new(&world.anonymous);
        browser.sign_in(&world.worker, Some(&code_of(&secret, world.clock.now()))).await.expect(200);
        world.clock.advance(60);
        let (code, current) = (code_of(&next, world.clock.now()), code_of(&secret, world.clock.now()));
        put(json!({ "code": code, "current": current })).await.expect(200);
        world.clock.advance(60);
        browser.sign_in(&world.worker, Some(&code_of(&secret, world.clock.now()))).await.expect_problem(401, "wrong_code");
        browser.sign_in(&world.worker, Some(&code_of(&next, world.clock.now()))).await.expect(200);
        // The recovery codes of the former factor went with it.
        let third = offer(&world).await;
        let code = code_of(&third, world.clock.now());
        put(json!({ "code": code, "current": codes[0] })).await.expect_problem(401, "wrong_code");
    }
}

on_both! {
    async fn a_first_factor_wants_the_password_again_a_while_after_the_sign_in(world: World) {
        world.with_password(&world.worker);
        let mut browser = Browser::new(&world.anonymous);
        let session = browser.sign_in(&world.worker, None).await.expect(200).json();
        world.clock.advance(601);
        let resumed = browser.refresh(&session["device"]).await.expect(200).json();
        let here = world.worker.with_token(resumed["access_token"].as_str().unwrap());
        let offer = here.ask("/me/totp", &json!({})).await.expect(200).json();
        let code = code_of(offer["secret"].as_str().unwrap(), world.clock.now());
        let put = |body: serde_json::Value| {
            let who = here.clone();
            async move { who.write(reqwest::Method::PUT, "/me/totp", &[], uuid(), &body).await }
        };
        put(json!({ "code": code })).await.expect_field("password", "missing");
        put(json!({ "code": code, "password": "not the right one" })).await.expect_problem(401, "wrong_credentials");
        assert_eq!(world.audited(world.istanbul, AuditAction::SignInFailed), 1);
        assert!(!here.get("/me").await.expect(200).json()["totp"].as_bool().unwrap());
        put(json!({ "code": code, "password": PASSWORD })).await.expect(200);
        assert!(here.get("/me").await.expect(200).json()["totp"].as_bool().unwrap());
    }
}
