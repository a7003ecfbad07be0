//! A password chosen with an administrator's link waits for a second person where the account can read anything.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{audit::AuditAction, ids::UserId};
use yaninda_tests::{Answered, Browser, PASSWORD, Persona, World, on_both};

const NEW: &str = "another-horse-battery";

/// Redeems a link that the administrator made.
async fn redeem(world: &World, user: impl std::fmt::Display, new: &str) -> Answered {
    let link = world.admin.ask(&format!("/users/{user}/reset-link"), &json!({})).await.expect(200).json();
    let token = link["path"].as_str().expect("a path").replace("/reset#", "");
    world.anonymous.ask("/sessions/reset", &json!({ "token": token, "new": new })).await
}

async fn decide(who: &Persona, user: UserId, was_them: bool) -> Answered {
    who.ask(&format!("/users/{user}/password-confirmation"), &json!({ "was_them": was_them })).await
}

async fn signs_in(world: &World, who: &Persona, password: &str) -> u16 {
    let body = json!({ "email": who.email, "password": password });
    Browser::new(&world.anonymous).post("/sessions", &body).await.status.as_u16()
}

async fn waiting(who: &Persona) -> Value {
    who.get("/waiting-passwords").await.expect(200).json()
}

on_both! {
    async fn whoever_made_the_link_does_not_get_in_with_it(world: World) {
        let worker = world.with_password(&world.worker);
        let answer = redeem(&world, worker.id(), NEW).await.expect(202).json();
        assert_eq!(answer, json!({ "days": 7 }));
        assert_eq!((signs_in(&world, &worker, NEW).await, signs_in(&world, &worker, PASSWORD).await), (401, 200));
        worker.get("/me").await.expect(200);
        assert_eq!(world.audited(world.istanbul, AuditAction::PasswordWaits), 1);
        // Neither whoever made the link, nor the user, nor another office.
        assert_eq!(waiting(&world.admin).await, json!([]));
        decide(&world.admin, worker.id(), true).await.expect_problem(403, "not_allowed");
        for who in [&worker, &world.manager, &world.auditor] {
            who.get("/waiting-passwords").await.expect_problem(403, "not_allowed");
            decide(who, worker.id(), true).await.expect_problem(403, "not_allowed");
        }
        assert_eq!(waiting(&world.stranger_supervisor).await, json!([]));
        decide(&world.stranger_supervisor, worker.id(), true).await.expect_problem(404, "not_found");
        let told = waiting(&world.supervisor).await;
        assert_eq!((&told[0]["user"], &told[0]["name"]), (&json!(worker.id()), &json!(worker.name)));
        assert_eq!((&told[0]["link_by"], &told[0]["role"]), (&json!(world.admin.name), &json!("caseworker")));
        decide(&world.supervisor, worker.id(), true).await.expect(204);
        assert_eq!((signs_in(&world, &worker, NEW).await, signs_in(&world, &worker, PASSWORD).await), (200, 401));
        worker.get("/me").await.expect_problem(401, "session_ended");
        decide(&world.supervisor, worker.id(), true).await.expect_problem(409, "conflict");
        assert_eq!(waiting(&world.supervisor).await, json!([]));
        assert_eq!(world.audited(world.istanbul, AuditAction::PasswordConfirmed), 1);
    }
}

on_both! {
    async fn a_password_that_was_not_theirs_or_is_too_old_is_forgotten(world: World) {
        let worker = world.with_password(&world.worker);
        redeem(&world, worker.id(), NEW).await.expect(202);
        decide(&world.admin2, worker.id(), false).await.expect(204);
        assert_eq!((signs_in(&world, &worker, NEW).await, signs_in(&world, &worker, PASSWORD).await), (401, 200));
        assert_eq!(world.audited(world.istanbul, AuditAction::PasswordRefused), 1);
        redeem(&world, worker.id(), NEW).await.expect(202);
        world.clock.advance(7 * 86_400 + 1);
        let supervisor = world.with_password(&world.supervisor);
        let session = Browser::new(&world.anonymous).sign_in(&supervisor, Some(&world.code())).await.expect(200).json();
        let supervisor = supervisor.with_token(session["access_token"].as_str().expect("a token"));
        assert_eq!(waiting(&supervisor).await, json!([]));
        decide(&supervisor, worker.id(), true).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn the_user_who_changes_their_password_voids_links_and_what_waits(world: World) {
        let worker = world.with_password(&world.worker);
        redeem(&world, worker.id(), NEW).await.expect(202);
        let link = world.admin.ask(&format!("/users/{}/reset-link", worker.id()), &json!({})).await.expect(200).json();
        let change = json!({ "current": PASSWORD, "new": "a-third-horse-battery" });
        worker.ask("/me/password", &change).await.expect(204);
        let token = link["path"].as_str().expect("a path").replace("/reset#", "");
        let late = json!({ "token": token, "new": NEW });
        world.anonymous.ask("/sessions/reset", &late).await.expect_field("token", "unknown_value");
        decide(&world.supervisor, worker.id(), true).await.expect_problem(409, "conflict");
        assert_eq!(signs_in(&world, &worker, "a-third-horse-battery").await, 200);
    }
}

on_both! {
    async fn a_new_account_waits_only_if_it_has_cases_or_power(world: World) {
        let account = |name: &str, role: &str| {
            json!({ "name": name, "email": format!("{name}@new.example"), "role": role, "locale": "tr" })
        };
        let (plain, given, power) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        for (id, name, role) in [(plain, "ayla", "caseworker"), (given, "suna", "caseworker"), (power, "naz", "supervisor")] {
            world.admin.create(&format!("/users/{id}"), &account(name, role)).await.expect(201);
        }
        redeem(&world, plain, NEW).await.expect(204);
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/assignments/{}", Uuid::now_v7());
        world.supervisor.create(&path, &json!({ "user": given })).await.expect(201);
        redeem(&world, given, NEW).await.expect(202);
        // Nor before the role is given, or its password would be known by then.
        redeem(&world, power, NEW).await.expect(202);
        world.admin2.act(&format!("/users/{power}/role-approval"), 1, &json!({})).await.expect(200);
        redeem(&world, power, NEW).await.expect(202);
        let told = waiting(&world.admin2).await;
        let names: Vec<&str> = told.as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names.len(), 2, "{told}");
        assert!(names.contains(&"suna") && names.contains(&"naz"));
    }
}
