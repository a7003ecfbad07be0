//! Referrals in: recorded, decided, linked, listed, withdrawn; and the units they come from.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{audit_entries, referral_units};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, UnitId},
    record::RecordKind,
    values::Stamp,
};
use yaninda_tests::{Persona, World, case_draft, on_both};

use diesel::prelude::*;

fn draft() -> Value {
    json!({ "source": "pdmm", "role": "Interviewer", "received_on": "2026-11-10", "indicators": ["papers_held", "debt"],
        "note": "Said little while others were in the room", "outcome": "waiting" })
}

fn path() -> String {
    format!("/referrals/{}", Uuid::now_v7())
}

async fn unit(who: &Persona, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    let body = json!({ "name": name, "source": "pdmm" });
    who.create(&format!("/referral-units/{id}"), &body).await.expect(201);
    id
}

async fn listed(who: &Persona, query: &str) -> Vec<String> {
    let page = who.get(&format!("/referrals{query}")).await.expect(200).json();
    let items = page["items"].as_array().expect("items").clone();
    items.iter().map(|item| item["received_on"].as_str().expect("a day").to_owned()).collect()
}

on_both! {
    async fn caseworker_records_one_and_supervisor_decides(world: World) {
        let residence = unit(&world.supervisor, "Residence").await;
        let at = path();
        let mut body = draft();
        body["unit"] = json!(residence);
        let made = world.worker.create(&at, &body).await.expect(201).json();
        assert_eq!((&made["indicators"], &made["withdrawn"]), (&json!(["papers_held", "debt"]), &json!(false)));
        let again = world.supervisor.get(&at).await.expect(200);
        assert_eq!((again.version(), again.json()["note"].clone()), (1, body["note"].clone()));
        body["outcome"] = json!("identified");
        world.supervisor.change(&at, 1, &body).await.expect_field("outcome_on", "missing");
        body["outcome_on"] = json!("2026-11-09");
        world.supervisor.change(&at, 1, &body).await.expect_field("outcome_on", "before_start");
        body["outcome_on"] = json!("2026-11-18");
        assert_eq!(world.supervisor.change(&at, 1, &body).await.expect(200).json()["outcome"], "identified");
        let stale = world.worker.change(&at, 1, &body).await.expect_problem(412, "stale").json();
        assert_eq!(stale["current"]["outcome_on"], "2026-11-18");
        let history = world.worker.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!((history.as_array().map(Vec::len), &history[0]["outcome"]), (Some(1), &json!("waiting")));
        assert_eq!(world.disclosed(world.istanbul, AuditAction::Read, RecordKind::Referral).len(), 1);
        let fields: Vec<String> = audit_entries::table
            .filter(audit_entries::kind.eq(RecordKind::Referral.as_str()))
            .select(audit_entries::fields)
            .load(&mut world.connect())
            .expect("entries");
        assert!(fields.iter().all(|field| ["", "referral"].contains(&field.as_str())), "{fields:?}");
    }
}

on_both! {
    async fn sent_twice_it_is_recorded_once(world: World) {
        let (at, key) = (path(), Uuid::now_v7());
        let send = async || world.worker.write(reqwest::Method::PUT, &at, &[("if-none-match", "*")], key, &draft()).await;
        let first = send().await.expect(201).json();
        assert_eq!(send().await.expect(201).json(), first);
        assert_eq!(listed(&world.worker, "").await.len(), 1);
        world.worker.create(&at, &draft()).await.expect_problem(412, "stale");
    }
}

on_both! {
    async fn nobody_else_learns_of_it(world: World) {
        let at = path();
        world.worker.create(&at, &draft()).await.expect(201);
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            who.get(&at).await.expect_problem(404, "not_found");
            who.get(&format!("{at}/history")).await.expect_problem(404, "not_found");
            who.change(&at, 1, &draft()).await.expect_problem(404, "not_found");
            who.act(&format!("{at}/withdraw"), 1, &json!({ "reason": "x" })).await.expect_problem(404, "not_found");
        }
        world.stranger.create(&at, &draft()).await.expect_problem(404, "not_found");
        assert!(listed(&world.colleague, "").await.is_empty() && listed(&world.stranger_supervisor, "").await.is_empty());
        for who in [&world.manager, &world.admin, &world.auditor] {
            who.get("/referrals").await.expect_problem(403, "not_allowed");
        }
        assert_eq!(listed(&world.supervisor, "").await.len(), 1);
        let heard = world.supervisor.get("/changes?limit=1000").await.expect(200).json().to_string();
        assert!(!heard.contains("referral"), "phones hear nothing of it");
    }
}

on_both! {
    async fn whoever_works_on_the_case_sees_how_it_came(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let at = path();
        let mut body = draft();
        body["case"] = json!(case);
        world.colleague.create(&at, &body).await.expect_field("case", "unknown_value");
        body["case"] = json!(Uuid::now_v7());
        world.supervisor.create(&at, &body).await.expect_field("case", "unknown_value");
        let (theirs, _) = world.open_case(&world.stranger).await;
        body["case"] = json!(theirs);
        world.supervisor.create(&at, &body).await.expect_field("case", "unknown_value");
        world.supervisor.create(&at, &draft()).await.expect(201);
        world.worker.get(&at).await.expect_problem(404, "not_found");
        body["case"] = json!(case);
        world.supervisor.change(&at, 1, &body).await.expect(200);
        assert_eq!(world.worker.get(&at).await.expect(200).json()["case"], json!(case));
        assert_eq!(listed(&world.worker, "").await.len(), 1);
        assert_eq!(listed(&world.worker, &format!("?case={case}")).await.len(), 1);
        assert!(listed(&world.worker, &format!("?case={theirs}")).await.is_empty());
        world.colleague.get(&at).await.expect_problem(404, "not_found");
        // What the supervisor linked stays when the worker corrects something else.
        body["role"] = json!("Head of interviews");
        world.worker.change(&at, 2, &body).await.expect(200);
    }
}

on_both! {
    async fn a_case_is_opened_from_one_and_leaves_it_behind_when_it_moves(world: World) {
        let (at, other) = (path(), path());
        world.worker.create(&at, &draft()).await.expect(201);
        world.colleague.create(&other, &draft()).await.expect(201);
        let id = |path: &str| path.rsplit('/').next().expect("an id").to_owned();
        let mut opening = case_draft();
        opening["referral"] = json!(id(&other));
        let case = Uuid::now_v7();
        world.worker.create(&format!("/cases/{case}"), &opening).await.expect_field("referral", "unknown_value");
        world.worker.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        opening["referral"] = json!(id(&at));
        world.worker.create(&format!("/cases/{case}"), &opening).await.expect(201);
        let linked = world.worker.get(&at).await.expect(200);
        assert_eq!((linked.json()["case"].clone(), linked.version()), (json!(case), 2));
        let mut second = case_draft();
        second["referral"] = json!(id(&at));
        second["code_name"] = json!("Another");
        world.worker.create(&format!("/cases/{}", Uuid::now_v7()), &second).await.expect_field("referral", "unknown_value");
        world.transfer(CaseId::try_from(case).expect("an id"), world.ankara).await;
        let left = world.worker.get(&at).await.expect(200);
        assert_eq!((left.json()["case"].clone(), left.version()), (Value::Null, 3));
        world.stranger_supervisor.get(&at).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn lists_are_filtered_and_paged(world: World) {
        let (one, two) = (unit(&world.supervisor, "Residence").await, unit(&world.admin, "Asylum").await);
        for (day, unit, outcome) in [("2026-09-30", one, "waiting"), ("2026-10-01", two, "possible"), ("2026-10-31", one, "possible"),
            ("2026-11-01", one, "waiting"), ("2026-11-02", two, "waiting")] {
            let mut body = draft();
            body["received_on"] = json!(day);
            body["unit"] = json!(unit);
            body["outcome"] = json!(outcome);
            if outcome != "waiting" {
                body["outcome_on"] = json!(day);
            }
            world.worker.create(&path(), &body).await.expect(201);
        }
        for who in [&world.worker, &world.supervisor] {
            assert_eq!(listed(who, "?month=2026-10").await, ["2026-10-31", "2026-10-01"]);
            assert_eq!(listed(who, &format!("?unit={one}")).await, ["2026-11-01", "2026-10-31", "2026-09-30"]);
            assert_eq!(listed(who, &format!("?unit={two}&outcome=possible")).await, ["2026-10-01"]);
            let mut seen = Vec::new();
            let mut after = String::new();
            loop {
                let page = who.get(&format!("/referrals?limit=2{after}")).await.expect(200).json();
                let items = page["items"].as_array().expect("items").clone();
                seen.extend(items.iter().map(|item| item["received_on"].as_str().expect("a day").to_owned()));
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
            assert_eq!(seen, ["2026-11-02", "2026-11-01", "2026-10-31", "2026-10-01", "2026-09-30"]);
        }
        for bad in ["?month=2026-1", "?month=2026-13"] {
            world.supervisor.get(&format!("/referrals{bad}")).await.expect_field("month", "impossible_date");
        }
        world.supervisor.get("/referrals?outcome=guilty").await.expect_field("outcome", "unknown_value");
        world.supervisor.get("/referrals?after=x").await.expect_field("after", "unknown_value");
    }
}

on_both! {
    async fn a_withdrawn_one_stays_as_it_was_with_its_reason(world: World) {
        let at = path();
        world.worker.create(&at, &draft()).await.expect(201);
        world.worker.act(&format!("{at}/withdraw"), 1, &json!({})).await.expect_field("reason", "missing");
        let why = json!({ "reason": "Recorded twice" });
        assert_eq!(world.worker.act(&format!("{at}/withdraw"), 1, &why).await.expect(200).json()["withdrawn"], true);
        world.worker.act(&format!("{at}/withdraw"), 2, &why).await.expect_problem(409, "conflict");
        world.worker.change(&at, 2, &draft()).await.expect_problem(409, "conflict");
        let history = world.worker.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!(history[0]["withdraw_reason"], "Recorded twice");
        let report = world.supervisor.get("/reports/identification?first=2026-11&last=2026-11").await.expect(200).json();
        assert!(report["totals"].as_array().expect("counts").iter().all(|count| *count == 0), "{report}");
    }
}

on_both! {
    async fn units_belong_to_an_office_and_to_an_authority(world: World) {
        let residence = unit(&world.supervisor, "Residence").await;
        let at = format!("/referral-units/{residence}");
        for who in [&world.worker, &world.manager, &world.auditor] {
            who.create(&format!("/referral-units/{}", Uuid::now_v7()), &json!({ "name": "X", "source": "ngo" })).await
                .expect_problem(403, "not_allowed");
        }
        assert_eq!(world.stranger.get("/referral-units").await.expect(200).json(), json!([]));
        world.stranger_supervisor.change(&at, 1, &json!({ "name": "X", "source": "ngo" })).await.expect_problem(404, "not_found");
        let mut body = draft();
        body["unit"] = json!(residence);
        body["source"] = json!("police");
        world.worker.create(&path(), &body).await.expect_field("unit", "unknown_value");
        world.stranger.create(&path(), &{ let mut body = draft(); body["unit"] = json!(residence); body }).await
            .expect_field("unit", "unknown_value");
        body["source"] = json!("pdmm");
        let kept = path();
        world.worker.create(&kept, &body).await.expect(201);
        world.supervisor.change(&at, 1, &json!({ "name": "Residence", "source": "pdmm", "retired": true })).await.expect(200);
        world.worker.create(&path(), &body).await.expect_field("unit", "unknown_value");
        body["note"] = json!("Corrected");
        world.worker.change(&kept, 1, &body).await.expect(200);
    }
}

on_both! {
    async fn an_office_has_as_many_units_as_are_offered(world: World) {
        let first = unit(&world.supervisor, "Residence").await;
        let rows = (1..500).map(|number| {
            let (at, by) = (Stamp::from_micros(0), world.supervisor.id());
            (
                referral_units::id.eq(UnitId::try_from(Uuid::now_v7()).expect("a UUIDv7")),
                referral_units::office_id.eq(world.istanbul),
                referral_units::version.eq(1),
                referral_units::created_at.eq(at),
                referral_units::created_by.eq(by),
                referral_units::updated_at.eq(at),
                referral_units::updated_by.eq(by),
                referral_units::name.eq(format!("Unit {number}")),
                referral_units::source.eq("pdmm"),
                referral_units::retired.eq(false),
            )
        });
        for row in rows {
            diesel::insert_into(referral_units::table).values(row).execute(&mut world.connect()).expect("a unit");
        }
        let body = json!({ "name": "One more", "source": "pdmm" });
        world.supervisor.create(&format!("/referral-units/{}", Uuid::now_v7()), &body).await.expect_problem(409, "conflict");
        world.supervisor.change(&format!("/referral-units/{first}"), 1, &body).await.expect(200);
        let mut referral = draft();
        referral["unit"] = json!(first);
        world.worker.create(&path(), &referral).await.expect(201);
    }
}

on_both! {
    async fn a_bad_referral_is_refused_and_the_field_named(world: World) {
        for (field, value, code) in [
            ("source", json!("neighbour"), "unknown_value"),
            ("received_on", json!("2026-12-24"), "in_the_future"),
            ("received_on", json!("1800-01-01"), "impossible_date"),
            ("outcome", json!("guilty"), "unknown_value"),
            ("outcome_on", json!("2026-11-12"), "not_allowed_here"),
            ("indicators", json!(["debt", "debt"]), "taken"),
            ("indicators", json!(["hair"]), "indicators[0]"),
            ("role", json!("x".repeat(301)), "too_long"),
            ("note", json!("x".repeat(10_001)), "too_long"),
            ("unit", json!(Uuid::new_v4()), "not_uuid_v7"),
            ("official", json!("Ahmet"), "unknown_field"),
        ] {
            let mut body = draft();
            body[field] = value;
            let answered = world.worker.create(&path(), &body).await;
            if code == "indicators[0]" {
                answered.expect_field(code, "unknown_value");
            } else {
                answered.expect_field(field, code);
            }
        }
        world.worker.create("/referrals/not-an-id", &draft()).await.expect_problem(404, "not_found");
        assert!(listed(&world.worker, "").await.is_empty());
    }
}
