//! Possible duplicates.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::audit_entries;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{World, case_draft, on_both};

fn person() -> Value {
    let mut draft = case_draft();
    draft["profile"] = json!({ "birth_year": 1998 });
    draft["identity"] = json!({ "given_names": "Ayşe", "family_names": "Yıldız", "phone": "+905550001122",
        "numbers": [{ "kind": "passport", "number": "U 123-456" }] });
    draft
}

on_both! {
    async fn the_answer_does_not_tell_whether_a_colleagues_case_matched(world: World) {
        let (case, _) = world.open_case_with(&world.worker, &person()).await;
        let same = [
            json!({ "given_names": "AYSE", "family_names": "yildiz", "birth_year": 1998 }),
            json!({ "other_names": "Yıldız, Ayşe", "birth_year": 1998 }),
            json!({ "phone": "٠٥٥٥ ٠٠٠ ١١ ٢٢" }),
            json!({ "numbers": ["u123456"] }),
        ];
        let other = json!({ "given_names": "Ayşe", "family_names": "Yıldız", "birth_year": 1999 });
        let nothing = json!({ "cases": [], "supervisor_will_check": true });
        for query in &same {
            let own = world.worker.ask("/cases/duplicates", query).await.expect(200).json();
            assert_eq!(own, json!({ "cases": [case], "supervisor_will_check": false }), "{query}");
            assert_eq!(world.supervisor.ask("/cases/duplicates", query).await.expect(200).json(), own);
            assert_eq!(world.colleague.ask("/cases/duplicates", query).await.expect(200).json(), nothing);
            assert_eq!(world.stranger.ask("/cases/duplicates", query).await.expect(200).json(), nothing);
        }
        for who in [&world.worker, &world.colleague] {
            assert_eq!(who.ask("/cases/duplicates", &other).await.expect(200).json(), nothing);
        }
        let count = |action: AuditAction| -> i64 {
            audit_entries::table
                .filter(audit_entries::action.eq(action))
                .filter(audit_entries::user_id.eq(world.colleague.id()))
                .count()
                .get_result(&mut world.connect())
                .expect("rows")
        };
        assert_eq!((count(AuditAction::DuplicateChecked), count(AuditAction::DuplicateFound)), (5, 4));
    }
}

on_both! {
    async fn a_supervisor_sees_the_pair_on_today_and_a_caseworker_does_not(world: World) {
        let (older, _) = world.open_case_with(&world.worker, &person()).await;
        world.clock.advance(60);
        let (newer, _) = world.open_case_with(&world.colleague, &person()).await;
        let today = world.supervisor.get("/today").await.expect(200).json();
        let item = &today["items"][0];
        assert_eq!(item["kind"], "possible_duplicate");
        assert_eq!((item["case"].clone(), item["record"].clone()), (json!(newer), json!(older)));
        assert_eq!(world.colleague.get("/today").await.expect(200).json()["items"], json!([]));
    }
}

on_both! {
    async fn a_contacts_number_that_an_older_case_has_is_a_pair_too(world: World) {
        let (older, _) = world.open_case(&world.worker).await;
        let reach = json!({ "channel": "phone", "value": "+905550003344", "safe": true });
        let contact = |case| format!("/cases/{case}/contacts/{}", Uuid::now_v7());
        world.worker.create(&contact(older), &reach).await.expect(201);
        world.clock.advance(60);
        let mut draft = case_draft();
        draft["identity"] = json!({ "phone": "+905550003344" });
        let (newer, _) = world.open_case_with(&world.colleague, &draft).await;
        world.colleague.create(&contact(newer), &reach).await.expect(201);
        let today = world.supervisor.get("/today").await.expect(200).json();
        let pairs: Vec<&Value> = today["items"].as_array().expect("items").iter()
            .filter(|item| item["kind"] == "possible_duplicate").collect();
        assert_eq!(pairs.len(), 1, "{today}");
        assert_eq!((&pairs[0]["case"], &pairs[0]["record"]), (&json!(newer), &json!(older)));
        // Another office has the number as well; its supervisor hears of no pair.
        let (elsewhere, _) = world.open_case(&world.stranger).await;
        world.stranger.create(&contact(elsewhere), &reach).await.expect(201);
        let there = world.stranger_supervisor.get("/today").await.expect(200).json();
        assert_eq!(there["items"], json!([]));
    }
}

on_both! {
    async fn looking_is_limited_and_needs_enough_to_look_for(world: World) {
        let ask = |query: Value| { let who = world.colleague.clone(); async move { who.ask("/cases/duplicates", &query).await } };
        ask(json!({})).await.expect_field("family_names", "missing");
        ask(json!({ "given_names": "Ayşe", "family_names": "Yıldız" })).await.expect_field("birth_year", "missing");
        ask(json!({ "other_names": "Ayşe Yıldız" })).await.expect_field("birth_year", "missing");
        for role in [&world.manager, &world.admin, &world.auditor] {
            role.ask("/cases/duplicates", &json!({ "phone": "+905550001122" })).await.expect_problem(403, "not_allowed");
        }
        for _ in 0..30 {
            ask(json!({ "phone": "+905550001122" })).await.expect(200);
        }
        ask(json!({ "phone": "+905550001122" })).await.expect_problem(429, "too_many_requests");
        world.worker.ask("/cases/duplicates", &json!({ "phone": "+905550001122" })).await.expect(200);
    }
}
