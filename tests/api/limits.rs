//! Limits on who is not signed in yet: by address, by account, and by the memory that hashing takes.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::rate_limits;
use yaninda_tests::{Answered, Browser, PASSWORD, Persona, World, on_both};

/// Failures of one address in a quarter of an hour.
const TRIES: usize = 60;

fn counted(world: &World) -> i64 {
    rate_limits::table.count().get_result(&mut world.connect()).expect("a count")
}

/// Presents a made-up cookie for a made-up device.
async fn guess(who: &Persona, path: &str, forwarded: Option<&str>) -> Answered {
    let device = Uuid::now_v7();
    let mut stranger = Browser::new(who);
    stranger.cookies.push((yaninda::sessions::cookie_name(device.try_into().expect("an id")), "A".repeat(64)));
    let cookie = format!("{}={}", stranger.cookies[0].0, stranger.cookies[0].1);
    let mut headers = vec![("content-type", "application/json"), ("cookie", cookie.as_str())];
    headers.extend(forwarded.map(|hops| ("x-forwarded-for", hops)));
    who.send(Method::POST, path, &headers, Some(json!({ "device": device }).to_string().into_bytes())).await
}

on_both! {
    async fn made_up_sessions_are_limited_by_address_and_leave_one_row(world: World) {
        for path in ["/sessions/refresh", "/sessions/end"] {
            let before = counted(&world);
            for _ in 0..TRIES / 2 {
                let answered = guess(&world.anonymous, path, None).await;
                assert!(matches!(answered.status.as_u16(), 401 | 204), "{path}: {}", answered.json());
            }
            assert!(counted(&world) <= before + 1, "{path}: a row for every device that was made up");
        }
        for path in ["/sessions/refresh", "/sessions/end"] {
            let limited = guess(&world.anonymous, path, None).await.expect_problem(429, "too_many_requests");
            assert!(limited.headers.contains_key("retry-after"), "{path}");
        }
        world.clock.advance(1800);
        guess(&world.anonymous, "/sessions/refresh", None).await.expect_problem(401, "session_ended");
    }
}

on_both! {
    async fn an_address_is_limited_over_all_accounts_and_the_right_refresh_costs_no_try(world: World) {
        let worker = world.with_password(&world.worker);
        let mut browser = Browser::new(&world.anonymous);
        let device = browser.sign_in(&worker, None).await.expect(200).json()["device"].clone();
        for _ in 0..TRIES {
            browser.refresh(&device).await.expect(200);
        }
        for number in 0..TRIES {
            let unknown = json!({ "email": format!("n{number}@nowhere.example"), "password": PASSWORD });
            world.anonymous.ask("/sessions", &unknown).await.expect_problem(401, "wrong_credentials");
        }
        browser.sign_in(&worker, None).await.expect_problem(429, "too_many_requests");
        browser.refresh(&device).await.expect_problem(429, "too_many_requests");
    }
}

on_both! {
    async fn strangers_who_guess_do_not_lock_out_whoever_is_signed_in_on_a_device(world: World) {
        let worker = world.with_password(&world.worker);
        let mut browser = Browser::new(&world.anonymous);
        let device = browser.sign_in(&worker, None).await.expect(200).json()["device"].clone();
        let wrong = json!({ "email": worker.email, "password": "not the right one" });
        for _ in 0..10 {
            world.anonymous.ask("/sessions", &wrong).await.expect_problem(401, "wrong_credentials");
        }
        let right = json!({ "email": worker.email, "password": PASSWORD, "device": device });
        world.anonymous.ask("/sessions", &right).await.expect_problem(429, "too_many_requests");
        browser.post("/sessions", &right).await.expect(200);
        // On the device, too, there are ten.
        let guess = json!({ "email": worker.email, "password": "not the right one", "device": device });
        for _ in 0..10 {
            browser.post("/sessions", &guess).await.expect_problem(401, "wrong_credentials");
        }
        browser.post("/sessions", &right).await.expect_problem(429, "too_many_requests");
        // Somebody else's device gives no tries of this account.
        let mut colleague = Browser::new(&world.anonymous);
        let theirs = world.with_password(&world.colleague);
        let device = colleague.sign_in(&theirs, None).await.expect(200).json()["device"].clone();
        let right = json!({ "email": worker.email, "password": PASSWORD, "device": device });
        colleague.post("/sessions", &right).await.expect_problem(429, "too_many_requests");
    }
}

on_both! {
    async fn behind_a_known_proxy_the_address_it_saw_counts_and_nothing_a_client_writes(world: World) {
        let loopback = ["127.0.0.1".parse().expect("an address"), "10.0.0.7".parse().expect("an address")];
        let known = world.again_with(|settings| settings.trusted_proxies = loopback.to_vec()).await;
        let path = "/sessions/refresh";
        for number in 0..TRIES {
            // What the client writes comes before what the proxies write.
            let hops = format!("198.51.100.{number}, 203.0.113.9, 10.0.0.7");
            guess(&known, path, Some(&hops)).await.expect_problem(401, "session_ended");
        }
        guess(&known, path, Some("203.0.113.9")).await.expect_problem(429, "too_many_requests");
        guess(&known, path, Some("192.0.2.1, 203.0.113.9")).await.expect_problem(429, "too_many_requests");
        guess(&known, path, Some("203.0.113.9, 192.0.2.1")).await.expect_problem(401, "session_ended");
        // A network of IPv6 is one client.
        for number in 0..TRIES {
            guess(&known, path, Some(&format!("2001:db8::{number:x}"))).await.expect_problem(401, "session_ended");
        }
        guess(&known, path, Some("2001:db8::ffff:1")).await.expect_problem(429, "too_many_requests");
        guess(&known, path, Some("2001:db8:0:1::1")).await.expect_problem(401, "session_ended");
    }
}

on_both! {
    async fn without_a_known_proxy_nobody_chooses_their_address(world: World) {
        for number in 0..TRIES {
            let answered = guess(&world.anonymous, "/sessions/refresh", Some(&format!("203.0.113.{number}"))).await;
            answered.expect_problem(401, "session_ended");
        }
        let limited = guess(&world.anonymous, "/sessions/refresh", Some("192.0.2.1")).await;
        limited.expect_problem(429, "too_many_requests");
    }
}

on_both! {
    async fn two_passwords_are_hashed_at_once_and_one_for_every_account_known_or_not(world: World) {
        let worker = world.with_password(&world.worker);
        let disabled = world.with_password(&world.colleague);
        world.admin.act(&format!("/users/{}/disable", disabled.id()), 1, &json!({})).await.expect(200);
        assert_eq!(world.core.hashing.places.available_permits(), 2);
        let held = world.core.hashing.places.clone().acquire_many_owned(2).await.expect("both places");
        // While others hash, nobody is answered before a hash of their own: not even who has no account.
        let emails = [worker.email.as_str(), &disabled.email, &world.manager.email, "nobody@test.example"];
        let asked = emails.map(|email| {
            let (who, body) = (world.anonymous.clone(), json!({ "email": email, "password": PASSWORD }));
            async move { who.ask("/sessions", &body).await }
        });
        let [one, two, three, four] = asked;
        let (one, two, three, four) = tokio::join!(one, two, three, four);
        for (email, answered) in emails.iter().zip([one, two, three, four]) {
            let busy = answered.expect(503);
            assert_eq!(busy.json()["code"], "busy", "{email}");
            assert!(busy.headers.contains_key("retry-after"), "{email}");
        }
        drop(held);
        Browser::new(&world.anonymous).sign_in(&worker, None).await.expect(200);
        assert_eq!(world.core.hashing.places.available_permits(), 2);
    }
}

on_both! {
    async fn guessing_the_own_password_is_limited_before_anything_is_hashed(world: World) {
        let worker = world.with_password(&world.worker);
        let wrong = json!({ "current": "wrong-horse-battery", "new": "another long passphrase" });
        for _ in 0..10 {
            worker.ask("/me/password", &wrong).await.expect_problem(401, "wrong_credentials");
        }
        // With no place to hash in, only who does not hash is answered at once.
        let held = world.core.hashing.places.clone().acquire_many_owned(2).await.expect("both places");
        worker.ask("/me/password", &wrong).await.expect_problem(429, "too_many_requests");
        drop(held);
    }
}
