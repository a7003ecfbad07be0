//! The file that names people: asked for, approved by another, taken once, readable by its recipient alone.

use std::io::Read;

use age::{Decryptor, secrecy::ExposeSecret, x25519::Identity};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{audit::AuditAction, ids::CaseId, record::RecordKind};
use yaninda_tests::{Persona, World, case_draft_with, on_both};

use super::{signed_in, step_up};

fn wish(key: &Identity) -> Value {
    json!({ "purpose": "Court asked for it", "recipient": "The public prosecutor", "key": key.to_public().to_string(),
        "parts": ["identity", "documents", "services"] })
}

fn place() -> String {
    format!("/exports/{}", Uuid::now_v7())
}

fn opened(file: &[u8], key: &Identity) -> Value {
    let identity: &dyn age::Identity = key;
    let mut clear = Vec::new();
    let stream = Decryptor::new(file).expect("an age file").decrypt(std::iter::once(identity)).expect("the right key");
    { stream }.read_to_end(&mut clear).expect("a whole file");
    serde_json::from_slice(&clear).expect("JSON")
}

async fn named(world: &World, family: &str) -> CaseId {
    let draft = json!({ "code_name": family, "risk": "standard", "opened_on": "2026-10-13",
        "profile": { "nationalities": ["UZ"], "sex": "Female" },
        "identity": { "given_names": "Gülnara", "family_names": family, "birth_date": "1999-04-17", "phone": "+905551112233" } });
    world.open_case_with(&world.worker, &case_draft_with(&draft)).await.0
}

async fn serve(world: &World, case: CaseId, level: &str, note: &str) {
    let rent = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-01", "delivered_by": "us",
        "confidentiality": level, "note": note });
    world.worker.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &rent).await.expect(201);
}

/// Asked for by one supervisor and approved by the other.
async fn approved(who: &Persona, other: &Persona, wish: &Value) -> String {
    let at = place();
    who.create(&at, wish).await.expect(201);
    other.act(&format!("{at}/decision"), 1, &json!({ "approve": true, "note": "Seen the letter" })).await.expect(200);
    at
}

async fn take(who: &Persona, at: &str) -> yaninda_tests::Answered {
    who.send(Method::POST, &format!("{at}/file"), &[], None).await
}

on_both! {
    async fn two_supervisors_and_a_proof_make_a_file_that_its_recipient_alone_can_read(world: World) {
        let (case, key) = (named(&world, "Karimova").await, Identity::generate());
        serve(&world, case, "team", "Two rooms").await;
        serve(&world, case, "restricted", "Hidden from the husband").await;
        let paper = json!({ "kind": "passport", "status": "delivered", "number": "U 123-456" });
        world.worker.create(&format!("/cases/{case}/documents/{}", Uuid::now_v7()), &paper).await.expect(201);
        let (who, at) = (signed_in(&world).await, place());
        let made = who.create(&at, &wish(&key)).await.expect(201).json();
        assert_eq!((&made["state"], &made["asked_for"]), (&json!("asked"), &json!(1)));
        assert_eq!(made["cases"][0]["code_name"], "Karimova");
        // Sent again it is the same request, and it is not changed any more.
        who.create(&at, &wish(&key)).await.expect(412);
        who.change(&at, 1, &wish(&key)).await.expect_problem(409, "conflict");
        step_up(&world, &who).await;
        take(&who, &at).await.expect_problem(409, "conflict");
        who.act(&format!("{at}/decision"), 1, &json!({ "approve": true })).await.expect_problem(403, "own_request");
        let other = world.supervisor_of(world.istanbul);
        let decided = other.act(&format!("{at}/decision"), 1, &json!({ "approve": true, "note": "Seen the letter" })).await.expect(200).json();
        assert_eq!((&decided["state"], &decided["decided_by"], &decided["note"]), (&json!("approved"), &json!(other.id()), &json!("Seen the letter")));
        // Whoever approved does not get it.
        let answered = take(&who, &at).await.expect(200);
        assert_eq!(answered.headers["content-disposition"], "attachment; filename=\"package.age\"");
        let file = answered.bytes;
        for told in ["Karimova", "Two rooms", "U 123-456"] {
            assert!(!file.windows(told.len()).any(|part| part == told.as_bytes()), "{told} is readable");
        }
        let other_key: &dyn age::Identity = &Identity::generate();
        assert!(Decryptor::new(&file[..]).expect("an age file").decrypt(std::iter::once(other_key)).is_err());
        let package = opened(&file, &key);
        assert_eq!((&package["format"], &package["left_out"]), (&json!("yaninda-package-1"), &json!(0)));
        assert_eq!(package["purpose"], "Court asked for it");
        let told = &package["cases"][0];
        assert_eq!((&told["id"], &told["identity"]["family_names"]), (&json!(case), &json!("Karimova")));
        assert_eq!(told["documents"][0]["number"], "U 123-456");
        assert_eq!(told["contacts"], Value::Null, "not asked for");
        let services = told["services"].as_array().expect("services");
        let notes: Vec<&Value> = services.iter().map(|service| &service["note"]).collect();
        assert!(notes.contains(&&json!("Two rooms")) && notes.contains(&&Value::Null), "{notes:?}");
        let csv = package["htcds_csv"].as_str().expect("a table");
        assert!(csv.contains("Karimova") && csv.contains("1999-04-17") && csv.contains("'+905551112233"), "{csv}");
        // Once.
        step_up(&world, &who).await;
        take(&who, &at).await.expect_problem(409, "conflict");
        assert_eq!(who.get(&at).await.expect(200).json()["state"], "taken");
        let log = world.auditor.get(&format!("/audit?action=exported&case={case}")).await.expect(200).json();
        assert_eq!(log["items"][0]["fields"], json!(["identity", "documents", "services"]));
        assert_eq!(world.disclosed(world.istanbul, AuditAction::Exported, RecordKind::Export).len(), 1);
    }
}

on_both! {
    async fn restricted_services_are_told_only_if_they_were_asked_for(world: World) {
        let (case, key) = (named(&world, "Karimova").await, Identity::generate());
        serve(&world, case, "restricted", "Hidden from the husband").await;
        let who = signed_in(&world).await;
        let mut whole = wish(&key);
        whole["parts"] = json!(["restricted"]);
        who.create(&place(), &whole).await.expect_field("parts", "not_allowed_here");
        whole["parts"] = json!(["restricted", "services"]);
        let at = approved(&who, &world.supervisor_of(world.istanbul), &whole).await;
        step_up(&world, &who).await;
        let package = opened(&take(&who, &at).await.expect(200).bytes, &key);
        let told = &package["cases"][0];
        assert_eq!(told["services"][0]["note"], "Hidden from the husband");
        assert_eq!(told["identity"], Value::Null);
        assert!(!package["htcds_csv"].as_str().expect("a table").contains("Karimova"));
    }
}

on_both! {
    async fn of_two_who_decide_one_is_told_that_it_is_decided(world: World) {
        named(&world, "Karimova").await;
        let (at, key) = (place(), Identity::generate());
        world.supervisor.create(&at, &wish(&key)).await.expect(201);
        let other = world.supervisor_of(world.istanbul);
        let decision = format!("{at}/decision");
        let (yes, no) = (json!({ "approve": true }), json!({ "approve": false, "note": "Not for them" }));
        let (one, two) = tokio::join!(other.act(&decision, 1, &yes), other.act(&decision, 1, &no));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        other.act(&decision, 2, &yes).await.expect_problem(409, "conflict");
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            who.get("/exports").await.expect_problem(403, "not_allowed");
            who.act(&decision, 1, &yes).await.expect_problem(403, "not_allowed");
            take(who, &at).await.expect_problem(403, "not_allowed");
        }
        world.stranger_supervisor.get(&at).await.expect_problem(404, "not_found");
        world.stranger_supervisor.act(&decision, 2, &yes).await.expect_problem(404, "not_found");
        assert_eq!(world.stranger_supervisor.get("/exports").await.expect(200).json(), json!([]));
        assert_eq!(world.supervisor.get("/exports").await.expect(200).json().as_array().expect("requests").len(), 1);
    }
}

on_both! {
    async fn what_is_not_decided_or_taken_in_time_is_over(world: World) {
        named(&world, "Karimova").await;
        let (waits, key) = (place(), Identity::generate());
        world.supervisor.create(&waits, &wish(&key)).await.expect(201);
        world.clock.advance(6 * 86_400);
        let other = world.supervisor_of(world.istanbul);
        let in_time = place();
        world.afresh(&world.supervisor).create(&in_time, &wish(&key)).await.expect(201);
        world.clock.advance(86_400);
        let other = world.afresh(&other);
        other.act(&format!("{waits}/decision"), 1, &json!({ "approve": true })).await.expect_problem(409, "expired");
        assert_eq!(other.get(&waits).await.expect(200).json()["state"], "expired");
        let who = signed_in(&world).await;
        let at = approved(&who, &other, &wish(&key)).await;
        world.clock.advance(86_400);
        let who = signed_in(&world).await;
        step_up(&world, &who).await;
        take(&who, &at).await.expect_problem(409, "expired");
        // The proof was not used up by what was refused.
        take(&who, &in_time).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn a_case_that_moved_away_is_not_in_the_file(world: World) {
        let (stays, goes) = (named(&world, "Karimova").await, named(&world, "Yusupova").await);
        let (who, key) = (signed_in(&world).await, Identity::generate());
        let mut both = wish(&key);
        both["cases"] = json!([stays, goes]);
        let other = world.supervisor_of(world.istanbul);
        let at = approved(&who, &other, &both).await;
        let alone = approved(&who, &other, &json!({ "purpose": "x", "recipient": "y", "key": key.to_public().to_string(), "cases": [goes] })).await;
        world.transfer(goes, world.ankara).await;
        assert_eq!(who.get(&at).await.expect(200).json()["cases"].as_array().expect("cases").len(), 1);
        step_up(&world, &who).await;
        let package = opened(&take(&who, &at).await.expect(200).bytes, &key);
        assert_eq!((&package["left_out"], package["cases"].as_array().expect("cases").len()), (&json!(1), 1));
        assert!(!package.to_string().contains("Yusupova"));
        step_up(&world, &who).await;
        take(&who, &alone).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn a_request_names_a_right_key_and_cases_of_the_office(world: World) {
        let key = Identity::generate();
        let who = &world.supervisor;
        who.create(&place(), &wish(&key)).await.expect_field("cases", "empty");
        let (case, strange) = (named(&world, "Karimova").await, world.open_case(&world.stranger).await.0);
        let with = |name: &str, value: Value| {
            let mut wish = wish(&key);
            wish[name] = value;
            wish
        };
        let secret = key.to_string();
        for wrong in ["age1", "age1qqqq", "ssh-ed25519 AAAA", secret.expose_secret()] {
            who.create(&place(), &with("key", json!(wrong))).await.expect_field("key", "not_a_key");
        }
        who.create(&place(), &with("purpose", json!(" "))).await.expect_field("purpose", "empty");
        who.create(&place(), &with("parts", json!(["everything"]))).await.expect_field("parts[0]", "unknown_value");
        who.create(&place(), &with("cases", json!([]))).await.expect_field("cases", "empty");
        let many: Vec<Uuid> = (0..501).map(|_| Uuid::now_v7()).collect();
        who.create(&place(), &with("cases", json!(many))).await.expect_field("cases", "too_large");
        for wrong in [json!([strange]), json!([case, Uuid::now_v7()])] {
            who.create(&place(), &with("cases", wrong)).await.expect_field("cases", "unknown_value");
        }
        assert_eq!(who.get("/exports").await.expect(200).json(), json!([]));
        let twice = who.create(&place(), &with("cases", json!([case, case]))).await.expect(201).json();
        assert_eq!(twice["asked_for"], 1);
    }
}

on_both! {
    async fn what_waits_stands_on_today_of_the_others_and_is_refused_with_a_reason(world: World) {
        named(&world, "Karimova").await;
        let (key, other) = (Identity::generate(), world.supervisor_of(world.istanbul));
        let at = place();
        world.supervisor.create(&at, &wish(&key)).await.expect(201);
        let due = async |who: &Persona| who.get("/today").await.expect(200).json()["exports"].clone();
        let waits = due(&other).await;
        assert_eq!((&waits[0]["asked_by"], &waits[0]["on"]), (&json!(world.supervisor.id()), &json!("2026-11-23")));
        assert_eq!(format!("/exports/{}", waits[0]["id"].as_str().expect("an id")), at);
        for who in [&world.supervisor, &world.worker, &world.stranger_supervisor] {
            assert_eq!(due(who).await, Value::Null);
        }
        let decision = format!("{at}/decision");
        other.act(&decision, 1, &json!({ "approve": false })).await.expect_field("note", "missing");
        other.act(&decision, 1, &json!({ "approve": false, "note": "Ask the court for a letter" })).await.expect(200);
        assert_eq!(due(&other).await, Value::Null);
        // What waited too long is not asked about any more.
        world.supervisor.create(&place(), &wish(&key)).await.expect(201);
        world.clock.advance(7 * 86_400);
        assert_eq!(due(&world.afresh(&other)).await, Value::Null);
    }
}

on_both! {
    async fn whoever_asked_takes_the_request_back_while_it_waits(world: World) {
        named(&world, "Karimova").await;
        let (key, other) = (Identity::generate(), world.supervisor_of(world.istanbul));
        let at = place();
        world.supervisor.create(&at, &wish(&key)).await.expect(201);
        let back = format!("{at}/take-back");
        other.act(&back, 1, &json!({})).await.expect_problem(403, "not_allowed");
        world.worker.act(&back, 1, &json!({})).await.expect_problem(403, "not_allowed");
        world.stranger_supervisor.act(&back, 1, &json!({})).await.expect_problem(404, "not_found");
        assert_eq!(world.supervisor.act(&back, 1, &json!({})).await.expect(200).json()["state"], "taken_back");
        assert_eq!(other.get("/today").await.expect(200).json()["exports"], Value::Null);
        other.act(&format!("{at}/decision"), 2, &json!({ "approve": true })).await.expect_problem(409, "conflict");
        world.supervisor.act(&back, 2, &json!({})).await.expect_problem(409, "conflict");
        let gone = approved(&world.supervisor, &other, &wish(&key)).await;
        world.supervisor.act(&format!("{gone}/take-back"), 2, &json!({})).await.expect_problem(409, "conflict");
    }
}
