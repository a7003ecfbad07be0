//! The plan: goals in the person's own words, and when it was agreed, reviewed and revised.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::goals;
use yaninda_shared::ids::CaseId;
use yaninda_tests::{Persona, World, case_draft, on_both};

fn goal() -> Value {
    json!({ "words": "A room with a window", "domain": "housing", "starts_on": "2026-11-10", "due_on": "2026-12-20",
        "state": "open", "steps": [{ "text": "See three rooms", "who": "together", "due_on": "2026-12-01" }] })
}

fn agreed() -> Value {
    json!({ "step": "agreed", "occurred_on": "2026-11-20", "language": "ar", "interpreter": "Amal", "copy_given": true,
        "next_review_on": "2027-02-20" })
}

fn new(case: CaseId, kind: &str) -> String {
    format!("/cases/{case}/{kind}/{}", Uuid::now_v7())
}

async fn open(world: &World) -> (CaseId, i64) {
    let mut draft = case_draft();
    draft["opened_on"] = json!("2026-10-01");
    draft["safe_contact"] = json!({ "last_confirmed_on": "2026-11-20" });
    world.open_case_with(&world.worker, &draft).await
}

/// Kind and day of what Today says about plans.
async fn due(who: &Persona) -> Vec<String> {
    let today = who.get("/today").await.expect(200).json();
    let items = today["items"].as_array().expect("items").iter();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or("-").to_owned();
    let of_kind = items.filter(|item| ["goal_due", "plan_review"].contains(&text(item, "kind").as_str()));
    of_kind.map(|item| format!("{} {}", text(item, "kind"), text(item, "on"))).collect()
}

on_both! {
    async fn what_stood_before_a_later_opening_may_still_be_corrected(world: World) {
        let (case, version) = open(&world).await;
        let (goal_at, plan, rated) = (new(case, "goals"), new(case, "plans"), new(case, "assessments"));
        world.worker.create(&goal_at, &goal()).await.expect(201);
        world.worker.create(&plan, &agreed()).await.expect(201);
        let mut rating = json!({ "occurred_on": "2026-11-12", "occasion": "other", "method": "together",
            "ratings": [{ "domain": "housing", "score": 2 }] });
        world.worker.create(&rated, &rating).await.expect(201);
        let mut edit = yaninda_tests::case_edit();
        edit["opened_on"] = json!("2026-11-22");
        world.worker.change(&format!("/cases/{case}"), version, &edit).await.expect(200);
        let (mut wanted, mut said) = (goal(), agreed());
        for (at, draft) in [(&goal_at, &mut wanted), (&plan, &mut said), (&rated, &mut rating)] {
            draft["note"] = json!("Corrected");
            world.worker.change(at, 1, draft).await.expect(200);
        }
        // A new one lies in the time of the case.
        world.worker.create(&new(case, "goals"), &goal()).await.expect_field("starts_on", "before_start");
        rating["occurred_on"] = json!("2026-11-11");
        world.worker.change(&rated, 2, &rating).await.expect_field("occurred_on", "before_start");
    }
}

on_both! {
    async fn what_was_agreed_says_which_goals_as_they_were(world: World) {
        let (case, _) = open(&world).await;
        let (at, plan) = (new(case, "goals"), new(case, "plans"));
        world.worker.create(&plan, &agreed()).await.expect_field("goals", "missing");
        let made = world.worker.create(&at, &goal()).await.expect(201).json();
        assert_eq!((&made["words"], &made["steps"][0]["who"]), (&goal()["words"], &json!("together")));
        let signed = world.worker.create(&plan, &agreed()).await.expect(201).json();
        assert_eq!(signed["goals"], json!([{ "goal": made["id"], "version": 1 }]));
        let mut later = goal();
        later["words"] = json!("A room with two windows");
        world.worker.change(&at, 1, &later).await.expect(200);
        let mut corrected = agreed();
        corrected["copy_given"] = json!(false);
        let kept = world.worker.change(&plan, 1, &corrected).await.expect(200).json();
        assert_eq!((&kept["goals"][0]["version"], &kept["copy_given"]), (&json!(1), &json!(false)));
        let was = world.supervisor.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!(was[0]["words"], "A room with a window", "the version that was agreed");
        let was = world.supervisor.get(&format!("{plan}/history")).await.expect(200).json();
        assert_eq!(was[0]["copy_given"], true);
        let revised = json!({ "step": "revised", "occurred_on": "2026-11-22", "language": "ar" });
        let revised = world.worker.create(&new(case, "plans"), &revised).await.expect(201).json();
        assert_eq!(revised["goals"][0]["version"], 2);
        let whole = world.worker.get(&format!("/cases/{case}/plan")).await.expect(200).json();
        assert_eq!(whole["goals"][0]["words"], "A room with two windows");
        let steps: Vec<&str> = whole["entries"].as_array().expect("entries").iter().filter_map(|one| one["step"].as_str()).collect();
        assert_eq!((steps, &whole["milestones"]), (vec!["revised", "agreed"], &json!([])));
        let timeline = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let shown = timeline["items"].as_array().expect("items").iter().find(|item| item["entry"] == "plan");
        assert_eq!(shown.expect("it stands on the timeline")["step"], "revised");
        let id = revised["id"].as_str().expect("an id").to_owned();
        world.worker.get(&format!("/cases/{case}/timeline/{id}")).await.expect(200);
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        let heard: Vec<&str> = heard["items"].as_array().expect("items").iter().filter_map(|item| item["kind"].as_str()).collect();
        assert_eq!((heard.iter().filter(|kind| **kind == "goal").count(), heard.iter().filter(|kind| **kind == "plan").count()), (1, 2));
        let comment = json!({ "on_kind": "goal", "on": made["id"], "body": "Which quarter?" });
        world.supervisor.create(&new(case, "comments"), &comment).await.expect(201);
        let goal = made["id"].as_str().expect("an id");
        let whole = world.worker.get(&format!("/cases/{case}/timeline/{goal}")).await.expect(200).json();
        assert_eq!(whole["item"]["comments"][0]["body"], "Which quarter?");
        assert_eq!((&whole["item"]["words"], &whole["former"][0]["words"]), (&json!("A room with two windows"), &json!("A room with a window")));
    }
}

on_both! {
    async fn steps_goals_and_reviews_are_due_until_they_are_done(world: World) {
        let (case, version) = open(&world).await;
        let (at, plan) = (new(case, "goals"), new(case, "plans"));
        let mut body = goal();
        body["steps"][0]["due_on"] = json!("2026-11-25");
        world.worker.create(&at, &body).await.expect(201);
        let mut review = agreed();
        review["next_review_on"] = json!("2026-11-30");
        world.worker.create(&plan, &review).await.expect(201);
        for who in [&world.worker, &world.supervisor] {
            assert_eq!(due(who).await, ["goal_due 2026-11-25", "plan_review 2026-11-30"]);
        }
        for who in [&world.colleague, &world.stranger, &world.stranger_supervisor] {
            assert!(due(who).await.is_empty(), "{}", who.name);
        }
        body["steps"][0]["done_on"] = json!("2026-11-23");
        world.worker.change(&at, 1, &body).await.expect(200);
        assert_eq!(due(&world.worker).await, ["plan_review 2026-11-30"]);
        let reviewed = new(case, "plans");
        let looked = json!({ "step": "reviewed", "occurred_on": "2026-11-23", "language": "ar", "next_review_on": "2027-02-23" });
        world.worker.create(&reviewed, &looked).await.expect(201);
        assert!(due(&world.worker).await.is_empty());
        world.worker.act(&format!("{reviewed}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        assert_eq!(due(&world.worker).await, ["plan_review 2026-11-30"]);
        body["due_on"] = json!("2026-11-24");
        world.worker.change(&at, 2, &body).await.expect(200);
        assert_eq!(due(&world.worker).await, ["goal_due 2026-11-24", "plan_review 2026-11-30"]);
        (body["state"], body["ended_on"]) = (json!("let_go"), json!("2026-11-23"));
        world.worker.change(&at, 3, &body).await.expect(200);
        assert_eq!(due(&world.worker).await, ["plan_review 2026-11-30"]);
        // A last review finds nothing left to do, and nothing stays due.
        let last = new(case, "plans");
        world.worker.create(&last, &json!({ "step": "reviewed", "occurred_on": "2026-11-23", "language": "ar" })).await.expect(201);
        assert!(due(&world.worker).await.is_empty());
        world.worker.act(&format!("{last}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        assert_eq!(due(&world.worker).await, ["plan_review 2026-11-30"]);
        let path = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&path("close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        world.supervisor.act(&path("close-decision"), version + 1, &json!({ "approve": true })).await.expect(200);
        assert!(due(&world.worker).await.is_empty());
        world.worker.change(&at, 4, &body).await.expect_problem(409, "conflict");
        world.worker.act(&format!("{at}/withdraw"), 4, &json!({ "reason": "Wrong case" })).await.expect_problem(409, "conflict");
        for (kind, body) in [("goals", goal()), ("plans", agreed())] {
            world.worker.create(&new(case, kind), &body).await.expect_problem(409, "conflict");
        }
        world.supervisor.act(&path("reopen"), version + 2, &json!({ "reason": "Came back" })).await.expect(200);
        assert_eq!(due(&world.worker).await, ["plan_review 2026-11-30"]);
    }
}

on_both! {
    async fn a_bad_goal_or_plan_is_refused_and_the_field_named(world: World) {
        let (case, _) = open(&world).await;
        let (theirs, _) = world.open_case(&world.stranger).await;
        let (own, foreign) = (Uuid::now_v7(), Uuid::now_v7());
        let rent = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-20", "delivered_by": "us", "confidentiality": "team" });
        world.worker.create(&format!("/cases/{case}/services/{own}"), &rent).await.expect(201);
        world.stranger.create(&format!("/cases/{theirs}/services/{foreign}"), &rent).await.expect(201);
        let at = new(case, "goals");
        for (field, value, named, code) in [
            ("due_on", json!("2026-11-09"), "due_on", "before_start"),
            ("starts_on", json!("2026-09-30"), "starts_on", "before_start"),
            ("steps", json!([{ "text": "See a room", "who": "person", "due_on": "2026-11-09" }]), "steps[0].due_on", "before_start"),
            ("steps", json!([{ "text": "See a room", "who": "person", "done_on": "2027-01-01" }]), "steps[0].done_on", "in_the_future"),
            ("steps", json!([{ "text": "", "who": "person" }]), "steps[0].text", "empty"),
            ("state", json!("met"), "ended_on", "missing"),
            ("words", json!(""), "words", "empty"),
            ("domain", json!("weather"), "domain", "unknown_value"),
            ("services", json!([own, foreign]), "services[1]", "unknown_value"),
            ("services", json!([own, own]), "services[1]", "taken"),
        ] {
            let mut body = goal();
            body[field] = value;
            world.worker.create(&at, &body).await.expect_field(named, code);
        }
        world.worker.get(&at).await.expect_problem(404, "not_found");
        let mut body = goal();
        body["services"] = json!([own]);
        assert_eq!(world.worker.create(&at, &body).await.expect(201).json()["services"], json!([own]));
        let plan = new(case, "plans");
        for (field, value, code) in [
            ("next_review_on", json!("2026-11-19"), "before_start"),
            ("occurred_on", json!("2026-09-30"), "before_start"),
            ("occurred_on", json!("2027-01-01"), "in_the_future"),
            ("language", json!("xx"), "unknown_language"),
            ("goals", json!([]), "unknown_field"),
        ] {
            let mut body = agreed();
            body[field] = value;
            world.worker.create(&plan, &body).await.expect_field(field, code);
        }
        world.worker.get(&plan).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn who_may_not_gets_the_answer_of_what_is_not_there(world: World) {
        let (case, _) = open(&world).await;
        let (at, plan) = (new(case, "goals"), new(case, "plans"));
        world.worker.create(&at, &goal()).await.expect(201);
        world.worker.create(&plan, &agreed()).await.expect(201);
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            for (path, body) in [(&at, goal()), (&plan, agreed())] {
                who.get(path).await.expect_problem(404, "not_found");
                who.change(path, 1, &body).await.expect_problem(404, "not_found");
                who.get(&format!("{path}/history")).await.expect_problem(404, "not_found");
                who.act(&format!("{path}/withdraw"), 1, &json!({ "reason": "No" })).await.expect_problem(404, "not_found");
            }
            who.get(&format!("/cases/{case}/plan")).await.expect_problem(404, "not_found");
            who.get(&format!("/cases/{case}/goals")).await.expect_problem(404, "not_found");
            who.create(&new(case, "goals"), &goal()).await.expect_problem(404, "not_found");
        }
        world.anonymous.get(&at).await.expect_problem(401, "not_signed_in");
    }
}

on_both! {
    async fn sent_twice_it_is_set_once_and_a_stale_one_is_shown_what_stands(world: World) {
        let (case, _) = open(&world).await;
        let (at, key, headers) = (new(case, "goals"), Uuid::now_v7(), [("if-none-match", "*")]);
        let first = world.worker.write(Method::PUT, &at, &headers, key, &goal()).await.expect(201);
        let again = world.worker.write(Method::PUT, &at, &headers, key, &goal()).await.expect(201);
        assert_eq!((first.json(), first.version()), (again.json(), again.version()));
        let stored: i64 = goals::table.count().get_result(&mut world.connect()).expect("a count");
        assert_eq!(stored, 1);
        let mut later = goal();
        later["words"] = json!("A room with two windows");
        world.worker.change(&at, 1, &later).await.expect(200);
        let stale = world.worker.change(&at, 1, &goal()).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["words"], "A room with two windows");
        world.worker.act(&format!("{at}/withdraw"), 2, &json!({ "reason": "Another person's" })).await.expect(200);
        world.worker.change(&at, 3, &goal()).await.expect_problem(409, "conflict");
        world.worker.create(&new(case, "plans"), &agreed()).await.expect_field("goals", "missing");
    }
}
