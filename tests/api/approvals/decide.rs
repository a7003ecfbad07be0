//! Asking and deciding: who may, once, and with a reason.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{approvals::WaitingApproval, audit::AuditAction, page::Page};
use yaninda_tests::{Persona, World, on_both};

use super::{decide, rent, requests, service, today, waiting, with_limit};

on_both! {
    async fn a_rent_above_the_limit_waits_for_a_supervisor_and_is_then_delivered(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let at = service(case);
        let logged = world.worker.create(&at, &rent("delivered", 2_000_000, "TRY")).await.expect(201).json();
        // Nothing that was typed is lost; only the money is not claimed yet.
        assert_eq!((&logged["status"], &logged["approval"], &logged["cost"]["minor"]),
            (&json!("requested"), &json!("waiting"), &json!(2_000_000)));
        let waits = waiting(&world.supervisor).await;
        assert_eq!(waits.len(), 1);
        let request = &waits[0].approval;
        assert_eq!((request.meta.created_by, request.logged_by), (world.worker.id(), Some(world.worker.id())));
        assert_eq!(waits[0].service_type.as_deref(), Some("HOU.rent"));
        let due = today(&world.supervisor, "approval_waits").await;
        assert_eq!((due.len(), &due[0]["subject"], &due[0]["record"]), (1, &json!("payment"), &json!(request.id)));
        assert_eq!(today(&world.worker, "approval_waits").await, Vec::<Value>::new());
        // Said again as delivered while it waits, it is held again and nobody is asked twice.
        let again = world.worker.change(&at, 1, &rent("delivered", 2_000_000, "TRY")).await.expect(200).json();
        assert_eq!((&again["status"], requests(&world.worker, case).await.len()), (&json!("requested"), 1));
        let decided = world.supervisor.act(&decide(request), 1, &json!({ "approve": true })).await.expect(200);
        assert_eq!((decided.json()["state"].clone(), decided.version()), (json!("approved"), 2));
        let approved = world.worker.get(&at).await.expect(200);
        assert_eq!((approved.json()["status"].clone(), approved.json()["approval"].clone()), (json!("approved"), json!("approved")));
        let granted = today(&world.worker, "approval_granted").await;
        assert_eq!((granted.len(), &granted[0]["record"]), (1, &approved.json()["id"]));
        let paid = world.worker.change(&at, approved.version(), &rent("delivered", 2_000_000, "TRY")).await.expect(200).json();
        assert_eq!((&paid["status"], &paid["approval"]), (&json!("delivered"), &json!("approved")));
        assert!(waiting(&world.supervisor).await.is_empty());
        for (action, times) in [(AuditAction::ApprovalAsked, 1), (AuditAction::ApprovalDecided, 1)] {
            assert_eq!(world.audited(world.istanbul, action), times, "{action}");
        }
        let told = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let kinds: Vec<&str> = told["items"].as_array().expect("items").iter().filter_map(|item| item["kind"].as_str()).collect();
        assert!(kinds.contains(&"payment_asked") && kinds.contains(&"payment_approved"), "{kinds:?}");
    }
}

on_both! {
    async fn nobody_decides_what_they_asked_for_or_logged(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        // Asked and logged by the only supervisor: it waits, and says that nobody is there.
        world.supervisor.create(&service(case), &rent("delivered", 2_000_000, "TRY")).await.expect(201);
        let own = requests(&world.supervisor, case).await.remove(0);
        assert!(own.nobody_decides);
        world.supervisor.act(&decide(&own), 1, &json!({ "approve": true })).await.expect_problem(403, "own_request");
        // Logged by a supervisor, raised by the worker.
        let at = service(case);
        world.supervisor.create(&at, &rent("delivered", 1_000_000, "TRY")).await.expect(201);
        world.worker.change(&at, 1, &rent("delivered", 1_600_000, "TRY")).await.expect(200);
        let raised = requests(&world.worker, case).await.into_iter().find(|one| one.meta.created_by == world.worker.id());
        let raised = raised.expect("a request");
        assert_eq!(raised.logged_by, Some(world.supervisor.id()));
        world.supervisor.act(&decide(&raised), 1, &json!({ "approve": true })).await.expect_problem(403, "own_request");
        assert!(today(&world.supervisor, "approval_waits").await.is_empty());
        let other = world.supervisor_of(world.istanbul);
        for request in [&own, &raised] {
            other.act(&decide(request), 1, &json!({ "approve": true })).await.expect(200);
        }
    }
}

on_both! {
    async fn who_may_ask_see_and_decide(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        world.worker.create(&service(case), &rent("delivered", 2_000_000, "TRY")).await.expect(201);
        let request = requests(&world.colleague, case).await.remove(0);
        let approve = json!({ "approve": true });
        for who in [&world.worker, &world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.act(&decide(&request), 1, &approve).await.expect_problem(404, "not_found");
        }
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            who.get("/approvals").await.expect_problem(403, "not_allowed");
            who.get("/approvals/splits").await.expect_problem(403, "not_allowed");
        }
        for who in [&world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.get(&format!("/cases/{case}/approvals")).await.expect_problem(404, "not_found");
        }
        assert!(waiting(&world.stranger_supervisor).await.is_empty());
        world.anonymous.act(&decide(&request), 1, &approve).await.expect_problem(401, "not_signed_in");
        // Of a restricted service the second worker hears neither amount nor request.
        let mut hidden = rent("delivered", 3_000_000, "TRY");
        hidden["confidentiality"] = json!("restricted");
        let at = service(case);
        let logged = world.worker.create(&at, &hidden).await.expect(201).json();
        assert_eq!(requests(&world.worker, case).await.len(), 2);
        assert_eq!(requests(&world.colleague, case).await.len(), 1);
        assert!(world.colleague.get(&at).await.expect(200).json().get("approval").is_none());
        let secret = requests(&world.worker, case).await.into_iter().find(|one| json!(one.service) == logged["id"]);
        let secret = secret.expect("a request");
        world.colleague.get(&format!("/cases/{case}/approvals/{}", secret.id)).await.expect_problem(404, "not_found");
        let feed = world.colleague.get("/changes?after=0&limit=1000").await.expect(200).json();
        assert!(!feed.to_string().contains(&secret.id.to_string()), "not even that there is one");
        // Nor does the timeline tell that it is above the limit: one event is of the other service.
        let events = async |who: &Persona| {
            let told = who.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
            told["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "payment_asked").count()
        };
        assert_eq!((events(&world.worker).await, events(&world.colleague).await), (2, 1));
        let heard = |feed: &Value| feed["items"].as_array().expect("items").iter().filter(|item| item["record"]["kind"] == "payment_asked").count();
        assert_eq!(heard(&feed), 1);
    }
}

on_both! {
    async fn a_refusal_has_a_reason_and_the_worker_may_ask_again(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        let at = service(case);
        world.worker.create(&at, &rent("delivered", 2_000_000, "TRY")).await.expect(201);
        let request = requests(&world.worker, case).await.remove(0);
        world.supervisor.act(&decide(&request), 1, &json!({ "approve": false })).await.expect_field("note", "missing");
        world.supervisor.act(&decide(&request), 1, &json!({ "approve": false, "note": "Too much" })).await.expect(200);
        let refused = world.worker.get(&at).await.expect(200);
        assert_eq!((refused.json()["status"].clone(), refused.json()["approval"].clone()), (json!("requested"), json!("refused")));
        assert_eq!(requests(&world.worker, case).await[0].decision.as_ref().map(|text| text.as_str()), Some("Too much"));
        assert_eq!(today(&world.worker, "approval_refused").await.len(), 1);
        // Correcting something else asks nobody.
        let mut noted = rent("requested", 2_000_000, "TRY");
        noted["note"] = json!("Landlord called");
        let version = world.worker.change(&at, refused.version(), &noted).await.expect(200).version();
        assert_eq!(requests(&world.worker, case).await.len(), 1);
        // Asked again with a reason; the same twice is one too many.
        let again = json!({ "kind": "payment", "service": request.service, "note": "There is no cheaper room" });
        let path = format!("/cases/{case}/approvals/{}", Uuid::now_v7());
        world.worker.create(&path, &again).await.expect(201);
        world.worker.create(&format!("/cases/{case}/approvals/{}", Uuid::now_v7()), &again).await.expect_problem(409, "conflict");
        assert_eq!(world.worker.get(&at).await.expect(200).json()["approval"], "waiting");
        // Taken back by who asked alone.
        let back = format!("{path}/take-back");
        world.supervisor.act(&back, 1, &json!({})).await.expect_problem(403, "not_allowed");
        assert_eq!(world.worker.act(&back, 1, &json!({})).await.expect(200).json()["state"], "taken_back");
        world.worker.act(&back, 2, &json!({})).await.expect_problem(409, "conflict");
        let late = world.supervisor.act(&format!("{path}/decide"), 1, &json!({ "approve": true })).await.expect_problem(412, "stale");
        assert_eq!(late.json()["current"]["state"], "taken_back");
        assert!(version < world.worker.get(&at).await.expect(200).version());
    }
}

on_both! {
    async fn after_a_hand_over_the_new_worker_hears_what_was_decided(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        world.worker.create(&service(case), &rent("delivered", 2_000_000, "TRY")).await.expect(201);
        let request = requests(&world.worker, case).await.remove(0);
        let path = format!("/cases/{case}/assignments/{}", Uuid::now_v7());
        world.supervisor.create(&path, &json!({ "user": world.colleague.id() })).await.expect(201);
        world.supervisor.act(&decide(&request), 1, &json!({ "approve": false, "note": "Too much" })).await.expect(200);
        assert_eq!(today(&world.colleague, "approval_refused").await.len(), 1);
        assert!(today(&world.worker, "approval_refused").await.is_empty());
        // Who asked and sees the case still hears it alone.
        world.supervisor.create(&service(case), &rent("delivered", 3_000_000, "TRY")).await.expect(201);
        let own = waiting(&world.supervisor).await.remove(0).approval;
        world.supervisor_of(world.istanbul).act(&decide(&own), 1, &json!({ "approve": true })).await.expect(200);
        assert!(today(&world.colleague, "approval_granted").await.is_empty());
        assert_eq!(today(&world.supervisor, "approval_granted").await.len(), 1);
    }
}

on_both! {
    async fn a_case_with_a_payment_to_decide_neither_closes_nor_moves(world: World) {
        with_limit(&world).await;
        let (case, version) = world.open_case(&world.worker).await;
        let ask = json!({ "kind": "close", "close_reason": "goals_met", "note": "All done" });
        let closing = format!("/cases/{case}/approvals/{}", Uuid::now_v7());
        world.worker.create(&closing, &ask).await.expect(201);
        assert_eq!(world.worker.get(&format!("/cases/{case}")).await.expect(200).json()["close_reason"], "goals_met");
        let moving = format!("/cases/{case}/approvals/{}", Uuid::now_v7());
        let transfer = json!({ "kind": "transfer", "office": world.ankara, "note": "Found work there" });
        world.supervisor.create(&moving, &transfer).await.expect(201);
        world.worker.create(&service(case), &rent("requested", 2_000_000, "TRY")).await.expect(201);
        let (other, approve) = (world.supervisor_of(world.istanbul), json!({ "approve": true }));
        for path in [&closing, &moving] {
            other.act(&format!("{path}/decide"), 1, &approve).await.expect_problem(409, "still_to_decide");
        }
        let rent = waiting(&other).await.into_iter().find(|one| one.approval.service.is_some()).expect("the rent").approval;
        other.act(&decide(&rent), 1, &approve).await.expect(200);
        other.act(&format!("{moving}/decide"), 1, &approve).await.expect(200);
        let arrived = world.stranger_supervisor.get(&format!("/cases/{case}")).await.expect(200);
        assert!(arrived.json().get("close_requested_by").is_none());
        let there = requests(&world.stranger_supervisor, case).await;
        let mut states: Vec<&str> = there.iter().map(|one| one.state.as_str()).collect();
        states.sort_unstable();
        assert_eq!(states, ["approved", "approved", "lapsed"], "all of it came along");
        assert!(arrived.version() > version && waiting(&other).await.is_empty());
    }
}

on_both! {
    async fn of_two_who_decide_a_payment_at_once_one_wins(world: World) {
        with_limit(&world).await;
        let others = [world.supervisor.clone(), world.supervisor_of(world.istanbul)];
        let (case, _) = world.open_case(&world.worker).await;
        for _ in 0..4 {
            let at = service(case);
            world.worker.create(&at, &rent("delivered", 2_000_000, "TRY")).await.expect(201);
            let request = waiting(&world.supervisor).await.remove(0).approval;
            let deciding: Vec<_> = others.clone().into_iter().zip([true, false]).map(|(who, approve)| {
                let (path, body) = (decide(&request), json!({ "approve": approve, "note": "Looked at it" }));
                actix_web::rt::spawn(async move { (approve, who.act(&path, 1, &body).await) })
            }).collect();
            let mut won = Vec::new();
            for one in deciding {
                let (approve, answer) = one.await.expect("an answer");
                match answer.status.as_u16() {
                    200 => won.push(approve),
                    _ => assert!(answer.expect_problem(412, "stale").json()["current"]["settled_by"].is_string()),
                }
            }
            assert_eq!(won.len(), 1);
            let approval = world.worker.get(&at).await.expect(200).json()["approval"].clone();
            assert_eq!(approval, if won[0] { "approved" } else { "refused" });
        }
        assert_eq!(world.audited(world.istanbul, AuditAction::ApprovalDecided), 4);
    }
}

on_both! {
    async fn requests_are_paged_oldest_first_and_say_what_their_kind_needs(world: World) {
        with_limit(&world).await;
        let (case, _) = world.open_case(&world.worker).await;
        for minor in [2_000_000, 2_100_000, 2_200_000] {
            world.clock.advance(1);
            world.worker.create(&service(case), &rent("delivered", minor, "TRY")).await.expect(201);
        }
        let first: Page<WaitingApproval> = world.supervisor.get("/approvals?limit=2").await.expect(200).body();
        let next = first.next.expect("another page");
        let rest: Page<WaitingApproval> = world.supervisor.get(&format!("/approvals?limit=2&after={next}")).await.expect(200).body();
        let costs = first.items.iter().chain(&rest.items).filter_map(|one| one.approval.cost).map(|cost| cost.minor());
        assert_eq!((costs.collect::<Vec<_>>(), rest.next), (vec![2_000_000, 2_100_000, 2_200_000], None));
        let path = || format!("/cases/{case}/approvals/{}", Uuid::now_v7());
        for (body, field, code) in [
            (json!({ "kind": "payment" }), "service", "missing"),
            (json!({ "kind": "payment", "service": Uuid::now_v7() }), "service", "unknown_value"),
            (json!({ "kind": "close" }), "close_reason", "missing"),
            (json!({ "kind": "close", "close_reason": "goals_met", "office": world.ankara }), "office", "not_allowed_here"),
        ] {
            world.worker.create(&path(), &body).await.expect_field(field, code);
        }
        let small = service(case);
        let logged = world.worker.create(&small, &rent("requested", 100, "TRY")).await.expect(201).json();
        let ask = json!({ "kind": "payment", "service": logged["id"] });
        world.worker.create(&path(), &ask).await.expect_field("service", "not_allowed_here");
    }
}
