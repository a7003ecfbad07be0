//! Consents.

use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{World, on_both};

on_both! {
    async fn a_withdrawn_consent_keeps_what_was_agreed(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let all = format!("/cases/{case}/consents");
        assert_eq!(world.worker.get(&all).await.expect(200).json().as_array().map(Vec::len), Some(1));
        let path = format!("{all}/{}", Uuid::now_v7());
        let mut draft = json!({ "given_by": "person", "scope": ["photos"], "purpose": "Report", "language": "ar",
            "given_on": "2026-11-21" });
        world.worker.create(&path, &draft).await.expect(201);
        let early = json!({ "on": "2026-11-20" });
        world.worker.act(&format!("{path}/withdraw"), 1, &early).await.expect_field("on", "before_start");
        let withdrawal = json!({ "on": "2026-11-23", "reason": "Changed her mind" });
        let withdrawn = world.worker.act(&format!("{path}/withdraw"), 1, &withdrawal).await.expect(200).json();
        assert_eq!((&withdrawn["withdrawn_on"], &withdrawn["scope"]), (&json!("2026-11-23"), &json!(["photos"])));
        assert_eq!(withdrawn["withdraw_reason"], "Changed her mind");
        world.worker.act(&format!("{path}/withdraw"), 2, &withdrawal).await.expect_problem(409, "conflict");
        world.worker.change(&path, 2, &draft).await.expect_problem(409, "conflict");
        world.worker.change(&path, 1, &draft).await.expect_problem(412, "stale");
        draft["scope"] = json!([]);
        world.worker.create(&path, &draft).await.expect_field("scope", "missing");
        world.colleague.get(&all).await.expect_problem(404, "not_found");
        assert_eq!(world.supervisor.get(&all).await.expect(200).json().as_array().map(Vec::len), Some(2));
    }
}
