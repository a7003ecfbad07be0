//! Funds: an office's own data, and what is spent against them.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{audit::AuditAction, overview::Overview};
use yaninda_tests::{World, on_both};

fn fund(code: &str) -> Value {
    json!({ "code": code, "name": "Embassy of the Netherlands", "amounts": [
        { "amount": { "minor": 50_000_000, "currency": "TRY" }, "from": "2026-07-01", "to": "2027-06-30" } ] })
}

fn path() -> String {
    format!("/funds/{}", Uuid::now_v7())
}

on_both! {
    async fn a_fund_is_set_up_changed_and_retired(world: World) {
        let at = path();
        let made = world.supervisor.create(&at, &fund("nl-2026")).await.expect(201).json();
        assert_eq!((&made["code"], &made["version"]), (&json!("NL-2026"), &json!(1)), "{made}");
        let mut more = fund("NL-2026");
        let euro = json!({ "amount": { "minor": 100, "currency": "EUR" }, "from": "2026-01-01", "to": "2026-12-31" });
        more["amounts"].as_array_mut().expect("amounts").push(euro);
        more["retired"] = json!(true);
        let changed = world.admin.change(&at, 1, &more).await.expect(200).json();
        assert_eq!((&changed["retired"], &changed["version"]), (&json!(true), &json!(2)));
        assert_eq!(changed["amounts"][0]["amount"]["currency"], "EUR", "by their days");
        let listed = world.supervisor.get("/funds").await.expect(200).json();
        assert_eq!(listed, json!([changed]));
        assert_eq!(world.stranger_supervisor.get("/funds").await.expect(200).json(), json!([]));
        assert!(world.audited(world.istanbul, AuditAction::Changed) > 0);
        world.supervisor.change(&at, 1, &more).await.expect_problem(412, "stale");
    }
}

on_both! {
    async fn what_makes_no_sense_is_refused(world: World) {
        let at = path();
        world.supervisor.create(&at, &fund("NL-2026")).await.expect(201);
        world.supervisor.create(&path(), &fund("NL-2026")).await.expect_field("code", "taken");
        world.supervisor.change(&at, 1, &fund("EU-2026")).await.expect_field("code", "not_allowed_here");
        let mut back = fund("EU-2026");
        back["amounts"][0]["to"] = json!("2026-06-30");
        world.supervisor.create(&path(), &back).await.expect_field("amounts.0.to", "before_start");
        world.supervisor.create(&path(), &fund("two words")).await.expect_field("code", "bad_characters");
        // Another office may have a fund of that code, and none of ours.
        world.stranger_supervisor.create(&path(), &fund("NL-2026")).await.expect(201);
        world.stranger_supervisor.change(&at, 1, &fund("NL-2026")).await.expect_problem(404, "not_found");
        for who in [&world.worker, &world.manager, &world.auditor] {
            who.create(&path(), &fund("EU-2026")).await.expect_problem(403, "not_allowed");
        }
        for who in [&world.manager, &world.auditor] {
            who.get("/funds").await.expect_problem(403, "not_allowed");
        }
        // Whoever logs services names them.
        world.worker.get("/funds").await.expect(200);
    }
}

on_both! {
    async fn sent_twice_it_is_set_up_once(world: World) {
        let (at, key) = (path(), Uuid::now_v7());
        let draft = fund("NL-2026");
        let send = || world.supervisor.write(Method::PUT, &at, &[("if-none-match", "*")], key, &draft);
        let (one, two) = (send().await.expect(201).json(), send().await.expect(201).json());
        assert_eq!(one, two);
    }
}

on_both! {
    async fn spend_is_held_against_what_a_fund_gives_today(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        for (day, minor) in [("2026-06-30", 1_000), ("2026-07-01", 20_000)] {
            let rent = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": day, "delivered_by": "us",
                "confidentiality": "team", "cost": { "minor": minor, "currency": "TRY" }, "fund": "NL-2026" });
            world.worker.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &rent).await.expect(201);
        }
        let look = async || world.supervisor.get("/overview").await.expect(200).body::<Overview>().spend;
        let before = look().await;
        assert_eq!((before[0].spent, before[0].amount, before[0].id), (21_000, None, None), "not set up");
        let id = Uuid::now_v7();
        world.supervisor.create(&format!("/funds/{id}"), &fund("NL-2026")).await.expect(201);
        let after = look().await;
        assert_eq!(after.len(), 1);
        assert_eq!((after[0].spent, after[0].amount), (20_000, Some(50_000_000)), "of its own days");
        assert_eq!(after[0].id.map(|id| id.uuid()), Some(id));
        world.supervisor.create(&path(), &fund("EMPTY")).await.expect(201);
        assert_eq!(look().await[0].spent, 0, "one that gives and has paid nothing stands there too");
    }
}
