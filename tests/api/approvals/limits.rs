//! What needs no approval, and payments that may have been split so as to need none.

use serde_json::{Value, json};
use yaninda_tests::{
    Engine, Persona, World, on_both,
    queries::{asked, listen, plan},
};

use super::{rent, service, waiting, with_limit};

on_both! {
    async fn up_to_the_limit_nobody_is_asked_and_in_a_currency_without_one_always(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        for (minor, currency, status) in [(1_500_000, "TRY", "delivered"), (9_000_000, "TRY", "planned"), (9_000_000, "USD", "planned")] {
            let logged = world.worker.create(&service(case), &rent(status, minor, currency)).await.expect(201).json();
            assert_eq!((&logged["status"], logged.get("approval")), (&json!(status), None), "{minor} {currency}");
        }
        let (theirs, _) = world.open_case(&world.stranger).await;
        let there = world.stranger.create(&service(theirs), &rent("delivered", 9_000_000, "TRY")).await.expect(201).json();
        assert_eq!(there["status"], "delivered", "another office has no limit");
        assert!(waiting(&world.supervisor).await.is_empty());
        // The office has a limit, and none in dollars: whatever is paid in them is asked for.
        let dollars = world.worker.create(&service(case), &rent("delivered", 99_999_999, "USD")).await.expect(201).json();
        assert_eq!((&dollars["status"], &dollars["approval"]), (&json!("requested"), &json!("waiting")));
        assert_eq!(waiting(&world.supervisor).await.len(), 1);
    }
}

on_both! {
    async fn limits_are_one_a_currency_and_the_own_offices_alone(world: World) {
        with_limit(&world).await;
        let office = format!("/offices/{}", world.istanbul);
        let mut draft = json!({ "name": "Istanbul", "quiet_days": 30, "confirm_days": 60,
            "approval_limits": [{ "minor": 1, "currency": "TRY" }, { "minor": 2, "currency": "TRY" }] });
        world.admin.change(&office, 2, &draft).await.expect_field("approval_limits", "taken");
        let limits = async |who: &Persona| {
            let offices = who.get("/offices").await.expect(200).json();
            let of = offices.as_array().expect("offices").iter().find(|one| one["code"] == "IST").expect("Istanbul");
            of.get("approval_limits").cloned()
        };
        assert_eq!(limits(&world.worker).await, Some(json!([{ "minor": 1_500_000, "currency": "TRY" }])));
        assert_eq!(limits(&world.stranger).await, None);
        draft["approval_limits"] = json!([]);
        world.admin.change(&office, 2, &draft).await.expect(200);
        assert_eq!(limits(&world.worker).await, None);
    }
}

on_both! {
    async fn small_payments_that_are_together_above_the_limit_are_a_hint(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let splits = async || -> Vec<Value> { world.supervisor.get("/approvals/splits").await.expect(200).body() };
        let mut long_ago = rent("delivered", 1_400_000, "TRY");
        long_ago["occurred_on"] = json!("2026-10-15");
        world.worker.create(&service(case), &long_ago).await.expect(201);
        world.worker.create(&service(case), &rent("delivered", 800_000, "TRY")).await.expect(201);
        assert_eq!(splits().await, Vec::<Value>::new());
        // Another type and another fund on the same days: the money is the same.
        let mut deposit = rent("delivered", 900_000, "TRY");
        (deposit["type"], deposit["fund"]) = (json!("HOU.deposit"), json!("EU-B"));
        deposit["occurred_on"] = json!("2026-11-10");
        world.worker.create(&service(case), &deposit).await.expect(201);
        let found = splits().await;
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0]["case"], &found[0]["services"], &found[0]["total"]["minor"]), (&json!(case), &json!(2), &json!(2_300_000)));
        assert_eq!((&found[0]["from"], &found[0]["to"]), (&json!("2026-10-15"), &json!("2026-11-10")));
        assert_eq!(found[0]["service_types"], json!(["HOU.deposit", "HOU.rent"]));
        let elsewhere: Vec<Value> = world.stranger_supervisor.get("/approvals/splits").await.expect(200).body();
        assert!(elsewhere.is_empty());
    }
}

#[actix_web::test]
async fn split_payments_are_a_stretch_of_an_index() {
    listen();
    let world = World::start(Engine::Sqlite).await;
    with_limit(&world).await;
    asked();
    world.supervisor.get("/approvals/splits").await.expect(200);
    let asked = asked().into_iter().filter(|query| query.contains("FROM `services`"));
    let plans: Vec<String> = asked.map(|query| plan(&world, &query)).collect();
    assert_eq!(plans.len(), 1, "{plans:?}");
    assert!(plans[0].contains("COVERING INDEX services_by_cost (office_id=? AND occurred_on>"), "{plans:?}");
    assert!(!plans[0].contains("TEMP B-TREE"), "{plans:?}");
}
