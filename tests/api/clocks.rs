//! Lawful timelines: a permit nears its end, a reminder is answered or ignored, a rule changes.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{deadlines, offices};
use yaninda_shared::{audit::AuditAction, ids::CaseId};
use yaninda_tests::{Persona, World, case_draft, case_edit, on_both};

const DAY: i64 = 86_400;

async fn open(world: &World) -> CaseId {
    let mut draft = case_draft();
    draft["opened_on"] = json!("2026-11-20");
    draft["safe_contact"] = json!({ "last_confirmed_on": "2026-11-20" });
    world.open_case_with(&world.worker, &draft).await.0
}

fn permit(kind: &str, issued: &str, expires: &str) -> Value {
    json!({ "kind": kind, "status": "delivered", "issued_on": issued, "expires_on": expires })
}

async fn record(who: &Persona, case: CaseId, draft: &Value) -> String {
    let at = format!("/cases/{case}/documents/{}", Uuid::now_v7());
    who.create(&at, draft).await.expect(201);
    at
}

/// What Today says about deadlines: kind, subject and day.
async fn due(who: &Persona) -> Vec<String> {
    let today = who.get("/today").await.expect(200).json();
    let items = today["items"].as_array().expect("items").iter().filter(|item| item["deadline"].is_object());
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or("-").to_owned();
    items.map(|item| format!("{} {} {}", text(item, "kind"), text(item, "subject"), text(item, "on"))).collect()
}

/// Deadlines of the case by what they measure.
async fn of(who: &Persona, case: CaseId, measure: &str) -> Vec<Value> {
    let all = who.get(&format!("/cases/{case}/deadlines")).await.expect(200).json();
    all.as_array().expect("a list").iter().filter(|one| one["measure"] == measure).cloned().collect()
}

async fn one(who: &Persona, case: CaseId, measure: &str) -> Value {
    let all = of(who, case, measure).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

fn answer_of(case: CaseId, deadline: &Value) -> String {
    format!("/cases/{case}/deadlines/{}/answer", deadline["id"].as_str().expect("an id"))
}

fn version(record: &Value) -> i64 {
    record["version"].as_i64().expect("a version")
}

async fn rule(who: &Persona, key: &str) -> Value {
    let all = who.get("/clock-rules").await.expect(200).json();
    all.as_array().expect("rules").iter().find(|rule| rule["key"] == key).expect("the rule").clone()
}

/// What a form would send to write the rule as it is.
fn draft_of(rule: &Value) -> Value {
    let mut draft = rule.clone();
    let fields = draft.as_object_mut().expect("an object");
    for field in ["key", "id", "version", "updated_at", "updated_by", "verified_by"] {
        fields.remove(field);
    }
    draft
}

on_both! {
    async fn a_permit_nears_its_end_and_its_worker_is_reminded(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("victim_permit_first", "2026-11-10", "2026-12-10")).await;
        assert!(due(&world.worker).await.is_empty(), "17 days are left");
        world.clock.advance(3 * DAY);
        let worker = world.afresh(&world.worker);
        assert_eq!(due(&worker).await, ["document_expires victim_permit_first 2026-12-10"]);
        assert!(due(&world.afresh(&world.colleague)).await.is_empty());
        let end = one(&worker, case, "expires").await;
        assert_eq!((&end["state"], &end["days_left"], &end["cited"]), (&json!("upcoming"), &json!(14), &json!("tr_first_permit")));
        let total = one(&worker, case, "total").await;
        assert_eq!((&total["due_on"], &total["cited"]), (&json!("2029-11-10"), &json!("tr_total")));
    }
}

on_both! {
    async fn what_nobody_answers_reaches_the_supervisor_and_an_answer_ends_it(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("victim_permit_first", "2026-11-08", "2026-12-08")).await;
        let supervisor = &world.supervisor;
        assert_eq!(due(supervisor).await, Vec::<String>::new());
        world.clock.advance(2 * DAY);
        assert_eq!(due(&world.afresh(supervisor)).await, ["document_expires victim_permit_first 2026-12-08"]);
        // The server was off for a week; nothing had to run meanwhile.
        world.clock.advance(7 * DAY);
        let (worker, supervisor) = (world.afresh(&world.worker), world.afresh(supervisor));
        assert_eq!(due(&worker).await, ["document_expires victim_permit_first 2026-12-08"]);
        assert_eq!(due(&supervisor).await, ["deadline_escalated victim_permit_first 2026-12-08"]);
        let today = supervisor.get("/today").await.expect(200).json();
        let item = today["items"].as_array().expect("items").iter().find(|item| item["kind"] == "deadline_escalated");
        let said = &item.expect("it is there")["deadline"];
        assert_eq!((&said["worker"], &said["shown_since"]), (&json!(world.worker.id()), &json!("2026-11-24")));
        let end = one(&worker, case, "expires").await;
        let at = answer_of(case, &end);
        let done = worker.act(&at, version(&end), &json!({ "answer": "done" })).await.expect(200).json();
        assert_eq!((&done["answer"], &done["answered_by"]), (&json!("done"), &json!(world.worker.id())));
        assert!(due(&worker).await.is_empty() && due(&supervisor).await.is_empty());
        assert_eq!(world.audited(world.istanbul, AuditAction::Answered), 1);
        worker.act(&at, version(&done), &json!({ "answer": "done" })).await.expect_problem(409, "conflict");
        // A press by mistake is taken back, and nobody is told off at once.
        let again = worker.act(&at, version(&done), &json!({ "answer": "again" })).await.expect(200).json();
        assert_eq!(again["answer"], Value::Null);
        assert_eq!(due(&supervisor).await, ["document_expires victim_permit_first 2026-12-08"]);
    }
}

on_both! {
    async fn what_waits_for_an_answer_waits_on_when_its_end_is_corrected(world: World) {
        let case = open(&world).await;
        let at = record(&world.worker, case, &permit("victim_permit_first", "2026-11-08", "2026-12-08")).await;
        world.clock.advance(9 * DAY);
        let (worker, supervisor) = (world.afresh(&world.worker), world.afresh(&world.supervisor));
        assert_eq!(due(&supervisor).await, ["deadline_escalated victim_permit_first 2026-12-08"]);
        worker.change(&at, 1, &permit("victim_permit_first", "2026-11-08", "2026-12-07")).await.expect(200);
        assert_eq!(due(&supervisor).await, ["deadline_escalated victim_permit_first 2026-12-07"]);
        let today = supervisor.get("/today").await.expect(200).json();
        let items = today["items"].as_array().expect("items");
        let item = items.iter().find(|item| item["kind"] == "deadline_escalated").expect("it is there");
        assert_eq!(item["deadline"]["shown_since"], "2026-11-24");
        // What was answered is asked again, and gives its worker time.
        let end = one(&worker, case, "expires").await;
        worker.act(&answer_of(case, &end), version(&end), &json!({ "answer": "done" })).await.expect(200);
        worker.change(&at, 2, &permit("victim_permit_first", "2026-11-08", "2026-12-08")).await.expect(200);
        assert_eq!(due(&supervisor).await, ["document_expires victim_permit_first 2026-12-08"]);
    }
}

on_both! {
    async fn a_deadline_that_passes_reaches_the_supervisor(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("residence_permit", "2025-12-01", "2026-11-25")).await;
        assert_eq!(due(&world.supervisor).await, ["document_expires residence_permit 2026-11-25"]);
        world.clock.advance(3 * DAY);
        assert_eq!(due(&world.afresh(&world.supervisor)).await, ["deadline_escalated residence_permit 2026-11-25"]);
        assert_eq!(one(&world.afresh(&world.worker), case, "expires").await["state"], "overdue");
    }
}

on_both! {
    async fn later_and_not_needed_say_when_and_why(world: World) {
        let case = open(&world).await;
        let paper = record(&world.worker, case, &permit("residence_permit", "2025-12-20", "2026-12-20")).await;
        let end = one(&world.worker, case, "expires").await;
        assert_eq!((&end["state"], &end["opens_on"]), (&json!("window_open"), &json!("2026-10-21")));
        let at = answer_of(case, &end);
        let refused = async |body: Value, field: &str, code: &str| {
            world.worker.act(&at, 1, &body).await.expect_field(field, code);
        };
        refused(json!({ "answer": "later" }), "until", "missing").await;
        refused(json!({ "answer": "later", "until": "2026-12-20" }), "until", "not_allowed_here").await;
        refused(json!({ "answer": "later", "until": "2026-11-23" }), "until", "not_allowed_here").await;
        refused(json!({ "answer": "not_needed" }), "reason", "missing").await;
        refused(json!({ "answer": "done", "reason": "x" }), "reason", "not_allowed_here").await;
        let later = json!({ "answer": "later", "until": "2026-12-01" });
        let (first, same) = (Uuid::now_v7(), Uuid::now_v7());
        let send = async |key: Uuid| {
            world.worker.write(reqwest::Method::POST, &at, &[("if-match", "\"1\"")], key, &later).await
        };
        let put_off = send(first).await.expect(200).json();
        assert_eq!((version(&put_off), &put_off["remind_on"]), (2, &json!("2026-12-01")));
        assert_eq!(version(&send(first).await.expect(200).json()), 2, "sent twice, done once");
        send(same).await.expect_problem(412, "stale");
        assert!(due(&world.worker).await.is_empty());
        world.clock.advance(8 * DAY);
        let worker = world.afresh(&world.worker);
        assert_eq!(due(&worker).await, ["document_expires residence_permit 2026-12-20"]);
        let why = json!({ "answer": "not_needed", "reason": "Leaves the country before" });
        let said = worker.act(&at, 2, &why).await.expect(200).json();
        assert_eq!(said["reason"], "Leaves the country before");
        assert!(due(&worker).await.is_empty());
        // Another end is another deadline: it is asked about again.
        worker.change(&paper, 1, &permit("residence_permit", "2025-12-20", "2026-12-30")).await.expect(200);
        assert_eq!(due(&worker).await, ["document_expires residence_permit 2026-12-30"]);
        assert_eq!(one(&worker, case, "expires").await["reason"], Value::Null);
    }
}

on_both! {
    async fn only_who_works_on_the_case_answers(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("residence_permit", "2025-12-20", "2026-12-20")).await;
        let at = answer_of(case, &one(&world.worker, case, "expires").await);
        let done = json!({ "answer": "done" });
        for who in [&world.colleague, &world.stranger, &world.stranger_supervisor] {
            who.act(&at, 1, &done).await.expect_problem(404, "not_found");
            who.get(&format!("/cases/{case}/deadlines")).await.expect_problem(404, "not_found");
        }
        for who in [&world.manager, &world.admin, &world.auditor] {
            assert!(!who.act(&at, 1, &done).await.status.is_success());
        }
        world.supervisor.act(&at, 1, &done).await.expect(200);
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        let heard = heard["items"].as_array().expect("items").iter().find(|item| item["kind"] == "deadline");
        assert_eq!(heard.expect("the phone hears of it")["record"]["answer"], "done");
    }
}

on_both! {
    async fn a_permit_longer_than_the_law_allows_is_saved_and_warned_of(world: World) {
        let case = open(&world).await;
        let at = record(&world.worker, case, &permit("victim_permit_first", "2026-11-10", "2027-01-10")).await;
        let paper = world.worker.get(&at).await.expect(200).json();
        assert_eq!(paper["over_legal_max"], true);
        assert_eq!(paper["lawful_end"], json!({ "on": "2026-12-10", "rule": "tr_first_permit" }));
        let end = one(&world.worker, case, "expires").await;
        assert_eq!((&end["state"], &end["cited"]), (&json!("over_law"), &json!("tr_first_permit")));
        let said = rule(&world.worker, "tr_first_permit").await;
        assert_eq!((&said["grade"], &said["span"]), (&json!("several_agree"), &json!({ "count": 30, "unit": "days" })));
        assert!(said["source"].as_str().expect("a source").contains("Law 6458"));
    }
}

on_both! {
    async fn an_admin_changes_a_rule_and_the_days_follow(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("victim_permit_first", "2026-11-10", "2026-12-10")).await;
        assert!(due(&world.worker).await.is_empty());
        let mut draft = draft_of(&rule(&world.admin, "tr_first_permit_expires").await);
        draft["remind_before"] = json!([20, 5]);
        draft["verified_on"] = json!("2026-11-22");
        let at = format!("/clock-rules/{}", Uuid::now_v7());
        for who in [&world.worker, &world.supervisor, &world.manager, &world.auditor] {
            who.create(&at, &draft).await.expect_problem(403, "not_allowed");
        }
        let made = world.admin.create(&at, &draft).await.expect(201).json();
        assert_eq!((&made["key"], &made["verified_by"]), (&json!("tr_first_permit_expires"), &json!(world.admin.id())));
        assert_eq!(due(&world.worker).await, ["document_expires victim_permit_first 2026-12-10"]);
        let second = format!("/clock-rules/{}", Uuid::now_v7());
        world.admin.create(&second, &draft).await.expect_problem(409, "conflict");
        let theirs = world.stranger_admin();
        theirs.change(&at, 1, &draft).await.expect_problem(404, "not_found");
        world.admin.change(&at, 7, &draft).await.expect_problem(412, "stale");
        let mut wrong = draft.clone();
        wrong["escalate_after"] = json!(0);
        world.admin.change(&at, 1, &wrong).await.expect_field("escalate_after", "zero");
        wrong = draft.clone();
        wrong["stands_for"] = json!("tr_total");
        world.admin.change(&at, 1, &wrong).await.expect_field("stands_for", "not_allowed_here");
        // Given up, the rule that comes with the program holds again.
        draft["given_up"] = json!(true);
        world.admin2.change(&at, 1, &draft).await.expect(200);
        assert!(due(&world.worker).await.is_empty());
        let back = rule(&world.admin, "tr_first_permit_expires").await;
        assert_eq!((&back["remind_before"], version(&back)), (&json!([14, 7, 3]), 2));
        let history = world.admin.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!((&history[0]["remind_before"], &history[0]["updated_by"]), (&json!([20, 5]), &json!(world.admin.id())));
        theirs.get(&format!("{at}/history")).await.expect_problem(404, "not_found");
        assert_eq!(world.audited(world.istanbul, AuditAction::Withdrawn), 1);
    }
}

on_both! {
    async fn an_office_adds_a_rule_of_its_own(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &json!({ "kind": "passport", "status": "delivered", "issued_on": "2026-01-01" })).await;
        assert!(of(&world.worker, case, "expires").await.is_empty(), "no end is known");
        let own = json!({ "measure": "validity", "kinds": ["passport"], "span": { "count": 12, "unit": "months" },
            "remind_before": [60], "escalate_after": 10, "source": "The consulate", "grade": "check", "as_of": "2026-11-01",
            "active": true });
        let at = format!("/clock-rules/{}", Uuid::now_v7());
        world.admin.create(&at, &own).await.expect_field("words", "missing");
        let mut own = own;
        own["words"] = json!("A passport of this country lasts a year");
        let made = world.admin.create(&at, &own).await.expect(201).json();
        let end = one(&world.worker, case, "expires").await;
        assert_eq!((&end["due_on"], &end["cited"]), (&json!("2027-01-01"), &made["key"]));
        let theirs = world.stranger_admin().get("/clock-rules").await.expect(200).json();
        assert!(!theirs.as_array().expect("rules").iter().any(|rule| rule["key"] == made["key"]));
    }
}

on_both! {
    async fn an_applicant_who_moved_is_to_tell_within_twenty_days(world: World) {
        let mut draft = case_draft();
        draft["identity"] = json!({ "given_names": "Ay", "address": "Old street 1" });
        let (case, made) = world.open_case_with(&world.worker, &draft).await;
        let at = format!("/cases/{case}");
        let moved = async |version: i64, street: &str| {
            let mut edited = case_edit();
            edited["code_name"] = draft["code_name"].clone();
            edited["identity"] = json!({ "given_names": "Ay", "address": street });
            world.worker.change(&at, version, &edited).await.expect(200).version()
        };
        let now = moved(made, "Another street 2").await;
        assert!(of(&world.worker, case, "duty").await.is_empty(), "who has not applied has no duty");
        let card = json!({ "kind": "applicant_card", "status": "delivered", "issued_on": "2026-11-01" });
        record(&world.worker, case, &card).await;
        let duty = one(&world.worker, case, "duty").await;
        assert_eq!((&duty["due_on"], &duty["cited"]), (&json!("2026-12-13"), &json!("tr_person_changed")));
        assert!(due(&world.worker).await.contains(&"deadline_due duty 2026-12-13".to_owned()), "at once");
        world.worker.act(&answer_of(case, &duty), version(&duty), &json!({ "answer": "done" })).await.expect(200);
        let job = json!({ "type": "EMP.placement", "status": "delivered", "occurred_on": "2026-11-20", "delivered_by": "us",
            "confidentiality": "team" });
        world.worker.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &job).await.expect(201);
        let days = |all: Vec<Value>| all.iter().map(|one| one["due_on"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>();
        assert_eq!(days(of(&world.worker, case, "duty").await), ["2026-12-13", "2026-12-20"]);
        assert_eq!(one(&world.worker, case, "decision").await["due_on"], "2027-05-01");
        assert_eq!(one(&world.worker, case, "lapse").await["due_on"], "2027-11-01");
        // The same is saved again: nothing changed, nothing is to be told.
        moved(now, "Another street 2").await;
        assert_eq!(of(&world.worker, case, "duty").await.len(), 2);
    }
}

on_both! {
    async fn a_closed_case_and_one_that_moves_away_take_their_deadlines_along(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("residence_permit", "2025-12-20", "2026-12-20")).await;
        let mut draft = draft_of(&rule(&world.admin, "any_expires").await);
        draft["remind_before"] = json!([10]);
        world.admin.create(&format!("/clock-rules/{}", Uuid::now_v7()), &draft).await.expect(201);
        assert!(due(&world.worker).await.is_empty());
        world.transfer(case, world.ankara).await;
        assert_eq!(due(&world.stranger_supervisor).await, ["document_expires residence_permit 2026-12-20"], "their own rules");
        let left: i64 = deadlines::table.filter(deadlines::office_id.eq(world.istanbul)).count().get_result(&mut world.connect()).expect("a count");
        assert_eq!(left, 0);
        let here = open(&world).await;
        record(&world.worker, here, &permit("passport", "2020-12-20", "2026-11-28")).await;
        assert_eq!(due(&world.worker).await.len(), 1);
        let asked = world.worker.get(&format!("/cases/{here}")).await.expect(200).version();
        world.worker.act(&format!("/cases/{here}/close-request"), asked, &json!({ "reason": "goals_met" })).await.expect(200);
        let asked = world.supervisor.get(&format!("/cases/{here}")).await.expect(200).version();
        world.supervisor.act(&format!("/cases/{here}/close-decision"), asked, &json!({ "approve": true })).await.expect(200);
        assert!(due(&world.worker).await.is_empty());
    }
}

on_both! {
    async fn what_an_older_version_stored_is_worked_out_when_the_server_starts(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("residence_permit", "2025-12-20", "2026-12-20")).await;
        diesel::delete(deadlines::table).execute(&mut world.connect()).expect("none are left");
        assert!(due(&world.worker).await.is_empty());
        yaninda::clocks::catch_up(&world.core).await.expect("it works them out");
        assert_eq!(due(&world.worker).await, ["document_expires residence_permit 2026-12-20"]);
        let behind = offices::table.filter(offices::clocks_edition.is_null()).count();
        assert_eq!(behind.get_result::<i64>(&mut world.connect()).expect("a count"), 0);
        // Nothing is done twice.
        diesel::delete(deadlines::table).execute(&mut world.connect()).expect("none are left");
        yaninda::clocks::catch_up(&world.core).await.expect("nothing to do");
        assert!(due(&world.worker).await.is_empty());
    }
}

on_both! {
    async fn an_office_without_a_country_follows_rules_of_everywhere(world: World) {
        let case = open(&world).await;
        record(&world.worker, case, &permit("victim_permit_first", "2026-11-10", "2027-01-10")).await;
        assert_eq!(of(&world.worker, case, "total").await.len(), 1);
        let at = format!("/offices/{}", world.istanbul);
        let office = json!({ "name": "Istanbul", "quiet_days": 30, "confirm_days": 60 });
        let changed = world.admin.change(&at, 1, &office).await.expect(200).json();
        assert_eq!(changed["country"], Value::Null);
        assert!(of(&world.worker, case, "total").await.is_empty());
        assert_eq!(one(&world.worker, case, "expires").await["cited"], "any_expires");
    }
}
