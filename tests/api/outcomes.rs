//! Assessments: ratings by domain, where each domain stands, and when the next one is due.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::outcome_standings;
use yaninda_shared::{audit::AuditAction, ids::CaseId, outcomes::OutcomeDomain};
use yaninda_tests::{World, case_draft, on_both};

fn draft(day: &str, ratings: &Value) -> Value {
    json!({ "occurred_on": day, "occasion": "other", "method": "together", "ratings": ratings })
}

fn housing(day: &str, score: i64) -> Value {
    draft(day, &json!([{ "domain": "housing", "score": score }]))
}

fn path(case: CaseId) -> String {
    format!("/cases/{case}/assessments/{}", Uuid::now_v7())
}

/// Of every counted domain of the case: first and latest score, and how often it was rated.
fn standings(world: &World, case: CaseId) -> Vec<(OutcomeDomain, i32, i32, i32)> {
    use outcome_standings::{domain, first_score, latest_score, ratings};
    outcome_standings::table
        .filter(outcome_standings::case_id.eq(case))
        .order(domain)
        .select((domain, first_score, latest_score, ratings))
        .load(&mut world.connect())
        .expect("rows")
}

/// Occasion and day of the next assessment, as the case says.
async fn due(world: &World, case: CaseId) -> (String, String) {
    let case = world.supervisor.get(&format!("/cases/{case}")).await.expect(200).json();
    let text = |key: &str| case["assessment_due"][key].as_str().unwrap_or_default().to_owned();
    (text("occasion"), text("on"))
}

fn pair(occasion: &str, on: &str) -> (String, String) {
    (occasion.to_owned(), on.to_owned())
}

async fn open(world: &World, opened_on: &str) -> (CaseId, i64) {
    let mut draft = case_draft();
    draft["opened_on"] = json!(opened_on);
    draft["consent"]["given_on"] = json!(opened_on);
    draft["safe_contact"] = json!({ "last_confirmed_on": "2026-11-20" });
    world.open_case_with(&world.worker, &draft).await
}

on_both! {
    async fn the_person_s_own_rating_stands_beside_the_worker_s(world: World) {
        let (case, _) = open(&world, "2026-08-20").await;
        let at = path(case);
        let ratings = json!([
            { "domain": "mental_health", "score": 2, "own_score": 4, "confidence": "low", "evidence": "Sleeps little",
                "help": "A quieter room" },
            { "domain": "work", "unrated": "not_asked", "own_unrated": "prefers_not_to_say" },
            { "domain": "substance_use", "score": 5 },
        ]);
        let made = world.worker.create(&at, &draft("2026-11-20", &ratings)).await.expect(201);
        assert_eq!((made.version(), &made.json()["ratings"]), (1, &ratings));
        let corrected = draft("2026-11-21", &json!([{ "domain": "mental_health", "score": 3 }]));
        assert_eq!(world.worker.change(&at, 1, &corrected).await.expect(200).version(), 2);
        let history = world.supervisor.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!((&history[0]["ratings"], &history[0]["occurred_on"]), (&ratings, &json!("2026-11-20")));
        let listed = world.supervisor.get(&format!("/cases/{case}/assessments")).await.expect(200).json();
        assert_eq!(listed["items"][0]["ratings"][0]["score"], 3);
        let timeline = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let shown = timeline["items"].as_array().expect("items").iter().find(|item| item["entry"] == "assessment");
        assert_eq!(shown.expect("it stands on the timeline")["occurred_on"], "2026-11-21");
        let id = listed["items"][0]["id"].as_str().expect("an id").to_owned();
        let detail = world.worker.get(&format!("/cases/{case}/timeline/{id}")).await.expect(200).json();
        assert_eq!(detail["former"][0]["ratings"], ratings);
        let comment = json!({ "on_kind": "assessment", "on": id, "body": "Together with whom?" });
        world.supervisor.create(&format!("/cases/{case}/comments/{}", Uuid::now_v7()), &comment).await.expect(201);
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        let heard = heard["items"].as_array().expect("items").iter().find(|item| item["kind"] == "assessment").cloned();
        assert_eq!(heard.expect("it is in the feed")["record"]["ratings"][0]["score"], 3);
    }
}

on_both! {
    async fn each_domain_stands_for_itself_first_and_latest(world: World) {
        let (case, _) = open(&world, "2026-08-01").await;
        let (first, second, third) = (path(case), path(case), path(case));
        let ratings = json!([{ "domain": "housing", "score": 1 }, { "domain": "substance_use", "score": 2 }]);
        world.worker.create(&first, &draft("2026-08-10", &ratings)).await.expect(201);
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 1, 1, 1)], "what is said about substances is not counted");
        world.worker.create(&third, &housing("2026-11-10", 4)).await.expect(201);
        world.worker.create(&second, &housing("2026-09-10", 2)).await.expect(201);
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 1, 4, 3)], "by their days, not as they came");
        let reason = json!({ "reason": "Another person's" });
        world.worker.act(&format!("{third}/withdraw"), 1, &reason).await.expect(200);
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 1, 2, 2)]);
        world.worker.act(&format!("{third}/withdraw"), 2, &reason).await.expect_problem(409, "conflict");
        world.worker.change(&third, 2, &housing("2026-11-10", 4)).await.expect_problem(409, "conflict");
        let unrated = draft("2026-11-12", &json!([{ "domain": "housing", "unrated": "does_not_apply" }]));
        world.worker.create(&path(case), &unrated).await.expect(201);
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 1, 2, 2)]);
    }
}

on_both! {
    async fn the_next_one_follows_the_last_the_papers_and_the_steps_of_the_case(world: World) {
        let (case, version) = open(&world, "2026-08-20").await;
        assert_eq!(due(&world, case).await, pair("baseline", "2026-11-18"));
        let at = path(case);
        world.worker.create(&at, &housing("2026-09-01", 2)).await.expect(201);
        assert_eq!(due(&world, case).await, pair("review", "2026-11-30"));
        let paper = |day: &str, status: &str| json!({ "kind": "victim_permit_first", "status": status, "issued_on": day });
        let permit = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        world.worker.create(&permit, &paper("2026-09-05", "delivered")).await.expect(201);
        assert_eq!(due(&world, case).await, pair("legal_change", "2026-09-19"));
        world.worker.act(&format!("{permit}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        assert_eq!(due(&world, case).await, pair("review", "2026-11-30"));
        let mut edit = yaninda_tests::case_edit();
        (edit["opened_on"], edit["profile"]) = (json!("2026-08-20"), json!({ "protection": "ConditionalRefugee" }));
        let here = format!("/cases/{case}");
        world.worker.change(&here, version, &edit).await.expect(200);
        // A week after the review, so the review comes first; a later rating leaves the change.
        assert_eq!(due(&world, case).await, pair("review", "2026-11-30"));
        let later = path(case);
        world.worker.create(&later, &housing("2026-11-20", 3)).await.expect(201);
        assert_eq!(due(&world, case).await, pair("legal_change", "2026-12-07"));
        world.worker.change(&later, 1, &housing("2026-11-23", 3)).await.expect(200);
        assert_eq!(due(&world, case).await, pair("review", "2027-02-21"));
        world.worker.act(&format!("{at}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
        world.worker.act(&format!("{here}/status"), version + 1, &json!({ "status": "not_a_victim" })).await.expect(200);
        assert_eq!(due(&world, case).await, pair("", ""));
    }
}

on_both! {
    async fn a_status_is_gained_and_lost_when_it_is_heard_of(world: World) {
        let (case, _) = open(&world, "2026-08-20").await;
        world.worker.create(&path(case), &housing("2026-11-10", 2)).await.expect(201);
        let card = format!("/cases/{case}/documents/{}", Uuid::now_v7());
        let paper = |status: &str| json!({ "kind": "refugee_id", "status": status });
        world.worker.create(&card, &paper("to_apply")).await.expect(201);
        assert_eq!(due(&world, case).await, pair("review", "2027-02-08"));
        world.clock.advance(10 * 86_400);
        let worker = world.afresh(&world.worker);
        worker.change(&card, 1, &paper("delivered")).await.expect(200);
        let supervisor = world.afresh(&world.supervisor);
        let next = |who: &yaninda_tests::Persona| {
            let who = who.clone();
            async move { who.get(&format!("/cases/{case}")).await.expect(200).json()["assessment_due"].clone() }
        };
        assert_eq!(next(&supervisor).await, json!({ "occasion": "legal_change", "on": "2026-12-17" }));
        worker.create(&path(case), &housing("2026-12-03", 2)).await.expect(201);
        assert_eq!(next(&supervisor).await["occasion"], "review");
        world.clock.advance(10 * 86_400);
        world.afresh(&world.worker).change(&card, 2, &paper("cancelled")).await.expect(200);
        assert_eq!(next(&world.afresh(&world.supervisor)).await, json!({ "occasion": "legal_change", "on": "2026-12-27" }));
    }
}

on_both! {
    async fn a_day_on_which_nothing_was_asked_answers_nothing(world: World) {
        let (case, version) = open(&world, "2026-08-20").await;
        world.worker.create(&path(case), &draft("2026-11-20", &json!([{ "domain": "work", "unrated": "not_asked" }]))).await.expect(201);
        assert_eq!(due(&world, case).await, pair("baseline", "2026-11-18"));
        world.worker.create(&path(case), &draft("2026-11-20", &json!([{ "domain": "work", "unrated": "prefers_not_to_say" }]))).await.expect(201);
        assert_eq!(due(&world, case).await, pair("review", "2027-02-18"));
        world.worker.act(&format!("/cases/{case}/close-request"), version, &json!({ "reason": "died" })).await.expect(200);
        assert_eq!(due(&world, case).await, pair("", ""), "nobody is rated who died");
    }
}

on_both! {
    async fn what_is_rated_after_closing_may_be_withdrawn(world: World) {
        let (case, version) = open(&world, "2026-08-20").await;
        let (before, after) = (path(case), path(case));
        world.worker.create(&before, &housing("2026-11-20", 2)).await.expect(201);
        world.clock.advance(2 * 86_400);
        let (worker, supervisor) = (world.afresh(&world.worker), world.afresh(&world.supervisor));
        worker.act(&format!("/cases/{case}/close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        supervisor.act(&format!("/cases/{case}/close-decision"), version + 1, &json!({ "approve": true })).await.expect(200);
        worker.create(&after, &housing("2026-11-25", 5)).await.expect(201);
        worker.change(&after, 1, &housing("2026-11-25", 4)).await.expect(200);
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 2, 4, 2)]);
        let reason = json!({ "reason": "Another person's" });
        worker.act(&format!("{after}/withdraw"), 2, &reason).await.expect(200);
        worker.act(&format!("{before}/withdraw"), 1, &reason).await.expect_problem(409, "conflict");
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 2, 2, 1)]);
    }
}

on_both! {
    async fn what_is_due_stands_on_today_also_after_closing(world: World) {
        let (case, version) = open(&world, "2026-08-20").await;
        let kinds = |who: &yaninda_tests::Persona| {
            let who = who.clone();
            async move {
                let today = who.get("/today").await.expect(200).json();
                let items = today["items"].as_array().expect("items").iter();
                let of_kind = items.filter(|item| item["kind"] == "assessment_due");
                of_kind.map(|item| format!("{} {}", item["subject"].as_str().unwrap_or_default(), item["on"].as_str().unwrap_or_default())).collect::<Vec<_>>()
            }
        };
        for who in [&world.worker, &world.supervisor] {
            assert_eq!(kinds(who).await, ["baseline 2026-11-18"]);
        }
        for who in [&world.colleague, &world.stranger, &world.stranger_supervisor] {
            assert!(kinds(who).await.is_empty(), "{}", who.name);
        }
        world.worker.create(&path(case), &housing("2026-08-21", 2)).await.expect(201);
        assert_eq!(kinds(&world.worker).await, ["review 2026-11-19"]);
        world.worker.create(&path(case), &housing("2026-09-30", 2)).await.expect(201);
        assert!(kinds(&world.worker).await.is_empty());
        let at = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&at("close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        assert_eq!(kinds(&world.worker).await, ["closure 2026-11-23"]);
        world.worker.act(&at("close-request/take-back"), version + 1, &json!({})).await.expect(200);
        assert!(kinds(&world.worker).await.is_empty());
        world.worker.act(&at("close-request"), version + 2, &json!({ "reason": "goals_met" })).await.expect(200);
        world.supervisor.act(&at("close-decision"), version + 3, &json!({ "approve": true })).await.expect(200);
        assert_eq!(kinds(&world.worker).await, ["closure 2026-11-23"]);
        world.worker.create(&path(case), &housing("2026-11-23", 4)).await.expect(201);
        assert!(kinds(&world.worker).await.is_empty());
        assert_eq!(due(&world, case).await, pair("after_six_months", "2027-05-23"));
        // What nobody answered in ninety days gives way to the next.
        for (days, found) in [(180, vec!["after_six_months 2027-05-23"]), (105, vec![]), (75, vec!["after_twelve_months 2027-11-23"]), (120, vec![])] {
            world.clock.advance(days * 86_400);
            assert_eq!(kinds(&world.afresh(&world.worker)).await, found, "{days} days later");
        }
    }
}

on_both! {
    async fn a_bad_rating_is_refused_and_the_field_named(world: World) {
        let (case, _) = open(&world, "2026-11-01").await;
        let at = path(case);
        let rated = |rating: &Value| draft("2026-11-20", &json!([rating]));
        for (body, field, code) in [
            (rated(&json!({ "domain": "housing", "score": 6 })), "ratings[0].score", "out_of_scale"),
            (rated(&json!({ "domain": "housing", "score": 0 })), "ratings[0].score", "out_of_scale"),
            (rated(&json!({ "domain": "housing", "score": 2, "own_score": -1 })), "ratings[0].own_score", "out_of_scale"),
            (rated(&json!({ "domain": "housing", "score": 2.5 })), "ratings[0].score", "wrong_type"),
            (rated(&json!({ "domain": "weather", "score": 2 })), "ratings[0].domain", "unknown_value"),
            (rated(&json!({ "domain": "housing" })), "ratings[0].score", "missing"),
            (rated(&json!({ "domain": "housing", "score": 2, "unrated": "not_asked" })), "ratings[0].unrated", "not_allowed_here"),
            (rated(&json!({ "domain": "housing", "score": 2, "total": 9 })), "ratings[0].total", "unknown_field"),
            (draft("2026-11-20", &json!([])), "ratings", "missing"),
            (housing("2026-10-31", 2), "occurred_on", "before_start"),
            (housing("2027-01-01", 2), "occurred_on", "in_the_future"),
        ] {
            world.worker.create(&at, &body).await.expect_field(field, code);
        }
        let twice = json!([{ "domain": "work", "score": 1 }, { "domain": "work", "score": 2 }]);
        world.worker.create(&at, &draft("2026-11-20", &twice)).await.expect_field("ratings[1].domain", "taken");
        world.worker.get(&at).await.expect_problem(404, "not_found");
        assert!(standings(&world, case).is_empty(), "nothing half-done");
        assert_eq!(due(&world, case).await, pair("baseline", "2027-01-30"));
    }
}

on_both! {
    async fn who_may_not_gets_the_answer_of_what_is_not_there(world: World) {
        let (case, _) = open(&world, "2026-11-01").await;
        let (theirs, _) = world.open_case(&world.stranger).await;
        let at = path(case);
        world.worker.create(&at, &housing("2026-11-20", 2)).await.expect(201);
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.get(&at).await.expect_problem(404, "not_found");
            who.change(&at, 1, &housing("2026-11-20", 5)).await.expect_problem(404, "not_found");
            who.create(&path(case), &housing("2026-11-20", 5)).await.expect_problem(404, "not_found");
            who.act(&format!("{at}/withdraw"), 1, &json!({ "reason": "No" })).await.expect_problem(404, "not_found");
        }
        let taken = at.replace(&case.to_string(), &theirs.to_string());
        world.stranger.create(&taken, &housing("2026-11-20", 5)).await.expect_problem(404, "not_found");
        world.anonymous.get(&at).await.expect_problem(401, "not_signed_in");
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 2, 2, 1)]);
    }
}

on_both! {
    async fn sent_twice_it_is_recorded_once_and_a_stale_one_is_shown_what_stands(world: World) {
        let (case, _) = open(&world, "2026-11-01").await;
        let (at, key) = (path(case), Uuid::now_v7());
        let body = housing("2026-11-20", 2);
        let headers = [("if-none-match", "*")];
        let first = world.worker.write(Method::PUT, &at, &headers, key, &body).await.expect(201);
        let again = world.worker.write(Method::PUT, &at, &headers, key, &body).await.expect(201);
        assert_eq!((first.json(), first.version()), (again.json(), again.version()));
        world.worker.write(Method::PUT, &at, &headers, key, &housing("2026-11-20", 3)).await
            .expect_problem(422, "idempotency_key_reused");
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 2, 2, 1)]);
        world.worker.change(&at, 1, &housing("2026-11-20", 4)).await.expect(200);
        let stale = world.worker.change(&at, 1, &housing("2026-11-20", 5)).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["ratings"][0]["score"], 4);
        world.worker.write(Method::PUT, &at, &[], Uuid::now_v7(), &body).await.expect_problem(428, "precondition_required");
        assert_eq!(standings(&world, case), [(OutcomeDomain::Housing, 4, 4, 1)]);
        let kinds: i64 = {
            use yaninda::db::schema::audit_entries::dsl::{action, audit_entries, kind};
            let entries = audit_entries.filter(kind.eq("assessment")).filter(action.eq(AuditAction::Changed));
            entries.count().get_result(&mut world.connect()).expect("a count")
        };
        assert_eq!(kinds, 1);
    }
}
