//! What may still be corrected: not what was withdrawn, and nothing in a closed case.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::ids::CaseId;
use yaninda_tests::{World, on_both};

/// A path and a body of each kind of entry.
fn kinds(case: CaseId) -> [(String, Value); 3] {
    let at = |kind: &str| format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
    [
        (
            at("services"),
            json!({ "type": "CMG.phone", "status": "delivered", "occurred_on": "2026-11-20",
            "delivered_by": "us", "confidentiality": "team" }),
        ),
        (at("documents"), json!({ "kind": "identity_card", "status": "delivered", "number": "99123456789" })),
        (at("notes"), json!({ "occurred_on": "2026-11-20", "body": "Called" })),
    ]
}

on_both! {
    async fn a_withdrawn_entry_stays_as_it_is(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        for (path, body) in kinds(case) {
            let (withdraw, reason) = (format!("{path}/withdraw"), json!({ "reason": "Wrong case" }));
            world.worker.create(&path, &body).await.expect(201);
            world.worker.act(&withdraw, 1, &reason).await.expect(200);
            for who in [&world.worker, &world.supervisor] {
                who.change(&path, 2, &body).await.expect_problem(409, "conflict");
                who.act(&withdraw, 2, &reason).await.expect_problem(409, "conflict");
            }
            let kept = world.worker.get(&path).await.expect(200);
            assert_eq!((kept.version(), &kept.json()["withdrawn"]), (2, &json!(true)), "{path}");
        }
        // Nor does the number of a withdrawn document become findable again.
        let found = world.worker.ask("/cases/search", &json!({ "q": "99123456789" })).await.expect(200);
        assert_eq!(found.json(), json!([]));
    }
}

on_both! {
    async fn a_service_does_not_change_a_withdrawn_document_by_the_way(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let permit = |expires: &str| json!({ "type": "RES.residence_permit", "status": "delivered",
            "occurred_on": "2026-11-20", "delivered_by": "state", "confidentiality": "team",
            "details": { "issued": "2026-11-20", "expires": expires } });
        let logged = world.worker.create(&path, &permit("2027-02-20")).await.expect(201).json();
        let document = format!("/cases/{case}/documents/{}", logged["document"].as_str().expect("an id"));
        world.worker.act(&format!("{document}/withdraw"), 1, &json!({ "reason": "Wrong case" })).await.expect(200);
        world.worker.change(&path, 1, &permit("2027-03-20")).await.expect(200);
        let kept = world.worker.get(&document).await.expect(200);
        assert_eq!((kept.version(), &kept.json()["expires_on"]), (2, &json!("2027-02-20")));
    }
}

on_both! {
    async fn in_a_closed_case_nothing_is_corrected_until_it_is_reopened(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let entries = kinds(case);
        for (path, body) in &entries {
            world.worker.create(path, body).await.expect(201);
        }
        let at = |action: &str| format!("/cases/{case}/{action}");
        world.worker.act(&at("close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        world.supervisor.act(&at("close-decision"), version + 1, &json!({ "approve": true })).await.expect(200);
        for (path, body) in &entries {
            for who in [&world.worker, &world.supervisor] {
                who.change(path, 1, body).await.expect_problem(409, "conflict");
                who.act(&format!("{path}/withdraw"), 1, &json!({ "reason": "Wrong case" })).await.expect_problem(409, "conflict");
            }
        }
        // What a phone wrote while the case was being closed still arrives, and a consent can always be withdrawn.
        for (path, body) in kinds(case) {
            world.worker.create(&path, &body).await.expect(201);
        }
        world.supervisor.act(&at("reopen"), version + 2, &json!({ "reason": "Came back" })).await.expect(200);
        for (path, body) in &entries {
            world.worker.change(path, 1, body).await.expect(200);
        }
    }
}
