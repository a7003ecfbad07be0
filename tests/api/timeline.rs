//! One timeline of everything.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::audit_entries;
use yaninda_tests::{World, on_both};

on_both! {
    async fn pages_of_the_timeline_hold_every_entry_once_newest_first(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        for day in 10..20 {
            let service = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": format!("2026-11-{day}"),
                "delivered_by": "us", "confidentiality": "team" });
            let note = json!({ "occurred_on": format!("2026-11-{day}"), "body": "Called" });
            world.worker.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &service).await.expect(201);
            world.worker.create(&format!("/cases/{case}/notes/{}", Uuid::now_v7()), &note).await.expect(201);
        }
        let document = json!({ "kind": "passport", "status": "delivered", "number": "U1234567",
            "issued_on": "2026-11-15" });
        world.worker.create(&format!("/cases/{case}/documents/{}", Uuid::now_v7()), &document).await.expect(201);
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = world.worker.get(&format!("/cases/{case}/timeline?limit=5{after}")).await.expect(200).json();
            for item in page["items"].as_array().expect("items") {
                let day = ["occurred_on", "issued_on", "given_on"].iter().find_map(|field| item[*field].as_str());
                seen.push((day.expect("a day").to_owned(), item["id"].as_str().expect("an id").to_owned()));
                if item["entry"] == "document" {
                    assert_eq!(item["number"], "•••567");
                }
            }
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        // Ten services, ten notes, a document, the consent and the event of opening.
        assert_eq!(seen.len(), 23, "{seen:?}");
        let mut sorted = seen.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!(seen, sorted);
        let mut conn = world.connect();
        let listed = audit_entries::table.filter(audit_entries::kind.eq("timeline")).count();
        assert_eq!(listed.get_result::<i64>(&mut conn).expect("rows"), 5);
        world.worker.get(&format!("/cases/{case}/timeline?after=x")).await.expect_field("after", "unknown_value");
        for persona in [&world.colleague, &world.stranger, &world.manager, &world.admin, &world.auditor] {
            persona.get(&format!("/cases/{case}/timeline")).await.expect_problem(404, "not_found");
        }
    }
}
