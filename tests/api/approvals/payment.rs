//! What is approved is what is paid, and nobody who set it approves it.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_tests::{World, on_both};

use super::{decide, rent, requests, service, today, waiting, with_limit};

/// A rent to a landlord, as it would be approved.
fn to(provider: &str, status: &str, minor: i64) -> Value {
    let mut draft = rent(status, minor, "TRY");
    draft["provider"] = json!(provider);
    draft["note"] = json!("Two rooms, from December");
    draft
}

on_both! {
    async fn a_cost_raised_after_the_approval_asks_anew_and_a_lower_one_does_not(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let at = service(case);
        world.worker.create(&at, &rent("requested", 2_000_000, "TRY")).await.expect(201);
        let request = requests(&world.worker, case).await.remove(0);
        world.supervisor.act(&decide(&request), 1, &json!({ "approve": true })).await.expect(200);
        let lower = world.worker.change(&at, 2, &rent("delivered", 1_900_000, "TRY")).await.expect(200).json();
        assert_eq!((&lower["status"], &lower["approval"]), (&json!("delivered"), &json!("approved")));
        let raised = world.worker.change(&at, 3, &rent("delivered", 2_100_000, "TRY")).await.expect(200).json();
        assert_eq!((&raised["status"], &raised["approval"]), (&json!("requested"), &json!("waiting")));
        // Changed while it waits: the former request lapses, and who decides it late is told so.
        let waits = waiting(&world.supervisor).await.remove(0).approval;
        world.worker.change(&at, 4, &rent("delivered", 2_200_000, "TRY")).await.expect(200);
        let late = world.supervisor.act(&decide(&waits), 1, &json!({ "approve": true })).await.expect_problem(412, "stale");
        assert_eq!(late.json()["current"]["state"], "lapsed");
        let now = waiting(&world.supervisor).await.remove(0).approval;
        assert_eq!(now.cost.map(|cost| cost.minor()), Some(2_200_000));
        // Withdrawn: nobody needs to decide about it.
        world.worker.act(&format!("{at}/withdraw"), 5, &json!({ "reason": "Wrong case" })).await.expect(200);
        assert!(waiting(&world.supervisor).await.is_empty());
        world.supervisor.act(&decide(&now), 2, &json!({ "approve": true })).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn what_is_approved_is_what_is_paid(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let at = service(case);
        world.worker.create(&at, &to("Landlord A", "requested", 4_000_000)).await.expect(201);
        let seen = waiting(&world.supervisor).await.remove(0).approval;
        let asked = json!(seen)["asked"].clone();
        assert_eq!((&asked["type"], &asked["provider"], &asked["fund"], &asked["occurred_on"]),
            (&json!("HOU.rent"), &json!("Landlord A"), &json!("TR-A"), &json!("2026-11-20")));
        assert_eq!((&asked["note"], &asked["limit"]["minor"]), (&json!("Two rooms, from December"), &json!(1_500_000)));
        // While it waits: another service from another shop at the same price is another request.
        let mut other = to("Shop B", "requested", 4_000_000);
        other["type"] = json!("HOU.furniture");
        world.worker.change(&at, 1, &other).await.expect(200);
        let late = world.supervisor.act(&decide(&seen), 1, &json!({ "approve": true })).await.expect_problem(412, "stale");
        assert_eq!(late.json()["current"]["state"], "lapsed");
        let back = world.worker.change(&at, 2, &to("Landlord A", "requested", 4_000_000)).await.expect(200).version();
        let request = waiting(&world.supervisor).await.remove(0).approval;
        world.supervisor.act(&decide(&request), 1, &json!({ "approve": true })).await.expect(200);
        let mut version = back + 1;
        // After the approval: whoever is paid instead, for what or from which fund waits anew.
        let mut fund = to("Landlord A", "delivered", 4_000_000);
        fund["fund"] = json!("EU-B");
        let mut type_of = to("Landlord A", "delivered", 4_000_000);
        type_of["type"] = json!("HOU.furniture");
        let mut owner = to("Landlord A", "delivered", 4_000_000);
        owner["details"] = json!({ "landlord": "Somebody else" });
        for changed in [to("Shop B", "delivered", 4_000_000), fund, type_of, owner] {
            let held = world.worker.change(&at, version, &changed).await.expect(200);
            assert_eq!((&held.json()["status"], &held.json()["approval"]), (&json!("requested"), &json!("waiting")), "{changed}");
            version = held.version();
        }
        // As it was approved, with another note and for less, it is paid.
        let mut cheaper = to("Landlord A", "delivered", 3_900_000);
        cheaper["note"] = json!("He came down");
        let paid = world.worker.change(&at, version, &cheaper).await.expect(200);
        assert_eq!((&paid.json()["status"], &paid.json()["approval"]), (&json!("delivered"), &json!("approved")));
        assert!(waiting(&world.supervisor).await.is_empty());
        // What was paid does not become something else afterwards either.
        let after = world.worker.change(&at, paid.version(), &to("Shop B", "delivered", 3_900_000)).await.expect(200).json();
        assert_eq!((&after["status"], &after["approval"]), (&json!("requested"), &json!("waiting")));
    }
}

on_both! {
    async fn who_set_what_is_paid_does_not_approve_it(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let (approve, other) = (json!({ "approve": true }), world.supervisor_of(world.istanbul));
        // The supervisor raises it, takes the request back, and lets the worker ask.
        let at = service(case);
        let logged = world.worker.create(&at, &rent("requested", 1_000_000, "TRY")).await.expect(201).json();
        world.supervisor.change(&at, 1, &rent("requested", 6_000_000, "TRY")).await.expect(200);
        let own = waiting(&other).await.remove(0).approval;
        world.supervisor.act(&decide(&own), 1, &approve).await.expect_problem(403, "own_request");
        world.supervisor.act(&format!("/cases/{case}/approvals/{}/take-back", own.id), 1, &json!({})).await.expect(200);
        let again = json!({ "kind": "payment", "service": logged["id"] });
        world.worker.create(&format!("/cases/{case}/approvals/{}", Uuid::now_v7()), &again).await.expect(201);
        let asked = waiting(&other).await.remove(0).approval;
        assert_eq!((asked.meta.created_by, asked.logged_by, asked.amended_by),
            (world.worker.id(), Some(world.worker.id()), Some(world.supervisor.id())));
        world.supervisor.act(&decide(&asked), 1, &approve).await.expect_problem(403, "own_request");
        assert!(today(&world.supervisor, "approval_waits").await.is_empty());
        assert_eq!(today(&other, "approval_waits").await.len(), 1);
        other.act(&decide(&asked), 1, &approve).await.expect(200);
        // The supervisor sets the price of what is planned, and the worker marks it delivered.
        let planned = service(case);
        world.worker.create(&planned, &rent("planned", 1_000_000, "TRY")).await.expect(201);
        world.supervisor.change(&planned, 1, &rent("planned", 7_000_000, "TRY")).await.expect(200);
        world.worker.change(&planned, 2, &rent("delivered", 7_000_000, "TRY")).await.expect(200);
        // Another provider, written by who could not decide about it, makes nobody forget who set the price.
        let mut elsewhere = rent("delivered", 7_000_000, "TRY");
        elsewhere["provider"] = json!("Landlord B");
        world.worker.change(&planned, 3, &elsewhere).await.expect(200);
        let asked = waiting(&other).await.remove(0).approval;
        world.supervisor.act(&decide(&asked), 1, &approve).await.expect_problem(403, "own_request");
        other.act(&decide(&asked), 1, &approve).await.expect(200);
    }
}

on_both! {
    async fn a_request_says_what_its_fund_has_left(world: World) {
        with_limit(&world).await;
        let fund = json!({ "code": "TR-A", "name": "Rents", "amounts": [
            { "amount": { "minor": 5_000_000, "currency": "TRY" }, "from": "2026-01-01", "to": "2026-12-31" }] });
        world.supervisor.create(&format!("/funds/{}", Uuid::now_v7()), &fund).await.expect(201);
        let (case, _) = world.open_case(&world.worker).await;
        world.worker.create(&service(case), &rent("delivered", 1_200_000, "TRY")).await.expect(201);
        world.worker.create(&service(case), &rent("requested", 4_000_000, "TRY")).await.expect(201);
        assert_eq!(waiting(&world.supervisor).await[0].fund_left, Some(3_800_000));
    }
}
