//! Staff accounts.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{World, on_both};

fn draft(name: &str, role: &str) -> Value {
    json!({ "name": name, "email": format!("{name}@new.example"), "role": role, "locale": "tr" })
}

fn path() -> String {
    format!("/users/{}", Uuid::now_v7())
}

on_both! {
    async fn an_admin_makes_a_caseworker_at_once(world: World) {
        let path = path();
        let made = world.admin.create(&path, &draft("ayla", "caseworker")).await.expect(201).json();
        assert_eq!((&made["role"], &made["active"], &made["totp"]), (&json!("caseworker"), &json!(false), &json!(false)));
        assert!(made.get("pending_role").is_none());
        let listed = world.admin.get("/users").await.expect(200).json();
        assert!(listed.as_array().unwrap().iter().any(|user| user["name"] == "ayla"));
        let colleagues = world.worker.get("/colleagues").await.expect(200).json();
        assert!(colleagues.as_array().unwrap().iter().any(|user| user["name"] == "ayla" && user.get("email").is_none()));
        assert!(!colleagues.to_string().contains("stranger"));
        assert_eq!(world.audited(world.istanbul, AuditAction::UserCreated), 1);
    }
}

on_both! {
    async fn only_admins_see_and_make_accounts_and_only_of_their_office(world: World) {
        for persona in [&world.worker, &world.supervisor, &world.manager, &world.auditor] {
            persona.get("/users").await.expect_problem(403, "not_allowed");
            persona.create(&path(), &draft("ayla", "caseworker")).await.expect_problem(403, "not_allowed");
        }
        let elsewhere = format!("/users/{}", world.stranger.id());
        world.admin.change(&elsewhere, 1, &draft("ayla", "caseworker")).await.expect_problem(404, "not_found");
        for action in ["disable", "enable", "role-approval", "reset-link"] {
            world.admin.act(&format!("{elsewhere}/{action}"), 1, &json!({})).await.expect_problem(404, "not_found");
        }
        assert!(!world.admin.get("/users").await.expect(200).json().to_string().contains("stranger"));
    }
}

on_both! {
    async fn a_powerful_role_is_given_by_another_admin(world: World) {
        let path = path();
        let made = world.admin.create(&path, &draft("ayla", "supervisor")).await.expect(201).json();
        assert_eq!((&made["role"], &made["pending_role"]), (&json!("caseworker"), &json!("supervisor")));
        let approval = format!("{path}/role-approval");
        world.admin.act(&approval, 1, &json!({})).await.expect_problem(403, "not_allowed");
        // Asking again through another admin's edit does not make the first one a second person.
        world.admin2.change(&path, 1, &draft("ayla", "supervisor")).await.expect(200);
        world.admin.act(&approval, 2, &json!({})).await.expect_problem(403, "not_allowed");
        world.admin2.act(&approval, 1, &json!({})).await.expect_problem(412, "stale");
        let given = world.admin2.act(&approval, 2, &json!({})).await.expect(200).json();
        assert_eq!(given["role"], "supervisor");
        assert!(given.get("pending_role").is_none());
        world.admin2.act(&approval, 3, &json!({})).await.expect_problem(409, "conflict");
        assert_eq!(world.audited(world.istanbul, AuditAction::RoleRequested), 1);
        assert_eq!(world.audited(world.istanbul, AuditAction::RoleApproved), 1);
    }
}

on_both! {
    async fn taking_a_role_away_is_immediate_and_nobody_changes_their_own(world: World) {
        let body = |name: &str, role: &str| json!({ "name": name, "email": format!("{name}@test.example"), "role": role });
        let supervisor = format!("/users/{}", world.supervisor.id());
        world.supervisor.get("/colleagues").await.expect(200);
        let demoted = world.admin.change(&supervisor, 1, &body("supervisor", "caseworker")).await.expect(200).json();
        assert_eq!(demoted["role"], "caseworker");
        let own = format!("/users/{}", world.admin.id());
        for role in ["caseworker", "auditor"] {
            world.admin.change(&own, 1, &body("admin", role)).await.expect_field("role", "not_allowed_here");
        }
        world.admin.change(&own, 1, &body("admin", "admin")).await.expect(200);
    }
}

on_both! {
    async fn an_address_is_taken_across_offices_and_nothing_is_half_written(world: World) {
        let mut body = draft("ayla", "caseworker");
        body["email"] = "STRANGER@test.example".into();
        let path = path();
        world.admin.create(&path, &body).await.expect_field("email", "taken");
        assert_eq!(world.audited(world.istanbul, AuditAction::UserCreated), 0);
        body["email"] = "free@test.example".into();
        world.admin.create(&path, &body).await.expect(201);
        body["email"] = "no address".into();
        world.admin.change(&path, 1, &body).await.expect_field("email", "not_an_email");
        body["email"] = "free@test.example".into();
        body["role"] = "boss".into();
        world.admin.change(&path, 1, &body).await.expect_field("role", "unknown_value");
    }
}

on_both! {
    async fn an_account_sent_twice_is_made_once_and_a_stale_one_is_shown(world: World) {
        let (path, key, body) = (path(), Uuid::now_v7(), draft("ayla", "caseworker"));
        for _ in 0..2 {
            let sent = world.admin.write(Method::PUT, &path, &[("if-none-match", "*")], key, &body).await;
            assert_eq!(sent.expect(201).version(), 1);
        }
        assert_eq!(world.audited(world.istanbul, AuditAction::UserCreated), 1);
        world.admin.change(&path, 1, &draft("leyla", "manager")).await.expect(200);
        let stale = world.admin.change(&path, 1, &draft("zeynep", "manager")).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["name"], "leyla");
    }
}

on_both! {
    async fn a_disabled_user_is_out_at_the_next_request(world: World) {
        let path = format!("/users/{}", world.worker.id());
        world.worker.get("/me").await.expect(200);
        world.admin.act(&format!("{path}/disable"), 1, &json!({})).await.expect(200);
        world.worker.get("/me").await.expect_problem(401, "session_ended");
        world.admin.act(&format!("{path}/disable"), 2, &json!({})).await.expect_problem(409, "conflict");
        world.admin.ask(&format!("{path}/reset-link"), &json!({})).await.expect_problem(409, "conflict");
        let enabled = world.admin.act(&format!("{path}/enable"), 2, &json!({})).await.expect(200).json();
        assert_eq!(enabled["disabled"], false);
        // Enabling gives no session back.
        world.worker.get("/me").await.expect_problem(401, "session_ended");
        let own = format!("/users/{}/disable", world.admin.id());
        world.admin.act(&own, 1, &json!({})).await.expect_problem(403, "not_allowed");
    }
}

on_both! {
    async fn names_and_addresses_are_sealed(world: World) {
        use diesel::prelude::*;
        use yaninda::db::schema::users;
        world.admin.create(&path(), &draft("canaryname", "caseworker")).await.expect(201);
        let sealed: Vec<(Vec<u8>, Vec<u8>)> =
            users::table.select((users::sealed, users::email_token)).load(&mut world.connect()).unwrap();
        let canary = b"canaryname".as_slice();
        assert!(sealed.iter().all(|(a, b)| !a.windows(10).chain(b.windows(10)).any(|window| window == canary)));
    }
}
