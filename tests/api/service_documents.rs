//! The document that a service makes, changes and takes along.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::ids::CaseId;
use yaninda_tests::{World, on_both};

fn service(code: &str, status: &str, details: Value) -> Value {
    json!({ "type": code, "status": status, "occurred_on": "2026-11-22", "delivered_by": "state",
        "confidentiality": "team", "details": details })
}

struct Made {
    path: String,
    document: String,
}

/// Logs a service as the worker; answers its path and that of its document.
async fn log(world: &World, case: CaseId, draft: &Value) -> Made {
    let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
    let logged = world.worker.create(&path, draft).await.expect(201).json();
    let document = format!("/cases/{case}/documents/{}", logged["document"].as_str().expect("a document"));
    Made { path, document }
}

async fn read(world: &World, path: &str) -> Value {
    world.worker.get(path).await.expect(200).json()
}

/// What a form would send of a document.
fn draft_of(document: &Value) -> Value {
    let mut draft = document.clone();
    let meta = [
        "id",
        "case",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "withdrawn",
        "superseded_by",
        "over_legal_max",
        "occurred_on",
    ];
    draft.as_object_mut().expect("an object").retain(|key, _| !meta.contains(&key.as_str()));
    draft
}

on_both! {
    async fn a_corrected_document_is_not_reverted_by_its_service(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let mut draft = service("RES.residence_permit", "delivered",
            json!({ "issued": "2026-08-01", "expires": "2026-11-30", "number": "AB123456" }));
        let made = log(&world, case, &draft).await;
        let mut corrected = draft_of(&read(&world, &made.document).await);
        (corrected["expires_on"], corrected["number"]) = (json!("2026-12-15"), json!("AB999999"));
        world.worker.change(&made.document, 1, &corrected).await.expect(200);
        draft["note"] = json!("Collected by the worker");
        world.worker.change(&made.path, 1, &draft).await.expect(200);
        let kept = read(&world, &made.document).await;
        assert_eq!((&kept["expires_on"], &kept["number"]), (&json!("2026-12-15"), &json!("AB999999")));
        assert_eq!(kept["version"], 2, "nothing of the document was written");
        // What the service does change is carried over, and clearing is a change.
        draft["details"] = json!({ "issued": "2026-08-02", "expires": "2026-11-30" });
        world.worker.change(&made.path, 2, &draft).await.expect(200);
        let carried = read(&world, &made.document).await;
        assert_eq!((&carried["issued_on"], &carried["expires_on"]), (&json!("2026-08-02"), &json!("2026-12-15")));
        assert!(carried.get("number").is_none());
    }
}

on_both! {
    async fn an_older_permit_logged_afterwards_does_not_replace_the_present_one(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let permit = |issued: &str, expires: &str| service("RES.residence_permit", "delivered",
            json!({ "issued": issued, "expires": expires }));
        let present = log(&world, case, &permit("2026-09-01", "2026-12-01")).await;
        let older = log(&world, case, &permit("2026-06-01", "2026-09-01")).await;
        let oldest = log(&world, case, &permit("2026-03-01", "2026-06-01")).await;
        let id = |made: &Made| json!(made.document.rsplit('/').next().expect("an id"));
        let chain = [&present, &older, &oldest];
        for (next, former) in chain.iter().zip(chain.iter().skip(1)) {
            assert_eq!(read(&world, &next.document).await["supersedes"], id(former));
            assert_eq!(read(&world, &former.document).await["superseded_by"], id(next));
        }
        assert!(read(&world, &present.document).await.get("superseded_by").is_none());
        assert!(read(&world, &oldest.document).await.get("supersedes").is_none());
        let due = world.worker.get("/cases").await.expect(200).json()["items"][0]["next_due_on"].clone();
        assert_eq!(due, "2026-12-01");
        // A day that is corrected moves the document to its place.
        world.worker.change(&older.path, 1, &permit("2026-10-01", "2027-01-01")).await.expect(200);
        assert_eq!(read(&world, &older.document).await["supersedes"], id(&present));
        assert_eq!(read(&world, &present.document).await["supersedes"], id(&oldest));
    }
}

on_both! {
    async fn a_second_birth_certificate_replaces_nothing(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let certificate = |number: &str| service("DOC.birth_registration", "delivered",
            json!({ "issued": "2026-10-01", "number": number }));
        let first = log(&world, case, &certificate("CHILD-1")).await;
        let second = log(&world, case, &certificate("CHILD-2")).await;
        assert!(read(&world, &second.document).await.get("supersedes").is_none());
        assert!(read(&world, &first.document).await.get("superseded_by").is_none());
    }
}

on_both! {
    async fn a_service_about_a_document_of_another_type_leaves_its_state_alone(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let passport = log(&world, case, &service("DOC.passport", "delivered", json!({ "number": "U1234567" }))).await;
        let id = passport.document.rsplit('/').next().expect("an id").to_owned();
        for code in ["DOC.translation", "RES.residence_permit"] {
            let mut about = service(code, "cancelled", json!({}));
            about["document"] = json!(id);
            log(&world, case, &about).await;
        }
        let kept = read(&world, &passport.document).await;
        assert_eq!((&kept["status"], &kept["version"]), (&json!("delivered"), &json!(1)));
    }
}

on_both! {
    async fn a_number_without_days_makes_a_document_that_is_found_and_masked(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let bare = log(&world, case, &service("DOC.identity_card", "in_progress", json!({}))).await;
        assert_eq!(read(&world, &bare.document).await["status"], "applied", "three taps make a document");
        let mut draft = service("DOC.passport", "delivered", json!({ "number": "U 765-4321" }));
        let made = log(&world, case, &draft).await;
        assert_eq!(read(&world, &made.document).await["number"], "U 765-4321");
        let found = world.worker.ask("/cases/search", &json!({ "q": "u7654321" })).await.expect(200).json();
        assert_eq!(found[0]["case"]["id"], json!(case));
        let same = world.worker.ask("/cases/duplicates", &json!({ "numbers": ["U7654321"] })).await.expect(200).json();
        assert_eq!(same["cases"], json!([case]));
        for list in ["services", "timeline"] {
            let seen = world.worker.get(&format!("/cases/{case}/{list}")).await.expect(200);
            let seen = String::from_utf8_lossy(&seen.bytes).into_owned();
            assert!(seen.contains("•••321") && !seen.contains("765-4321"), "{list}");
        }
        assert_eq!(read(&world, &made.path).await["details"]["number"], "U 765-4321");
        (draft["details"]["number"], draft["note"]) = (json!("•••321"), json!("Sent back as it was shown"));
        world.worker.change(&made.path, 1, &draft).await.expect(200);
        assert_eq!(read(&world, &made.path).await["details"]["number"], "U 765-4321");
        let history = world.worker.get(&format!("{}/history", made.path)).await.expect(200).json();
        assert_eq!(history[0]["details"]["number"], "•••321");
        draft["details"]["number"] = json!("•••000");
        world.worker.change(&made.path, 2, &draft).await.expect_field("details.number", "bad_characters");
        let refused = service("DOC.passport", "declined", json!({}));
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        assert!(world.worker.create(&path, &refused).await.expect(201).json().get("document").is_none());
    }
}

on_both! {
    async fn withdrawing_a_service_takes_its_document_along_unless_it_stands_on_its_own(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let draft = service("DOC.passport", "delivered", json!({ "number": "U1234567", "issued": "2026-01-01" }));
        let reason = json!({ "reason": "Wrong person" });
        let plain = log(&world, case, &draft).await;
        let answer = world.worker.act(&format!("{}/withdraw", plain.path), 1, &reason).await.expect(200).json();
        assert_eq!((&answer["withdrawn"], &answer["document_withdrawn"]), (&json!(true), &json!(true)));
        let gone = read(&world, &plain.document).await;
        assert_eq!((&gone["withdrawn"], &gone["version"]), (&json!(true), &json!(2)));
        let history = world.worker.get(&format!("{}/history", plain.document)).await.expect(200).json();
        assert_eq!(history[0]["withdraw_reason"], "Wrong person");
        let found = world.worker.ask("/cases/search", &json!({ "q": "U1234567" })).await.expect(200).json();
        assert_eq!(found, json!([]));
        // Changed on its own, or commented on: it stays.
        let changed = log(&world, case, &draft).await;
        let mut own = draft_of(&read(&world, &changed.document).await);
        own["holder_has_original"] = json!(true);
        world.worker.change(&changed.document, 1, &own).await.expect(200);
        let talked = log(&world, case, &service("DOC.travel_document", "delivered", json!({}))).await;
        let on = talked.document.rsplit('/').next().expect("an id");
        let comment = json!({ "on_kind": "document", "on": on, "body": "Seen?" });
        world.worker.create(&format!("/cases/{case}/comments/{}", Uuid::now_v7()), &comment).await.expect(201);
        for kept in [changed, talked] {
            let answer = world.worker.act(&format!("{}/withdraw", kept.path), 1, &reason).await.expect(200).json();
            assert_eq!(answer["document_withdrawn"], false);
            assert_eq!(read(&world, &kept.document).await["withdrawn"], false);
        }
    }
}

on_both! {
    async fn no_document_replaces_itself_even_through_others(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let at = |id: Uuid| format!("/cases/{case}/documents/{id}");
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        let mut draft = json!({ "kind": "passport", "status": "delivered" });
        world.worker.create(&at(first), &draft).await.expect(201);
        draft["supersedes"] = json!(first);
        world.worker.change(&at(first), 1, &draft).await.expect_field("supersedes", "not_allowed_here");
        world.worker.create(&at(second), &draft).await.expect(201);
        draft["supersedes"] = json!(second);
        world.worker.change(&at(first), 1, &draft).await.expect_field("supersedes", "not_allowed_here");
    }
}
