//! Status, closing and reopening.

use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{World, case_draft, mail::appointment, on_both};

on_both! {
    async fn a_case_moves_along_its_process_step_by_step(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/status");
        world.worker.act(&path, version, &json!({ "status": "closed" })).await.expect_field("status", "not_allowed_here");
        world.worker.act(&path, version, &json!({ "status": "follow_up" })).await
            .expect_field("status", "not_allowed_here");
        let moved = world.worker.act(&path, version, &json!({ "status": "screening", "note": "First talk" })).await.expect(200);
        assert_eq!((moved.version(), moved.json()["status"].clone()), (2, json!("screening")));
        let stale = world.worker.act(&path, version, &json!({ "status": "identified" })).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["status"], "screening");
        world.colleague.act(&path, 2, &json!({ "status": "identified" })).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn closing_is_asked_for_and_decided_by_a_supervisor_who_did_not_ask(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let at = |action: &str| format!("/cases/{case}/{action}");
        let approve = json!({ "approve": true });
        world.supervisor.act(&at("close-decision"), version, &approve).await.expect_problem(409, "conflict");
        let request = json!({ "reason": "goals_met", "note": "All done" });
        let asked = world.worker.act(&at("close-request"), version, &request).await.expect(200);
        assert_eq!(asked.json()["close_requested_by"], world.worker.id().to_string());
        world.worker.act(&at("close-request"), 2, &request).await.expect_problem(409, "conflict");
        world.worker.act(&at("close-decision"), 2, &approve).await.expect_problem(404, "not_found");
        let refuse = json!({ "approve": false });
        world.supervisor.act(&at("close-decision"), 2, &refuse).await.expect_field("note", "missing");
        let refuse = json!({ "approve": false, "note": "The lease is not signed" });
        let refused = world.supervisor.act(&at("close-decision"), 2, &refuse).await.expect(200);
        assert_eq!(refused.json()["status"], "intake");
        assert!(refused.json()["close_reason"].is_null());
        world.supervisor.act(&at("close-request"), 3, &request).await.expect(200);
        world.supervisor.act(&at("close-decision"), 4, &approve).await.expect_problem(403, "own_request");
        let told = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let refused = told["items"].as_array().expect("items").iter().find(|item| item["kind"] == "close_refused");
        assert_eq!(refused.expect("an event")["reason"], "goals_met");
        let (case, version) = world.open_case(&world.worker).await;
        let at = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&at("close-request"), version, &request).await.expect(200);
        let closed = world.supervisor.act(&at("close-decision"), 2, &approve).await.expect(200);
        assert_eq!(closed.json()["status"], "closed");
        assert_eq!(closed.json()["closed_on"], "2026-11-23");
        assert_eq!(closed.json()["close_reason"], "goals_met");
        assert_eq!(world.worker.get("/cases").await.expect(200).json()["items"].as_array().map(Vec::len), Some(1));
        let all = world.worker.get("/cases?closed=true").await.expect(200);
        assert_eq!(all.json()["items"].as_array().map(Vec::len), Some(2));
        world.worker.act(&at("status"), 3, &json!({ "status": "plan" })).await.expect_problem(409, "conflict");
        let reason = json!({ "reason": "Came back" });
        world.worker.act(&at("reopen"), 3, &reason).await.expect_problem(404, "not_found");
        let open = world.supervisor.act(&at("reopen"), 3, &reason).await.expect(200);
        assert_eq!(open.json()["status"], "assessment");
        assert!(open.json()["closed_on"].is_null());
        world.supervisor.act(&at("reopen"), 4, &reason).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn who_asked_may_take_it_back_so_that_another_asks(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let at = |action: &str| format!("/cases/{case}/{action}");
        let (take_back, nothing) = (at("close-request/take-back"), json!({}));
        world.worker.act(&take_back, version, &nothing).await.expect_problem(409, "conflict");
        let request = json!({ "reason": "referred" });
        world.supervisor.act(&at("close-request"), version, &request).await.expect(200);
        world.worker.act(&take_back, 2, &nothing).await.expect_problem(403, "not_allowed");
        for other in [&world.colleague, &world.stranger_supervisor] {
            other.act(&take_back, 2, &nothing).await.expect_problem(404, "not_found");
        }
        let back = world.supervisor.act(&take_back, 2, &nothing).await.expect(200);
        assert!(back.json().get("close_requested_by").is_none() && back.json().get("close_reason").is_none());
        world.worker.act(&at("close-request"), 3, &request).await.expect(200);
        let closed = world.supervisor.act(&at("close-decision"), 4, &json!({ "approve": true })).await.expect(200);
        assert_eq!(closed.json()["htcds_status"], "ClosedReferred");
        let told = world.worker.get(&at("timeline")).await.expect(200);
        assert!(String::from_utf8_lossy(&told.bytes).contains("close_taken_back"));
    }
}

on_both! {
    async fn a_case_that_comes_back_has_a_code_name_of_its_own(world: World) {
        let mut draft = case_draft();
        draft["code_name"] = json!("Lale");
        let (case, version) = world.open_case_with(&world.worker, &draft).await;
        let at = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&at("close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        world.supervisor.act(&at("close-decision"), 2, &json!({ "approve": true })).await.expect(200);
        let mut other = case_draft();
        other["code_name"] = json!("Lale");
        world.open_case_with(&world.colleague, &other).await;
        let reason = json!({ "reason": "Came back" });
        let open = world.supervisor.act(&at("reopen"), 3, &reason).await.expect(200).json();
        assert_eq!(open["code_name"], "Lale 2");
        let found = world.supervisor.ask("/cases/search", &json!({ "q": "lale 2" })).await.expect(200).json();
        assert_eq!((found.as_array().map(Vec::len), &found[0]["case"]["id"]), (Some(1), &json!(case)));
    }
}

on_both! {
    async fn a_case_with_appointments_to_come_is_not_closed(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let at = |action: &str| format!("/cases/{case}/{action}");
        let (request, approve) = (json!({ "reason": "goals_met" }), json!({ "approve": true }));
        let book = async || {
            let path = at(&format!("appointments/{}", Uuid::now_v7()));
            world.worker.create(&path, &appointment("2026-11-26T14:00")).await.expect(201);
            path
        };
        let first = book().await;
        world.worker.act(&at("close-request"), version, &request).await.expect_problem(409, "still_planned");
        world.worker.act(&format!("{first}/cancel"), 1, &json!({ "hears": "knows" })).await.expect(200);
        let asked = world.worker.act(&at("close-request"), version, &request).await.expect(200).version();
        // Booked between the question and the answer.
        let second = book().await;
        world.supervisor.act(&at("close-decision"), asked, &approve).await.expect_problem(409, "still_planned");
        world.worker.act(&format!("{second}/cancel"), 1, &json!({ "hears": "knows" })).await.expect(200);
        world.supervisor.act(&at("close-decision"), asked, &approve).await.expect(200);
    }
}

on_both! {
    async fn a_case_stays_open_while_somebody_has_to_hear_that_an_appointment_is_off(world: World) {
        let person = world.reachable().await;
        let request = json!({ "reason": "goals_met" });
        let ask = async || world.worker.act(&format!("/cases/{}/close-request", person.case), person.version, &request).await;
        let off = async |hears: &str| {
            let id = world.book(&person, "2026-11-26T14:00").await;
            world.send_to_folder().await;
            let path = format!("/cases/{}/appointments/{id}/cancel", person.case);
            world.worker.act(&path, 1, &json!({ "hears": hears })).await.expect(200);
        };
        off("word").await;
        assert_eq!(world.open_tasks(person.case).len(), 1);
        ask().await.expect_problem(409, "still_to_tell");
        world.finish_tasks(person.case).await;
        off("mail").await;
        ask().await.expect_problem(409, "still_to_tell");
        world.send_to_folder().await;
        ask().await.expect(200);
    }
}
