//! Logging, correcting, withdrawing services.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{case_grants, cases, documents, idempotency_keys, revisions, services};
use yaninda::time::Clock;
use yaninda_shared::{
    cases::Assignment,
    ids::{CaseId, GrantId},
    values::NaiveDate,
};
use yaninda_tests::{Persona, World, on_both};

fn rent() -> Value {
    json!({
        "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-22", "quantity": 100,
        "cost": { "minor": 1_850_000, "currency": "TRY" }, "fund": "NL-2026", "delivered_by": "us",
        "confidentiality": "team", "provider": "Landlord", "note": "Paid for November",
    })
}

fn permit(issued: &str, expires: &str) -> Value {
    json!({
        "type": "RES.residence_permit", "status": "in_progress", "occurred_on": "2026-11-22", "delivered_by": "state",
        "confidentiality": "team", "details": { "issued": issued, "expires": expires, "office": "PDMM" },
    })
}

/// Makes this person the second worker of a case.
fn share(world: &World, case: CaseId, persona: &Persona) {
    let (id, user) = (GrantId::try_from(Uuid::now_v7()).expect("a UUIDv7"), persona.id());
    let now = world.clock.now();
    diesel::insert_into(case_grants::table)
        .values((
            case_grants::id.eq(id),
            case_grants::office_id.eq(world.istanbul),
            case_grants::case_id.eq(case),
            case_grants::version.eq(1),
            case_grants::created_at.eq(now),
            case_grants::created_by.eq(user),
            case_grants::updated_at.eq(now),
            case_grants::updated_by.eq(user),
            case_grants::user_id.eq(user),
            case_grants::kind.eq(Assignment::Shared),
        ))
        .execute(&mut world.connect())
        .expect("a grant");
}

on_both! {
    async fn a_logged_service_is_read_corrected_and_withdrawn_with_its_history(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let logged = world.worker.create(&path, &rent()).await.expect(201);
        assert_eq!(logged.json()["cost"], json!({ "minor": 1_850_000, "currency": "TRY" }));
        assert_eq!(logged.json()["provider"], "Landlord");
        let mut conn = world.connect();
        let mut corrected = rent();
        corrected["cost"]["minor"] = json!(1_900_000);
        assert_eq!(world.supervisor.change(&path, 1, &corrected).await.expect(200).version(), 2);
        let stale = world.worker.change(&path, 1, &rent()).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["cost"]["minor"], 1_900_000);
        let reason = json!({ "reason": "Entered twice" });
        let withdrawn = world.worker.act(&format!("{path}/withdraw"), 2, &reason).await.expect(200);
        assert_eq!(withdrawn.json()["withdrawn"], true);
        world.worker.act(&format!("{path}/withdraw"), 3, &reason).await.expect_problem(409, "conflict");
        let history = world.worker.get(&format!("{path}/history")).await.expect(200).json();
        assert_eq!(history[0]["cost"]["minor"], 1_850_000);
        assert_eq!(history[1]["version"], 2);
        assert_eq!(history[1]["withdraw_reason"], "Entered twice");
        let listed = world.worker.get(&format!("/cases/{case}/services")).await.expect(200).json();
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(world.worker.get(&path).await.expect(200).version(), 3);
        assert_eq!(revisions::table.count().get_result::<i64>(&mut conn).expect("rows"), 2);
    }
}

on_both! {
    async fn only_a_contact_counts_as_the_latest_contact(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let log = async |code: &str, day: &str, details: Value| {
            let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
            let draft = json!({ "type": code, "status": "delivered", "occurred_on": day, "delivered_by": "us",
                "confidentiality": "team", "details": details });
            world.worker.create(&path, &draft).await.expect(201);
            let last: Option<NaiveDate> =
                cases::table.select(cases::last_contact_on).get_result(&mut world.connect()).expect("a row");
            (path, last.map(|day| day.to_string()))
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(log("HOU.rent", "2026-11-21", json!({})).await.1, None, "a payment by bank is none");
        assert_eq!(log("CMG.phone", "2026-11-20", json!({ "contact_made": false })).await.1, None, "nobody answered");
        assert_eq!(log("CMG.phone", "2026-11-18", json!({ "contact_made": true })).await.1, day("2026-11-18"));
        assert_eq!(log("CMG.case_conference", "2026-11-22", json!({})).await.1, day("2026-11-18"), "colleagues met");
        let (path, last) = log("CMG.home_visit", "2026-11-19", json!({})).await;
        assert_eq!(last, day("2026-11-19"));
        world.worker.act(&format!("{path}/withdraw"), 1, &json!({ "reason": "Another's" })).await.expect(200);
        let last: Option<NaiveDate> =
            cases::table.select(cases::last_contact_on).get_result(&mut world.connect()).expect("a row");
        assert_eq!(last.map(|day| day.to_string()), day("2026-11-18"), "worked out again");
    }
}

on_both! {
    async fn sent_twice_it_answers_the_same_and_changes_nothing(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let (key, new) = (Uuid::now_v7(), [("if-none-match", "*")]);
        let first = world.worker.write(Method::PUT, &path, &new, key, &rent()).await.expect(201);
        let again = world.worker.write(Method::PUT, &path, &new, key, &rent()).await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        let mut other = rent();
        other["note"] = json!("Something else");
        world.worker.write(Method::PUT, &path, &new, key, &other).await.expect_problem(422, "idempotency_key_reused");
        world.worker.create(&path, &rent()).await.expect_problem(412, "stale");
        world.worker.write(Method::PUT, &path, &[], Uuid::now_v7(), &rent()).await.expect(428);
        let mut conn = world.connect();
        assert_eq!(services::table.count().get_result::<i64>(&mut conn).expect("rows"), 1);
        // The case and the service: one key each.
        assert_eq!(idempotency_keys::table.count().get_result::<i64>(&mut conn).expect("rows"), 2);
    }
}

on_both! {
    async fn only_who_works_on_the_case_may_log(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        for persona in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger_supervisor] {
            persona.create(&path, &rent()).await.expect_problem(404, "not_found");
            persona.get(&path).await.expect_problem(404, "not_found");
        }
        world.worker.create(&path, &rent()).await.expect(201);
        // The same id in another case is as good as missing.
        let (other, _) = world.open_case(&world.worker).await;
        let elsewhere = path.replace(&case.to_string(), &other.to_string());
        world.worker.get(&elsewhere).await.expect_problem(404, "not_found");
        world.worker.create(&elsewhere, &rent()).await.expect_problem(404, "not_found");
        let (theirs, _) = world.open_case(&world.stranger).await;
        world.worker.get(&format!("/cases/{theirs}/services")).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn bad_input_is_refused_and_the_field_named(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let bad: Vec<(&str, Value, &str, &str)> = vec![
            ("type", json!("HOU.castle"), "type", "unknown_value"),
            ("status", json!("done"), "status", "unknown_value"),
            ("occurred_on", json!("2027-05-01"), "occurred_on", "in_the_future"),
            ("occurred_on", json!("1800-01-01"), "occurred_on", "impossible_date"),
            ("quantity", json!(-1), "quantity", "negative"),
            ("cost", json!({ "minor": -1, "currency": "TRY" }), "cost", "negative"),
            ("cost", json!({ "minor": i64::MAX, "currency": "TRY" }), "cost", "too_large"),
            ("cost", json!({ "minor": 1, "currency": "XYZ" }), "cost.currency", "unknown_currency"),
            ("details", json!({ "castle": "x" }), "details.castle", "unknown_field"),
            ("provider", json!("x".repeat(100_000)), "provider", "too_long"),
            ("provider", json!("a\u{0}b"), "provider", "control_character"),
            ("castle", json!(1), "castle", "unknown_field"),
            ("fund", json!("the family of the landlord"), "fund", "bad_characters"),
            ("details", json!({ "tranche": 4, "of": 3 }), "details.tranche", "too_large"),
            ("appointment_on", json!("1800-01-01"), "appointment_on", "impossible_date"),
        ];
        for (field, value, named, code) in bad {
            let mut draft = rent();
            draft[field] = value;
            world.worker.create(&path, &draft).await.expect_field(named, code);
        }
        let before = world.worker.create(&path, &permit("2026-11-01", "2026-10-01")).await;
        before.expect_field("details.expires", "before_start");
        let mut course = rent();
        (course["type"], course["details"]) = (json!("EDU.turkish"), json!({ "attended_percent": 101 }));
        world.worker.create(&path, &course).await.expect_field("details.attended_percent", "too_large");
        let mut conn = world.connect();
        assert_eq!(services::table.count().get_result::<i64>(&mut conn).expect("rows"), 0);
        assert_eq!(documents::table.count().get_result::<i64>(&mut conn).expect("rows"), 0);
    }
}

on_both! {
    async fn a_second_worker_sees_no_restricted_details_and_cannot_wipe_them(world: World) {
        let (case, _) = world.open_case(&world.supervisor).await;
        share(&world, case, &world.colleague);
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let mut draft = rent();
        draft["confidentiality"] = json!("restricted");
        world.supervisor.create(&path, &draft).await.expect(201);
        let seen = world.colleague.get(&path).await.expect(200).json();
        assert_eq!(seen["details_hidden"], true);
        assert!(seen.get("provider").is_none() && seen.get("note").is_none());
        world.colleague.change(&path, 1, &rent()).await.expect_problem(403, "not_allowed");
        draft["note"] = json!("Paid for December");
        world.supervisor.change(&path, 1, &draft).await.expect(200);
        let history = world.colleague.get(&format!("{path}/history")).await.expect(200).json();
        assert!(history[0].get("note").is_none() && history[0]["details_hidden"] == true);
        let heard = world.colleague.get("/changes").await.expect(200);
        assert!(!String::from_utf8_lossy(&heard.bytes).contains("Landlord"));
        let line = world.colleague.get(&format!("/cases/{case}/timeline")).await.expect(200);
        assert!(!String::from_utf8_lossy(&line.bytes).contains("Landlord"));
        assert_eq!(world.supervisor.get(&path).await.expect(200).json()["provider"], "Landlord");
    }
}

on_both! {
    async fn a_permit_makes_a_document_and_its_successor(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let first = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let logged = world.worker.create(&first, &permit("2026-08-01", "2026-11-30")).await.expect(201).json();
        let document = logged["document"].as_str().expect("a document").to_owned();
        let path = format!("/cases/{case}/documents/{document}");
        let made = world.worker.get(&path).await.expect(200).json();
        assert_eq!((&made["status"], &made["expires_on"]), (&json!("applied"), &json!("2026-11-30")));
        let mut delivered = permit("2026-08-01", "2026-11-30");
        delivered["status"] = json!("delivered");
        world.worker.change(&first, 1, &delivered).await.expect(200);
        assert_eq!(world.worker.get(&path).await.expect(200).json()["status"], "delivered");
        let second = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let named = Uuid::now_v7();
        let mut draft = permit("2026-11-20", "2027-02-20");
        draft["document"] = json!(named);
        world.worker.create(&second, &draft).await.expect(201);
        let successor = world.worker.get(&format!("/cases/{case}/documents/{named}")).await.expect(200).json();
        assert_eq!(successor["supersedes"], document);
        assert_eq!(world.worker.get(&path).await.expect(200).json()["superseded_by"], named.to_string());
        let mut conn = world.connect();
        let due: Option<NaiveDate> = cases::table.select(cases::next_due_on).get_result(&mut conn).expect("a row");
        assert_eq!(due.map(|day| day.to_string()).as_deref(), Some("2027-02-20"));
    }
}
