//! Identity documents and permits.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::case_tokens;
use yaninda_tests::{World, on_both};

fn card() -> Value {
    json!({ "kind": "identity_card", "status": "delivered", "number": "99 123-456 789", "issuer": "PDMM",
        "issued_on": "2026-10-01", "expires_on": "2027-10-01" })
}

on_both! {
    async fn a_number_is_masked_but_in_a_reading_of_one(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        let made = world.worker.create(&path, &card()).await.expect(201).json();
        assert_eq!(made["number"], "•••789");
        assert_eq!(world.worker.get(&path).await.expect(200).json()["number"], "99 123-456 789");
        let listed = world.worker.get(&format!("/cases/{case}/documents")).await.expect(200).json();
        assert_eq!(listed["items"][0]["number"], "•••789");
        let mut masked = card();
        (masked["number"], masked["status"]) = (json!("•••789"), json!("cancelled"));
        world.worker.change(&path, 1, &masked).await.expect(200);
        assert_eq!(world.worker.get(&path).await.expect(200).json()["number"], "99 123-456 789");
        masked["number"] = json!("•••000");
        world.worker.change(&path, 2, &masked).await.expect_field("number", "bad_characters");
        let history = world.worker.get(&format!("{path}/history")).await.expect(200).json();
        assert_eq!(history[0]["number"], "•••789");
        let mut conn = world.connect();
        let tokens = case_tokens::table.filter(case_tokens::kind.eq("document")).count();
        assert_eq!(tokens.get_result::<i64>(&mut conn).expect("rows"), 1);
        let reason = json!({ "reason": "Another person's" });
        world.worker.act(&format!("{path}/withdraw"), 2, &reason).await.expect(200);
        let tokens = case_tokens::table.filter(case_tokens::kind.eq("document")).count();
        assert_eq!(tokens.get_result::<i64>(&mut conn).expect("rows"), 0);
    }
}

on_both! {
    async fn a_permit_beyond_the_legal_maximum_is_marked(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let permit = |kind: &str, issued: &str, expires: &str| {
            json!({ "kind": kind, "status": "delivered", "issued_on": issued, "expires_on": expires,
                "legal_max_on": "2100-01-01" })
        };
        let first = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        let draft = permit("victim_permit_first", "2023-12-10", "2024-01-08");
        world.worker.create(&first, &draft).await.expect(201);
        let last = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        let within = permit("victim_permit_extension", "2026-08-01", "2026-12-10");
        let made = world.worker.create(&last, &within).await.expect(201).json();
        assert_eq!(made["over_legal_max"], false);
        let beyond = permit("victim_permit_extension", "2026-08-01", "2026-12-11");
        assert_eq!(world.worker.change(&last, 1, &beyond).await.expect(200).json()["over_legal_max"], true);
        let month = json!({ "kind": "victim_permit_first", "status": "delivered", "issued_on": "2026-10-01",
            "expires_on": "2026-12-01" });
        let other = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        assert_eq!(world.worker.create(&other, &month).await.expect(201).json()["over_legal_max"], true);
    }
}

on_both! {
    async fn what_replaced_a_withdrawn_paper_replaces_the_one_before(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = |id: Uuid| format!("/cases/{case}/documents/{id}");
        let papers = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        for (paper, month) in papers.iter().zip(["08", "09", "10"]) {
            let mut draft = json!({ "kind": "residence_permit", "status": "delivered",
                "issued_on": format!("2026-{month}-01"), "expires_on": "2026-12-20" });
            let former = papers.iter().take_while(|id| *id != paper).last();
            draft["supersedes"] = json!(former);
            world.worker.create(&path(*paper), &draft).await.expect(201);
        }
        let reason = json!({ "reason": "Another person's" });
        world.worker.act(&format!("{}/withdraw", path(papers[1])), 1, &reason).await.expect(200);
        let first = world.worker.get(&path(papers[0])).await.expect(200).json();
        assert_eq!(first["superseded_by"], json!(papers[2]));
        let last = world.worker.get(&path(papers[2])).await.expect(200);
        assert_eq!((last.version(), &last.json()["supersedes"]), (2, &json!(papers[0])));
        let due = world.worker.get("/today").await.expect(200).json();
        let due: Vec<&Value> = due["items"].as_array().expect("items").iter().map(|item| &item["record"]).collect();
        assert_eq!(due, [&json!(papers[2])]);
    }
}

on_both! {
    async fn bad_documents_are_refused_and_the_field_named(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (theirs, _) = world.open_case(&world.stranger).await;
        let foreign = Uuid::now_v7();
        world.stranger.create(&format!("/cases/{theirs}/documents/{foreign}"), &card()).await.expect(201);
        let path = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        for (field, value, code) in [
            ("kind", json!("library_card"), "unknown_value"),
            ("issued_on", json!("2027-01-01"), "in_the_future"),
            ("expires_on", json!("2026-09-30"), "before_start"),
            ("number", json!("x".repeat(100_000)), "too_long"),
            ("issuer", json!("a\u{7}b"), "control_character"),
            ("supersedes", json!(foreign), "unknown_value"),
            ("service", json!(Uuid::now_v7()), "unknown_value"),
        ] {
            let mut draft = card();
            draft[field] = value;
            world.worker.create(&path, &draft).await.expect_field(field, code);
        }
        world.worker.get(&format!("/cases/{case}/documents/{foreign}")).await.expect_problem(404, "not_found");
        world.worker.create(&format!("/cases/{case}/documents/{foreign}"), &card()).await.expect(404);
        world.colleague.create(&path, &card()).await.expect_problem(404, "not_found");
    }
}
