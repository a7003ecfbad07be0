//! Undoing: within a day, and never what others built on.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::import_parts;
use yaninda_tests::{World, on_both};

use super::{PEOPLE, PEOPLE_COLUMNS, bring_in, case_with, check, count, of_cases, of_services, problems, take, undo};

on_both! {
    async fn after_a_day_it_can_not_be_undone_and_nothing_of_the_file_is_left(world: World) {
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=cases", PEOPLE).await;
        let (pending, _) = take(who, "kind=cases", "Adı;Açılış tarihi\nEla;15.10.2026\n").await;
        let checked = check(who, &at, &record, &of_cases(&PEOPLE_COLUMNS)).await;
        let done = bring_in(who, &at, &checked).await;
        world.core.forget().await.expect("forgotten");
        let kinds = || -> Vec<String> {
            import_parts::table.select(import_parts::kind).order(import_parts::kind).load(&mut world.connect()).expect("parts")
        };
        assert_eq!(kinds(), ["made", "rows"]);
        world.clock.advance(86_401);
        let who = world.afresh(who);
        world.core.forget().await.expect("forgotten");
        assert!(kinds().is_empty());
        who.get(&pending).await.expect_problem(404, "not_found");
        undo(&who, &at, &done).await.expect_problem(409, "conflict");
        assert_eq!(count(&world), (2, 0, 2));
    }
}

on_both! {
    async fn undoing_keeps_what_others_built_on(world: World) {
        let (first, number) = case_with(&world, "17").await;
        let (second, other) = case_with(&world, "18").await;
        let columns = ["case", "service_type", "day"];
        let file = format!("Case,Type,Day\n{number},Rent,2026-11-05\n{number},Rent,2026-11-06\n{number},Rent,2026-11-07\n{number},Rent,2026-11-08\n{other},Rent,2026-11-05\n");
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=services", file).await;
        let checked = check(who, &at, &record, &of_services(&columns)).await;
        let done = bring_in(who, &at, &checked).await;
        assert_eq!(done["made"], 5, "{:?}", problems(who, &at).await);
        let all = world.worker.get(&format!("/cases/{first}/services")).await.expect(200).json();
        let on = |day: &str| all["items"].as_array().expect("items").iter().find(|item| item["occurred_on"] == day).expect("one")["id"].clone();

        // A milestone, a goal and a dismissal speak of one each; a second supervisor closes the other case.
        let milestone = json!({ "kind": "first_insured_job", "chosen_by": "person", "reached_on": "2026-11-10", "service": on("2026-11-05") });
        world.worker.create(&format!("/cases/{first}/milestones/{}", Uuid::now_v7()), &milestone).await.expect(201);
        let goal = json!({ "words": "A home", "domain": "housing", "starts_on": "2026-11-10", "state": "open", "services": [on("2026-11-06")] });
        let goal_at = format!("/cases/{first}/goals/{}", Uuid::now_v7());
        world.worker.create(&goal_at, &goal).await.expect(201);
        let dismissal = json!({ "kind": "own_tenancy", "service": on("2026-11-07"), "reason": "A shelter" });
        world.worker.create(&format!("/cases/{first}/milestone-dismissals/{}", Uuid::now_v7()), &dismissal).await.expect(201);
        let present = world.worker.get(&format!("/cases/{second}")).await.expect(200).version();
        let asked = world.worker.act(&format!("/cases/{second}/close-request"), present, &json!({ "reason": "goals_met" })).await.expect(200);
        who.act(&format!("/cases/{second}/close-decision"), asked.version(), &json!({ "approve": true })).await.expect(200);

        let undone = undo(who, &at, &done).await.expect(200).json();
        assert_eq!((&undone["kept"], count(&world).1), (&json!(4), 4));
        let left = world.worker.get(&format!("/cases/{first}/services")).await.expect(200).json();
        assert!(left["items"].as_array().expect("items").iter().all(|item| item["occurred_on"] != "2026-11-08"), "{left}");
        world.worker.change(&goal_at, 1, &goal).await.expect(200);
    }
}

on_both! {
    async fn undoing_keeps_a_case_to_which_a_referral_leads(world: World) {
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=cases", PEOPLE).await;
        let checked = check(who, &at, &record, &of_cases(&PEOPLE_COLUMNS)).await;
        let done = bring_in(who, &at, &checked).await;
        let found = who.ask("/cases/search", &json!({ "q": "ayse yil" })).await.expect(200).json();
        let case = &found[0]["case"]["id"];
        let referral = json!({ "source": "pdmm", "received_on": "2026-10-20", "outcome": "identified", "outcome_on": "2026-10-21", "case": case });
        who.create(&format!("/referrals/{}", Uuid::now_v7()), &referral).await.expect(201);
        let undone = undo(who, &at, &done).await.expect(200).json();
        // The referral has a key of its own.
        assert_eq!((&undone["kept"], count(&world)), (&json!(1), (1, 0, 2)));
        who.get(&format!("/cases/{}", case.as_str().expect("an id"))).await.expect(200);
    }
}
