//! Lists of cases and their filters.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_tests::{Answered, World, case_draft, case_edit, on_both};

fn names(answered: &Answered) -> Vec<String> {
    let items = answered.json()["items"].clone();
    items.as_array().expect("items").iter().map(|case| case["code_name"].as_str().expect("a name").to_owned()).collect()
}

fn named(name: &str) -> Value {
    let mut draft = case_draft();
    draft["code_name"] = json!(name);
    draft
}

on_both! {
    async fn a_list_holds_what_the_caller_may_see_and_pages_through_it(world: World) {
        for (name, nationality) in [("Ardıç", "UZ"), ("Çınar", "SY"), ("Defne", "UZ")] {
            let mut draft = named(name);
            draft["profile"] = json!({ "nationalities": [nationality], "languages": ["ru"] });
            world.open_case_with(&world.worker, &draft).await;
            world.clock.advance(1);
        }
        world.open_case_with(&world.colleague, &named("Kestane")).await;
        world.open_case_with(&world.stranger, &named("Ankara")).await;
        let mine = world.worker.get("/cases").await.expect(200);
        assert_eq!(names(&mine), ["Defne", "Çınar", "Ardıç"]);
        assert_eq!(mine.json()["items"][0]["nationalities"], json!(["UZ"]));
        let all = world.supervisor.get("/cases").await.expect(200);
        assert_eq!(names(&all), ["Kestane", "Defne", "Çınar", "Ardıç"]);
        assert!(names(&world.supervisor.get("/cases?mine=true").await.expect(200)).is_empty());
        let first = world.supervisor.get("/cases?limit=3").await.expect(200);
        let next = first.json()["next"].as_str().expect("a cursor").to_owned();
        let second = world.supervisor.get(&format!("/cases?limit=3&after={next}")).await.expect(200);
        assert_eq!(names(&second), ["Ardıç"]);
        assert!(second.json()["next"].is_null());
        assert_eq!(names(&world.worker.get("/cases?nationality=UZ").await.expect(200)), ["Defne", "Ardıç"]);
        let short = world.worker.get("/cases?nationality=UZ&limit=1").await.expect(200);
        let next = short.json()["next"].as_str().expect("a cursor").to_owned();
        let rest = world.worker.get(&format!("/cases?nationality=UZ&limit=1&after={next}")).await.expect(200);
        assert_eq!(names(&rest), ["Ardıç"]);
        for sort in ["recent", "next_due"] {
            let one = world.supervisor.get(&format!("/cases?sort={sort}&limit=2")).await.expect(200);
            let next = one.json()["next"].as_str().expect("a cursor").to_owned();
            let two = world.supervisor.get(&format!("/cases?sort={sort}&limit=2&after={next}")).await.expect(200);
            let mut seen = names(&one);
            seen.extend(names(&two));
            seen.sort();
            assert_eq!(seen, ["Ardıç", "Defne", "Kestane", "Çınar"], "{sort}");
        }
    }
}

on_both! {
    async fn filters_never_show_a_caseworker_others_cases(world: World) {
        let (case, version) = world.open_case_with(&world.worker, &named("Ardıç")).await;
        world.open_case_with(&world.colleague, &named("Kestane")).await;
        let mut edit = case_edit();
        edit["code_name"] = json!("Ardıç");
        edit["risk"] = json!("high");
        world.worker.change(&format!("/cases/{case}"), version, &edit).await.expect(200);
        let colleague = world.colleague.id();
        assert!(names(&world.worker.get(&format!("/cases?worker={colleague}")).await.expect(200)).is_empty());
        for query in ["", "?closed=true", "?risk=high", "?status=intake", "?quiet_since=2026-11-23", "?quiet_days=2", "?mine=true"] {
            assert_eq!(names(&world.worker.get(&format!("/cases{query}")).await.expect(200)), ["Ardıç"], "{query}");
        }
        // Opened three days ago: not quiet for three days yet, and the longer of two silences holds.
        for query in ["?need=HOU", "?quiet_days=3", "?quiet_days=3&quiet_since=2026-11-23"] {
            assert!(names(&world.worker.get(&format!("/cases{query}")).await.expect(200)).is_empty(), "{query}");
        }
        let theirs = world.supervisor.get(&format!("/cases?worker={colleague}")).await.expect(200);
        assert_eq!(names(&theirs), ["Kestane"]);
        for (query, field, code) in [
            ("?risk=mild", "risk", "unknown_value"), ("?limit=0", "limit", "too_short"),
            ("?after=x", "after", "unknown_value"), ("?colour=red", "colour", "unknown_field"),
        ] {
            world.worker.get(&format!("/cases{query}")).await.expect_field(field, code);
        }
        for role in [&world.manager, &world.admin, &world.auditor] {
            role.get("/cases").await.expect_problem(403, "not_allowed");
        }
    }
}

on_both! {
    async fn a_filter_leaves_out_what_it_does_not_name(world: World) {
        let (plan, version) = world.open_case_with(&world.worker, &named("Ardıç")).await;
        let (high, at) = world.open_case_with(&world.worker, &named("Kestane")).await;
        let moved = json!({ "status": "screening" });
        world.worker.act(&format!("/cases/{plan}/status"), version, &moved).await.expect(200);
        let mut edit = case_edit();
        (edit["code_name"], edit["risk"]) = (json!("Kestane"), json!("high"));
        world.worker.change(&format!("/cases/{high}"), at, &edit).await.expect(200);
        let service = json!({ "type": "HOU.rent", "status": "planned", "occurred_on": "2026-12-01", "delivered_by": "us",
            "confidentiality": "team" });
        world.worker.create(&format!("/cases/{high}/services/{}", Uuid::now_v7()), &service).await.expect(201);
        for who in [&world.worker, &world.supervisor] {
            for (query, wanted) in [
                ("?status=screening", "Ardıç"), ("?status=intake", "Kestane"),
                ("?risk=standard", "Ardıç"), ("?risk=high", "Kestane"), ("?need=HOU", "Kestane"),
            ] {
                assert_eq!(names(&who.get(&format!("/cases{query}")).await.expect(200)), [wanted], "{query}");
            }
        }
    }
}

on_both! {
    async fn the_nearest_due_day_stands_first_and_cases_without_one_last(world: World) {
        for (name, step) in [("Ardıç", None), ("Kestane", Some("2026-12-20")), ("Leylek", Some("2026-12-01"))] {
            let (case, _) = world.open_case_with(&world.worker, &named(name)).await;
            if let Some(step) = step {
                let service = json!({ "type": "LEG.debt", "status": "planned", "occurred_on": "2026-11-20",
                    "delivered_by": "us", "confidentiality": "team", "next_step_on": step });
                world.worker.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &service).await.expect(201);
            }
        }
        for who in [&world.worker, &world.supervisor] {
            let listed = who.get("/cases?sort=next_due").await.expect(200);
            assert_eq!(names(&listed), ["Leylek", "Kestane", "Ardıç"]);
        }
    }
}
