//! The demo programme: the same for the same seed, on both databases, and readable by whom it is for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use yaninda_tests::{Demo, Engine, Persona};

/// Answers by path.
type Seen = BTreeMap<String, Value>;

async fn items(who: &Persona, path: &str, seen: &mut Seen) -> Vec<Value> {
    let body = who.get(path).await.expect(200).json();
    seen.insert(path.to_owned(), body.clone());
    let items = body.get("items").unwrap_or(&body).as_array().expect("a list").clone();
    assert!(body.get("next").is_none_or(Value::is_null), "{path} has more than one page");
    items
}

/// Everything a person may read about every case they may see; every record must open.
async fn everything(who: &Persona) -> Seen {
    let mut seen = Seen::new();
    for case in items(who, "/cases?closed=true&limit=200", &mut seen).await {
        let at = format!("/cases/{}", case["id"].as_str().expect("an id"));
        seen.insert(at.clone(), who.get(&at).await.expect(200).json());
        let reveal = format!("{at}/reveal");
        seen.insert(reveal.clone(), who.ask(&reveal, &json!({})).await.expect(200).json());
        for kind in ["timeline?limit=100", "consents", "contacts", "assignments", "shares"] {
            items(who, &format!("{at}/{kind}"), &mut seen).await;
        }
        for kind in ["services", "documents", "notes"] {
            for one in items(who, &format!("{at}/{kind}"), &mut seen).await {
                let one = format!("{at}/{kind}/{}", one["id"].as_str().expect("an id"));
                seen.insert(one.clone(), who.get(&one).await.expect(200).json());
                items(who, &format!("{one}/history"), &mut seen).await;
            }
        }
        let comments = seen[&format!("{at}/timeline?limit=100")]["items"].as_array().map_or(0, Vec::len);
        assert!(comments >= 3, "{at} has a history");
    }
    seen.insert("/today".to_owned(), who.get("/today").await.expect(200).json());
    seen
}

const STAFF: [&str; 3] = ["caseworker@demo.example", "caseworker2@demo.example", "supervisor@demo.example"];

async fn programme(engine: Engine, seed: u64) -> Vec<Seen> {
    let demo = Demo::start(engine, seed).await;
    let mut all = Vec::new();
    for email in STAFF {
        all.push(everything(&demo.sign_in(email).await).await);
    }
    demo.stop().await;
    all
}

/// The cases in what was seen, by code name.
fn cases(seen: &Seen) -> BTreeMap<String, String> {
    let listed = seen["/cases?closed=true&limit=200"]["items"].as_array().expect("cases");
    let text = |case: &Value, field: &str| case[field].as_str().expect("a text").to_owned();
    listed.iter().map(|case| (text(case, "code_name"), text(case, "id"))).collect()
}

#[actix_web::test]
async fn the_same_seed_makes_the_same_programme_on_both_databases() {
    let first = programme(Engine::Sqlite, 1).await;
    let again = programme(Engine::Sqlite, 1).await;
    let there = programme(Engine::Postgres, 1).await;
    for ((one, two), three) in first.iter().zip(&again).zip(&there) {
        assert!(one.len() > 50, "{} answers", one.len());
        for (path, body) in one {
            assert_eq!(Some(body), two.get(path), "{path}, the second time");
            assert_eq!(Some(body), three.get(path), "{path}, on PostgreSQL");
        }
        assert_eq!((one.len(), one.len()), (two.len(), three.len()));
    }
    assert_ne!(first, programme(Engine::Sqlite, 2).await, "another seed, another programme");
}

#[actix_web::test]
async fn everybody_opens_what_is_theirs_and_nothing_else() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let all = programme(engine, 1).await;
        let names: Vec<BTreeSet<String>> = all.iter().map(|seen| cases(seen).into_keys().collect()).collect();
        // Istanbul's worker and supervisor see no case of Ankara, and the supervisor sees all of the worker's.
        assert!(names[0].len() > 5 && names[1].len() > 2, "{names:?}");
        assert!(names[0].is_subset(&names[2]) && names[1].is_disjoint(&names[2]), "{names:?}");
        let demo = Demo::start(engine, 1).await;
        let case = cases(&all[0]).into_values().next().expect("a case");
        for email in ["manager@demo.example", "admin@demo.example", "auditor@demo.example"] {
            let who = demo.sign_in(email).await;
            who.get("/cases").await.expect_problem(403, "not_allowed");
            for what in ["", "/timeline", "/documents"] {
                who.get(&format!("/cases/{case}{what}")).await.expect_problem(404, "not_found");
            }
        }
        let stranger = demo.sign_in("caseworker2@demo.example").await;
        stranger.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        demo.stop().await;
    }
}

#[actix_web::test]
async fn deniz_has_every_service_and_document_of_her_path() {
    let demo = Demo::start(Engine::Sqlite, 1).await;
    let worker = demo.sign_in("caseworker@demo.example").await;
    let seen = everything(&worker).await;
    let id = cases(&seen)["Deniz"].clone();
    let case = &seen[&format!("/cases/{id}")];
    assert_eq!(case["profile"]["trafficking_status"], "ActualVictimOfTrafficking", "recognised by the authorities");
    assert!(case["profile"]["identification"]["on"].is_string());
    let services = seen[&format!("/cases/{id}/services")].clone();
    let services = services.get("items").unwrap_or(&services).as_array().expect("services").clone();
    let find = |code: &str| {
        let found = services.iter().find(|service| service["type"] == code);
        found.unwrap_or_else(|| panic!("no {code}")).clone()
    };
    let documents = seen[&format!("/cases/{id}/documents")].clone();
    let documents = documents.get("items").unwrap_or(&documents).as_array().expect("documents").clone();
    for (code, kind) in [
        ("DOC.identity_card", "identity_card"),
        ("RES.residence_permit", "residence_permit"),
        ("RES.protection_registration", "protection_application"),
        ("RES.conditional_refugee_id", "conditional_refugee_id"),
    ] {
        let service = find(code);
        let document =
            documents.iter().find(|document| document["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"));
        assert_eq!((&document["service"], &service["document"]), (&service["id"], &document["id"]), "{kind}");
        assert!(document["number"].as_str().is_some_and(|number| number.starts_with('•')), "masked in a list");
    }
    let permit = documents.iter().find(|document| document["kind"] == "residence_permit").expect("a permit");
    let day = |field: &str| permit[field].as_str().expect("a day").parse::<chrono::NaiveDate>().expect("a day");
    assert_eq!((day("expires_on") - day("issued_on")).num_days(), 90, "three months");
    let note = |code: &str| find(code)["note"].as_str().unwrap_or_default().to_owned();
    assert!(note("SHE.relocation").contains("Ankara") && note("SHE.relocation").contains("friend"));
    assert_eq!(find("HOU.rent")["cost"]["currency"], "TRY");
    assert_eq!(find("HOU.furniture")["details"]["item"], "bed");
    assert!(note("EMP.placement").contains("cleaner") && note("EMP.placement").contains("bakery"));
    assert_eq!(find("EDU.turkish")["status"], "delivered");
    let timeline = seen[&format!("/cases/{id}/timeline?limit=100")]["items"].as_array().expect("items").clone();
    let successor =
        documents.iter().find(|document| document["kind"] == "residence_permit" && !document["supersedes"].is_null());
    assert!(successor.is_some(), "the permit was followed by another");
    assert_eq!(seen[&format!("/cases/{id}/contacts")].as_array().map(Vec::len), Some(3));
    let events = |kind: &str| timeline.iter().filter(|item| item["kind"] == kind).count();
    assert_eq!((events("opened"), events("status_changed")), (1, 5), "every step to the present one");
    let talk = timeline.iter().find(|item| item.get("comments").is_some()).expect("an entry that was asked about");
    assert!(talk["comments"][0]["resolved_by"].is_string());
    let file = talk["attachments"][0]["id"].as_str().expect("a file");
    let receipt = worker.get(&format!("/cases/{id}/attachments/{file}/content")).await.expect(200);
    assert!(receipt.bytes.starts_with(b"%PDF-"));
    let shown: BTreeSet<&str> = timeline.iter().filter_map(|item| item["id"].as_str()).collect();
    for entry in services.iter().chain(&documents) {
        assert!(shown.contains(entry["id"].as_str().expect("an id")), "{entry}");
    }
    demo.stop().await;
}

#[actix_web::test]
async fn a_case_can_be_shared_in_istanbul_and_moved_to_ankara() {
    let demo = Demo::start(Engine::Sqlite, 1).await;
    let (worker, second) =
        (demo.sign_in("caseworker@demo.example").await, demo.sign_in("caseworker3@demo.example").await);
    let cases = worker.get("/cases").await.expect(200).json();
    // Of another one a payment waits to be decided: it does not move before.
    let deniz = cases["items"].as_array().expect("cases").iter().find(|case| case["code_name"] == "Deniz");
    let at = format!("/cases/{}", deniz.expect("the best known")["id"].as_str().expect("an id"));
    second.get(&at).await.expect_problem(404, "not_found");
    let share = format!("{at}/shares/{}", uuid::Uuid::now_v7());
    let user = second.get("/me").await.expect(200).json()["id"].clone();
    worker.create(&share, &json!({ "user": user })).await.expect(201);
    second.get(&at).await.expect(200);
    let (here, there) = (demo.sign_in("supervisor@demo.example").await, demo.sign_in("supervisor2@demo.example").await);
    let ankara = here.get("/offices").await.expect(200).json();
    let ankara =
        ankara.as_array().expect("offices").iter().find(|office| office["code"] == "ANK").expect("Ankara").clone();
    let wish = json!({ "kind": "transfer", "office": ankara["id"], "note": "Found work there" });
    let request = format!("{at}/approvals/{}", uuid::Uuid::now_v7());
    here.create(&request, &wish).await.expect(201);
    let other = demo.sign_in("supervisor3@demo.example").await;
    other.act(&format!("{request}/decide"), 1, &json!({ "approve": true })).await.expect(200);
    there.get(&at).await.expect(200);
    demo.stop().await;
}
