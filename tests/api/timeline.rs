//! One timeline of everything.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::audit_entries;
use yaninda_shared::audit::AuditAction;
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

on_both! {
    async fn an_entry_opens_with_its_comments_and_former_versions(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let id = Uuid::now_v7();
        let path = format!("/cases/{case}/documents/{id}");
        let mut draft = json!({ "kind": "passport", "status": "applied", "number": "U1234567" });
        world.worker.create(&path, &draft).await.expect(201);
        draft["status"] = json!("delivered");
        world.worker.change(&path, 1, &draft).await.expect(200);
        let comment = json!({ "on_kind": "document", "on": id, "body": "Seen?" });
        world.supervisor.create(&format!("/cases/{case}/comments/{}", Uuid::now_v7()), &comment).await.expect(201);
        let withdraw = format!("{path}/withdraw");
        world.worker.act(&withdraw, 2, &json!({ "reason": "Wrong person" })).await.expect(200);
        let detail = world.supervisor.get(&format!("/cases/{case}/timeline/{id}")).await.expect(200).json();
        assert_eq!(detail["item"]["entry"], "document");
        assert_eq!(detail["item"]["version"], 3);
        assert_eq!(detail["item"]["withdrawn"], true);
        assert_eq!(detail["item"]["number"], "•••567");
        assert_eq!(detail["item"]["comments"][0]["body"], "Seen?");
        assert_eq!(detail["withdraw_reason"], "Wrong person");
        assert_eq!(detail["former"][0]["status"], "applied");
        assert_eq!(detail["former"][0]["number"], "•••567");
        assert_eq!(detail["former"].as_array().map(Vec::len), Some(2));
        world.worker.get(&format!("/cases/{case}/timeline/{}", Uuid::now_v7())).await.expect_problem(404, "not_found");
        for persona in [&world.colleague, &world.stranger] {
            persona.get(&format!("/cases/{case}/timeline/{id}")).await.expect_problem(404, "not_found");
        }
        let mut conn = world.connect();
        let read = audit_entries::table
            .filter(audit_entries::kind.eq("document"))
            .filter(audit_entries::action.eq(AuditAction::Read));
        assert_eq!(read.count().get_result::<i64>(&mut conn).expect("rows"), 1);
    }
}

on_both! {
    async fn restricted_details_stay_closed_in_an_entry_and_its_past(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        let id = Uuid::now_v7();
        let mut draft = json!({ "type": "PSY.individual", "status": "delivered", "occurred_on": "2026-11-20",
            "delivered_by": "us", "confidentiality": "restricted", "note": "canary one" });
        world.worker.create(&format!("/cases/{case}/services/{id}"), &draft).await.expect(201);
        draft["note"] = json!("canary two");
        world.worker.change(&format!("/cases/{case}/services/{id}"), 1, &draft).await.expect(200);
        let mine = world.worker.get(&format!("/cases/{case}/timeline/{id}")).await.expect(200);
        assert_eq!(mine.json()["former"][0]["note"], "canary one");
        let theirs = world.colleague.get(&format!("/cases/{case}/timeline/{id}")).await.expect(200);
        assert_eq!(theirs.json()["item"]["details_hidden"], true);
        assert!(!String::from_utf8_lossy(&theirs.bytes).contains("canary"));
    }
}

on_both! {
    async fn what_has_no_day_of_its_own_stands_on_the_day_of_the_programme(world: World) {
        // It is 09:00 UTC on the 23rd, and 23:00 on the 22nd there.
        let there = world.again_with(|settings| settings.time_zone = "Pacific/Honolulu".parse().expect("a zone")).await;
        let worker = world.worker.at_server_of(&there);
        let (case, _) = world.open_case(&worker).await;
        let document = json!({ "kind": "passport", "status": "delivered" });
        let made = worker.create(&format!("/cases/{case}/documents/{}", Uuid::now_v7()), &document).await.expect(201).json();
        assert_eq!(made["occurred_on"], "2026-11-22");
        let timeline = worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let of = |entry: &str| {
            let mut days = timeline["items"].as_array().expect("items").iter().filter(|item| item["entry"] == entry);
            days.next().expect("one")["occurred_on"].clone()
        };
        assert_eq!([of("document"), of("event")], ["2026-11-22", "2026-11-22"]);
        let note = json!({ "occurred_on": "2026-11-24", "body": "Called" });
        let path = format!("/cases/{case}/notes/{}", Uuid::now_v7());
        worker.create(&path, &note).await.expect_field("occurred_on", "in_the_future");
    }
}
