//! Revealing an identity.

use diesel::prelude::*;
use serde_json::json;
use yaninda::db::schema::audit_entries;
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{World, case_draft, on_both};

on_both! {
    async fn revealing_shows_the_identity_and_records_which_fields(world: World) {
        let mut draft = case_draft();
        draft["identity"] = json!({ "given_names": "Ayşe", "phone": "+905550001122" });
        let (case, _) = world.open_case_with(&world.worker, &draft).await;
        let path = format!("/cases/{case}/reveal");
        let shown = world.worker.ask(&path, &json!({})).await.expect(200);
        assert_eq!(shown.json(), draft["identity"]);
        for outsider in [&world.colleague, &world.stranger, &world.manager, &world.admin, &world.auditor] {
            outsider.ask(&path, &json!({})).await.expect_problem(404, "not_found");
        }
        world.worker.ask(&path, &json!({ "all": true })).await.expect_field("all", "unknown_field");
        let fields: Vec<String> = audit_entries::table
            .filter(audit_entries::action.eq(AuditAction::Revealed))
            .select(audit_entries::fields)
            .load(&mut world.connect())
            .expect("rows");
        assert_eq!(fields, ["given_names,phone"]);
    }
}
