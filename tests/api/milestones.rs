//! Milestones: expected, reached, confirmed, undone, declined; an office's own; and what papers and services speak for.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::audit_entries;
use yaninda_shared::ids::CaseId;
use yaninda_tests::{Persona, World, case_draft, on_both};

fn draft(kind: &str) -> Value {
    json!({ "kind": kind, "chosen_by": "person" })
}

fn reached(kind: &str, day: &str) -> Value {
    json!({ "kind": kind, "chosen_by": "together", "reached_on": day, "evidence": "Seen in the office" })
}

fn path(case: CaseId) -> String {
    format!("/cases/{case}/milestones/{}", Uuid::now_v7())
}

async fn open(world: &World) -> (CaseId, i64) {
    let mut draft = case_draft();
    draft["opened_on"] = json!("2026-10-01");
    draft["safe_contact"] = json!({ "last_confirmed_on": "2026-11-20" });
    world.open_case_with(&world.worker, &draft).await
}

/// Kind, subject and day of what Today says about milestones.
async fn due(who: &Persona) -> Vec<String> {
    let today = who.get("/today").await.expect(200).json();
    let items = today["items"].as_array().expect("items").iter();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or("-").to_owned();
    let of_kind = items.filter(|item| text(item, "kind").starts_with("milestone"));
    of_kind.map(|item| format!("{} {} {}", text(item, "kind"), text(item, "subject"), text(item, "on"))).collect()
}

async fn suggested(who: &Persona, case: CaseId) -> Vec<String> {
    let all = who.get(&format!("/cases/{case}/milestone-suggestions")).await.expect(200).json();
    let all = all.as_array().expect("a list").clone();
    all.iter()
        .map(|one| format!("{} {}", one["kind"].as_str().unwrap_or("-"), one["reached_on"].as_str().unwrap_or("-")))
        .collect()
}

on_both! {
    async fn a_supervisor_confirms_what_somebody_else_recorded(world: World) {
        let (case, _) = open(&world).await;
        let at = path(case);
        let made = world.worker.create(&at, &draft("thirty_day_permit")).await.expect(201).json();
        assert_eq!((&made["state"], &made["reached_on"]), (&json!("open"), &Value::Null));
        world.supervisor.act(&format!("{at}/confirm"), 1, &json!({})).await.expect_problem(409, "conflict");
        let got = world.worker.change(&at, 1, &reached("thirty_day_permit", "2026-11-20")).await.expect(200).json();
        assert_eq!((&got["state"], &got["reached_by"]), (&json!("reached"), &json!(world.worker.id())));
        assert_eq!(due(&world.supervisor).await, ["milestone_to_confirm thirty_day_permit 2026-11-20"]);
        assert!(due(&world.worker).await.is_empty());
        world.worker.act(&format!("{at}/confirm"), 2, &json!({})).await.expect_problem(404, "not_found");
        let confirmed = world.supervisor.act(&format!("{at}/confirm"), 2, &json!({})).await.expect(200).json();
        assert_eq!((&confirmed["state"], &confirmed["confirmed_by"]), (&json!("confirmed"), &json!(world.supervisor.id())));
        assert_eq!(confirmed["evidence"], "Seen in the office");
        assert!(due(&world.supervisor).await.is_empty());
        world.supervisor.act(&format!("{at}/confirm"), 3, &json!({})).await.expect_problem(409, "conflict");
        world.worker.change(&at, 3, &reached("thirty_day_permit", "2026-11-21")).await.expect_problem(409, "conflict");
        let timeline = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let shown = timeline["items"].as_array().expect("items").iter().find(|item| item["entry"] == "milestone");
        assert_eq!(shown.expect("it stands on the timeline")["reached_on"], "2026-11-20");
        let own = path(case);
        world.supervisor.create(&own, &reached("lawyer", "2026-11-20")).await.expect(201);
        world.supervisor.act(&format!("{own}/confirm"), 1, &json!({})).await.expect_problem(403, "own_request");
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        let heard = heard["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "milestone").count();
        assert_eq!(heard, 2);
    }
}

on_both! {
    async fn nobody_confirms_what_they_changed_themselves(world: World) {
        let (case, _) = open(&world).await;
        let at = path(case);
        let day = json!({ "kind": "lawyer", "chosen_by": "person", "reached_on": "2026-11-20" });
        world.worker.create(&at, &day).await.expect(201);
        let mut noted = day.clone();
        noted["note"] = json!("Asked the bar");
        let noted = world.supervisor.change(&at, 1, &noted).await.expect(200).json();
        assert_eq!(noted["reached_by"], json!(world.worker.id()), "a note says nothing of whether it was reached");
        let mut shown = day.clone();
        shown["evidence"] = json!("A letter of the bar");
        let shown = world.supervisor.change(&at, 2, &shown).await.expect(200).json();
        assert_eq!(shown["reached_by"], json!(world.supervisor.id()));
        world.supervisor.act(&format!("{at}/confirm"), 3, &json!({})).await.expect_problem(403, "own_request");
        let mut own = day.clone();
        own["evidence"] = json!("Seen in the office");
        let corrected = world.worker.change(&at, 3, &own).await.expect(200).json();
        assert_eq!((&corrected["reached_by"], &corrected["also_by"]), (&json!(world.worker.id()), &json!([world.supervisor.id()])));
        // A letter that somebody corrects does not free who has said so before.
        world.supervisor.act(&format!("{at}/confirm"), 4, &json!({})).await.expect_problem(403, "own_request");
        let due = async |who: &Persona| {
            let today = who.get("/today").await.expect(200).json();
            today["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "milestone_to_confirm").count()
        };
        let other = world.supervisor_of(world.istanbul);
        assert_eq!((due(&world.supervisor).await, due(&other).await), (0, 1));
        // What is undone and reached anew is said anew.
        world.worker.act(&format!("{at}/undo"), 4, &json!({ "reason": "It was another one" })).await.expect(200);
        world.worker.change(&at, 5, &own).await.expect(200);
        world.supervisor.act(&format!("{at}/confirm"), 6, &json!({})).await.expect(200);
    }
}

on_both! {
    async fn it_is_undone_only_with_a_reason_and_keeps_its_history(world: World) {
        let (case, _) = open(&world).await;
        let at = path(case);
        world.worker.create(&at, &reached("own_tenancy", "2026-11-20")).await.expect(201);
        world.worker.change(&at, 1, &draft("own_tenancy")).await.expect_field("reached_on", "missing");
        world.worker.act(&format!("{at}/undo"), 1, &json!({})).await.expect_field("reason", "missing");
        let undo = json!({ "reason": "The landlord took it back" });
        let undone = world.worker.act(&format!("{at}/undo"), 1, &undo).await.expect(200).json();
        assert_eq!((&undone["state"], &undone["undo_reason"]), (&json!("open"), &undo["reason"]));
        world.worker.act(&format!("{at}/undo"), 2, &undo).await.expect_problem(409, "conflict");
        world.worker.change(&at, 2, &reached("own_tenancy", "2026-11-22")).await.expect(200);
        world.supervisor.act(&format!("{at}/confirm"), 3, &json!({})).await.expect(200);
        world.worker.act(&format!("{at}/undo"), 4, &undo).await.expect_problem(403, "not_allowed");
        world.worker.act(&format!("{at}/withdraw"), 4, &undo).await.expect_problem(403, "not_allowed");
        world.supervisor.act(&format!("{at}/undo"), 4, &undo).await.expect(200);
        let history = world.supervisor.get(&format!("{at}/history")).await.expect(200).json();
        let states: Vec<&str> = history.as_array().expect("versions").iter().filter_map(|was| was["state"].as_str()).collect();
        assert_eq!(states, ["reached", "open", "reached", "confirmed"]);
        let withdrawn = world.worker.act(&format!("{at}/withdraw"), 5, &undo).await.expect(200).json();
        assert_eq!(withdrawn["withdrawn"], true);
        world.worker.change(&at, 6, &draft("own_tenancy")).await.expect_problem(409, "conflict");
        // What was withdrawn leaves room for another.
        world.worker.create(&path(case), &draft("own_tenancy")).await.expect(201);
    }
}

on_both! {
    async fn who_declines_one_makes_nobody_late(world: World) {
        let (case, _) = open(&world).await;
        let (at, far) = (path(case), path(case));
        let mut expected = draft("statement_given");
        expected["expected_on"] = json!("2026-11-10");
        world.worker.create(&at, &expected).await.expect(201);
        let mut later = draft("work_permit");
        later["expected_on"] = json!("2026-12-10");
        world.worker.create(&far, &later).await.expect(201);
        for who in [&world.worker, &world.supervisor] {
            assert_eq!(due(who).await, ["milestone_due statement_given 2026-11-10"]);
        }
        assert!(due(&world.colleague).await.is_empty() && due(&world.stranger_supervisor).await.is_empty());
        let wish = json!({ "on": "2026-11-20", "reason": "Does not want to go to court" });
        world.worker.act(&format!("{at}/decline"), 1, &json!({ "on": "2026-09-20" })).await.expect_field("on", "before_start");
        world.worker.act(&format!("{at}/decline"), 1, &json!({ "on": "2027-09-20" })).await.expect_field("on", "in_the_future");
        let declined = world.worker.act(&format!("{at}/decline"), 1, &wish).await.expect(200).json();
        assert_eq!((&declined["state"], &declined["decline_reason"]), (&json!("declined"), &wish["reason"]));
        assert!(due(&world.worker).await.is_empty());
        world.worker.change(&at, 2, &reached("statement_given", "2026-11-20")).await.expect_problem(409, "conflict");
        let reason = json!({ "reason": "Changed her mind" });
        let again = world.worker.act(&format!("{at}/undo"), 2, &reason).await.expect(200).json();
        assert_eq!((&again["state"], &again["decline_reason"]), (&json!("open"), &Value::Null));
        assert_eq!(due(&world.worker).await, ["milestone_due statement_given 2026-11-10"]);
        world.worker.change(&at, 3, &reached("statement_given", "2026-11-22")).await.expect(200);
        world.worker.act(&format!("{at}/decline"), 4, &wish).await.expect_problem(409, "conflict");
        assert!(due(&world.worker).await.is_empty());
    }
}

on_both! {
    async fn an_office_adds_its_own_and_only_its_own_cases_have_them(world: World) {
        let (case, _) = open(&world).await;
        let own = Uuid::now_v7();
        let at = format!("/milestone-types/{own}");
        let body = json!({ "name": "Visited the library", "domain": "community", "offset_days": 60 });
        for who in [&world.worker, &world.manager, &world.auditor] {
            who.create(&at, &body).await.expect_problem(403, "not_allowed");
        }
        world.supervisor.create(&at, &json!({ "name": "Visited the library", "domain": "community", "offset_days": -1 })).await
            .expect_field("offset_days", "negative");
        world.supervisor.create(&at, &json!({ "name": "Three months sober", "domain": "substance_use" })).await
            .expect_field("domain", "not_allowed_here");
        assert_eq!(world.supervisor.create(&at, &body).await.expect(201).json()["name"], "Visited the library");
        world.stranger_supervisor.change(&at, 1, &body).await.expect_problem(404, "not_found");
        assert_eq!(world.stranger.get("/milestone-types").await.expect(200).json(), json!([]));
        assert_eq!(world.worker.get("/milestone-types").await.expect(200).json()[0]["offset_days"], 60);
        let wish = json!({ "own": own, "chosen_by": "person" });
        let chosen = path(case);
        let made = world.worker.create(&chosen, &wish).await.expect(201).json();
        assert_eq!((&made["own_name"], &made["own"]), (&json!("Visited the library"), &json!(own)));
        world.worker.create(&path(case), &wish).await.expect_field("own", "taken");
        let (theirs, _) = world.open_case(&world.stranger).await;
        world.stranger.create(&path(theirs), &wish).await.expect_field("own", "unknown_value");
        let retired = json!({ "name": "Went to the library", "domain": "community", "retired": true });
        world.admin.change(&at, 1, &retired).await.expect(200);
        world.admin.change(&at, 1, &retired).await.expect_problem(412, "stale");
        let (other, _) = world.open_case(&world.worker).await;
        world.worker.create(&path(other), &wish).await.expect_field("own", "unknown_value");
        // Where it was chosen it stays, also in an office that does not have it.
        world.transfer(case, world.ankara).await;
        let kept = world.stranger_supervisor.get(&chosen).await.expect(200).json();
        assert_eq!(kept["own_name"], "Visited the library");
        let mut done = wish.clone();
        done["reached_on"] = json!("2026-11-20");
        world.stranger_supervisor.change(&chosen, 1, &done).await.expect(200);
    }
}

on_both! {
    async fn papers_and_services_speak_for_milestones_that_nobody_took_up(world: World) {
        let (case, _) = open(&world).await;
        let permit = json!({ "type": "RES.victim_permit_first", "status": "delivered", "occurred_on": "2026-11-05",
            "delivered_by": "state", "confidentiality": "team", "details": { "issued": "2026-11-03", "expires": "2026-12-03" } });
        let new = |kind: &str| format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
        let logged = new("services");
        world.worker.create(&logged, &permit).await.expect(201);
        let course = json!({ "type": "EDU.turkish", "status": "in_progress", "occurred_on": "2026-11-10",
            "delivered_by": "referred", "confidentiality": "team", "details": { "level": "A1" } });
        world.worker.create(&new("services"), &course).await.expect(201);
        world.worker.create(&new("documents"), &json!({ "kind": "work_permit", "status": "applied" })).await.expect(201);
        for (kind, day) in [("foreigner_number", "2026-09-01"), ("health_insurance", "2026-09-01"), ("health_insurance", "2026-11-12")] {
            let card = json!({ "kind": kind, "status": "delivered", "issued_on": day });
            world.worker.create(&new("documents"), &card).await.expect(201);
        }
        assert_eq!(suggested(&world.worker, case).await, ["thirty_day_permit 2026-11-03", "health_cover 2026-11-12", "course_started 2026-11-10"]);
        world.worker.create(&path(case), &reached("health_cover", "2026-11-12")).await.expect(201);
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.get(&format!("/cases/{case}/milestone-suggestions")).await.expect_problem(404, "not_found");
        }
        let (taken_up, chosen) = (path(case), path(case));
        world.worker.create(&taken_up, &reached("thirty_day_permit", "2026-11-03")).await.expect(201);
        world.worker.create(&chosen, &draft("course_started")).await.expect(201);
        assert_eq!(suggested(&world.worker, case).await, ["course_started 2026-11-10"], "expected is not reached");
        world.worker.act(&format!("{chosen}/decline"), 1, &json!({ "on": "2026-11-20" })).await.expect(200);
        assert!(suggested(&world.worker, case).await.is_empty());
        world.worker.act(&format!("{taken_up}/undo"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        world.worker.act(&format!("{logged}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        assert!(suggested(&world.worker, case).await.is_empty());
    }
}

on_both! {
    async fn a_suggestion_that_is_not_so_does_not_come_back(world: World) {
        let (case, _) = open(&world).await;
        let (theirs, _) = world.open_case(&world.stranger).await;
        let new = |case: CaseId, kind: &str| format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
        let paper = |day: &str| json!({ "kind": "work_permit", "status": "delivered", "issued_on": day });
        let first = Uuid::now_v7();
        world.worker.create(&format!("/cases/{case}/documents/{first}"), &paper("2026-11-05")).await.expect(201);
        world.worker.create(&new(case, "documents"), &paper("2026-11-09")).await.expect(201);
        assert_eq!(suggested(&world.worker, case).await, ["work_permit 2026-11-05"]);
        let foreign = Uuid::now_v7();
        world.stranger.create(&format!("/cases/{theirs}/documents/{foreign}"), &paper("2026-11-05")).await.expect(201);
        let wish = json!({ "kind": "work_permit", "document": first, "reason": "A copy of another's" });
        let at = new(case, "milestone-dismissals");
        for (field, value, named, code) in [
            ("document", json!(foreign), "document", "unknown_value"),
            ("document", Value::Null, "document", "missing"),
            ("service", json!(first), "service", "not_allowed_here"),
            ("kind", json!("first_flight"), "kind", "unknown_value"),
            ("reason", json!(" "), "reason", "empty"),
        ] {
            let mut body = wish.clone();
            body[field] = value;
            world.worker.create(&at, &body).await.expect_field(named, code);
        }
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.create(&at, &wish).await.expect_problem(404, "not_found");
            who.get(&format!("/cases/{case}/milestone-dismissals")).await.expect_problem(404, "not_found");
        }
        let made = world.worker.create(&at, &wish).await.expect(201).json();
        assert_eq!((&made["kind"], &made["document"], &made["reason"]), (&wish["kind"], &wish["document"], &wish["reason"]));
        assert_eq!(suggested(&world.worker, case).await, ["work_permit 2026-11-09"], "another paper may still mean it");
        world.worker.create(&at, &wish).await.expect_problem(412, "stale");
        world.worker.change(&at, 1, &wish).await.expect_problem(409, "conflict");
        world.worker.create(&new(case, "milestone-dismissals"), &wish).await.expect_field("kind", "taken");
        let kept = world.supervisor.get(&format!("/cases/{case}/milestone-dismissals")).await.expect(200).json();
        assert_eq!(kept, json!([made]));
        assert_eq!(world.supervisor.get(&at).await.expect(200).json(), made);
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        let heard = heard["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "milestone_dismissal").count();
        assert_eq!(heard, 1);
        let audit = world.auditor.get("/audit?action=created&limit=200").await.expect(200).json();
        let told = audit["items"].as_array().expect("items").iter().any(|entry| {
            (&entry["action"], &entry["kind"]) == (&json!("created"), &json!("milestone_dismissal"))
        });
        assert!(told, "{audit}");
    }
}

on_both! {
    async fn a_bad_milestone_is_refused_and_the_field_named(world: World) {
        let (case, _) = open(&world).await;
        let (theirs, _) = world.open_case(&world.stranger).await;
        let foreign = Uuid::now_v7();
        let card = json!({ "kind": "identity_card", "status": "delivered" });
        world.stranger.create(&format!("/cases/{theirs}/documents/{foreign}"), &card).await.expect(201);
        let at = path(case);
        for (field, value, code) in [
            ("kind", json!("first_flight"), "unknown_value"),
            ("kind", Value::Null, "missing"),
            ("own", json!(Uuid::now_v7()), "not_allowed_here"),
            ("reached_on", json!("2026-09-30"), "before_start"),
            ("reached_on", json!("2027-01-01"), "in_the_future"),
            ("expected_on", json!("2026-09-30"), "before_start"),
            ("document", json!(foreign), "unknown_value"),
            ("service", json!(Uuid::now_v7()), "unknown_value"),
            ("chosen_by", json!("landlord"), "unknown_value"),
        ] {
            let mut body = draft("lawyer");
            body[field] = value;
            world.worker.create(&at, &body).await.expect_field(field, code);
        }
        world.worker.get(&at).await.expect_problem(404, "not_found");
        assert_eq!(world.worker.get(&format!("/cases/{case}/milestones")).await.expect(200).json(), json!([]));
        world.worker.create(&at, &draft("lawyer")).await.expect(201);
        world.worker.change(&at, 1, &draft("interpreter")).await.expect_field("kind", "not_allowed_here");
        world.worker.create(&path(case), &draft("lawyer")).await.expect_field("kind", "taken");
    }
}

on_both! {
    async fn who_may_not_gets_the_answer_of_what_is_not_there(world: World) {
        let (case, _) = open(&world).await;
        let at = path(case);
        world.worker.create(&at, &reached("lawyer", "2026-11-20")).await.expect(201);
        let reason = json!({ "reason": "No" });
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.get(&at).await.expect_problem(404, "not_found");
            who.change(&at, 1, &draft("lawyer")).await.expect_problem(404, "not_found");
            who.create(&path(case), &draft("interpreter")).await.expect_problem(404, "not_found");
            for (action, body) in [("undo", &reason), ("withdraw", &reason), ("decline", &json!({ "on": "2026-11-20" })), ("confirm", &json!({}))] {
                who.act(&format!("{at}/{action}"), 1, body).await.expect_problem(404, "not_found");
            }
        }
        world.anonymous.get(&at).await.expect_problem(401, "not_signed_in");
        let kept = world.worker.get(&at).await.expect(200);
        assert_eq!((kept.version(), &kept.json()["state"]), (1, &json!("reached")));
    }
}

on_both! {
    async fn sent_twice_it_happens_once_and_a_stale_one_is_shown_what_stands(world: World) {
        let (case, _) = open(&world).await;
        let (at, key) = (path(case), Uuid::now_v7());
        world.worker.create(&at, &reached("lawyer", "2026-11-20")).await.expect(201);
        let (confirm, headers) = (format!("{at}/confirm"), [("if-match", "\"1\"")]);
        let first = world.supervisor.write(Method::POST, &confirm, &headers, key, &json!({})).await.expect(200);
        let again = world.supervisor.write(Method::POST, &confirm, &headers, key, &json!({})).await.expect(200);
        assert_eq!((first.json(), first.version()), (again.json(), again.version()));
        let stale = world.worker.change(&at, 1, &reached("lawyer", "2026-11-21")).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["state"], "confirmed");
        let confirmed = audit_entries::table.filter(audit_entries::action.eq("confirmed")).count();
        assert_eq!(confirmed.get_result::<i64>(&mut world.connect()).expect("a count"), 1);
    }
}

on_both! {
    async fn after_closing_what_was_expected_may_still_be_reached(world: World) {
        let (case, version) = open(&world).await;
        let (expected, done) = (path(case), path(case));
        world.worker.create(&expected, &draft("six_month_check")).await.expect(201);
        world.worker.create(&done, &reached("lawyer", "2026-11-20")).await.expect(201);
        let at = |action: &str| format!("/cases/{case}/{action}");
        world.clock.advance(2 * 86_400);
        let (worker, supervisor) = (world.afresh(&world.worker), world.afresh(&world.supervisor));
        worker.act(&at("close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        supervisor.act(&at("close-decision"), version + 1, &json!({ "approve": true })).await.expect(200);
        worker.change(&expected, 1, &reached("six_month_check", "2026-11-23")).await.expect(200);
        supervisor.act(&format!("{expected}/confirm"), 2, &json!({})).await.expect(200);
        worker.change(&done, 1, &reached("lawyer", "2026-11-21")).await.expect_problem(409, "conflict");
        worker.act(&format!("{done}/undo"), 1, &json!({ "reason": "Wrong case" })).await.expect_problem(409, "conflict");
        // What was recorded since may be mended.
        let wrong = json!({ "reason": "Wrong case" });
        worker.act(&format!("{expected}/undo"), 3, &wrong).await.expect_problem(403, "not_allowed");
        supervisor.act(&format!("{expected}/undo"), 3, &wrong).await.expect(200);
        let agreed = path(case);
        worker.create(&agreed, &reached("closure_agreed", "2026-11-23")).await.expect(201);
        worker.act(&format!("{agreed}/withdraw"), 1, &wrong).await.expect(200);
    }
}

on_both! {
    async fn of_a_closed_case_only_after_care_is_due(world: World) {
        let (case, version) = open(&world).await;
        let (before, after) = (path(case), path(case));
        let expected = |kind: &str, day: &str| json!({ "kind": kind, "chosen_by": "person", "expected_on": day });
        world.worker.create(&before, &expected("lawyer", "2026-11-10")).await.expect(201);
        assert_eq!(due(&world.worker).await, ["milestone_due lawyer 2026-11-10"]);
        let at = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&at("close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        world.supervisor.act(&at("close-decision"), version + 1, &json!({ "approve": true })).await.expect(200);
        assert!(due(&world.worker).await.is_empty());
        world.worker.create(&after, &expected("six_month_check", "2026-11-24")).await.expect(201);
        for who in [&world.worker, &world.supervisor] {
            assert_eq!(due(who).await, ["milestone_due six_month_check 2026-11-24"]);
        }
        world.supervisor.act(&at("reopen"), version + 2, &json!({ "reason": "Came back" })).await.expect(200);
        assert_eq!(due(&world.supervisor).await, ["milestone_due lawyer 2026-11-10", "milestone_due six_month_check 2026-11-24"]);
    }
}

on_both! {
    async fn what_was_withdrawn_shows_nothing_and_details_of_few_suggest_nothing(world: World) {
        let (case, _) = open(&world).await;
        let new = |kind: &str| format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
        let id = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let card = new("documents");
        world.worker.create(&card, &json!({ "kind": "applicant_card", "status": "delivered" })).await.expect(201);
        let at = path(case);
        let mut shown = reached("applicant_card", "2026-11-20");
        shown["document"] = json!(id(&card));
        world.worker.create(&at, &shown).await.expect(201);
        world.worker.act(&format!("{card}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        // It stays where it was named, and is named nowhere else.
        shown["note"] = json!("Looked again");
        world.worker.change(&at, 1, &shown).await.expect(200);
        let mut other = reached("lawyer", "2026-11-20");
        other["document"] = json!(id(&card));
        world.worker.create(&path(case), &other).await.expect_field("document", "unknown_value");
        let job = |confidentiality: &str| json!({ "type": "EMP.placement", "status": "delivered", "occurred_on": "2026-11-20",
            "delivered_by": "us", "confidentiality": confidentiality, "details": { "insured": true } });
        let placed = new("services");
        world.worker.create(&placed, &job("restricted")).await.expect(201);
        assert!(suggested(&world.worker, case).await.is_empty(), "what few may read is not told to all");
        world.worker.change(&placed, 1, &job("team")).await.expect(200);
        assert_eq!(suggested(&world.worker, case).await, ["first_insured_job 2026-11-20"]);
    }
}
