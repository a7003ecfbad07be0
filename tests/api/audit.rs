//! Reading the audit log.

use serde_json::json;
use yaninda_shared::{audit::AuditEntry, page::Page};
use yaninda_tests::{World, on_both};

on_both! {
    async fn the_auditor_reads_who_did_what_and_that_is_recorded(world: World) {
        world.admin.get("/users").await.expect(200);
        world.worker.get("/users").await.expect_problem(403, "not_allowed");
        let page: Page<AuditEntry> = world.auditor.get("/audit").await.expect(200).body();
        let actions: Vec<&str> = page.items.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["denied", "listed"]);
        assert_eq!(page.items[0].user, Some(world.worker.id()));
        assert_eq!(page.items[1].ids.len(), 7);
        let page: Page<AuditEntry> = world.auditor.get("/audit?limit=1").await.expect(200).body();
        assert_eq!(page.items[0].action.as_str(), "audit_read");
        let seqs: Vec<i64> = page.items.iter().map(|entry| entry.seq).collect();
        let next = page.next.unwrap();
        let page: Page<AuditEntry> = world.auditor.get(&format!("/audit?after={next}")).await.expect(200).body();
        assert_eq!(page.items[0].seq, seqs[0] - 1);
        assert!(page.next.is_none());
    }
}

on_both! {
    async fn filters_narrow_and_bad_ones_name_the_field(world: World) {
        world.admin.get("/users").await.expect(200);
        world.worker.get("/users").await.expect(403);
        let of_admin = format!("/audit?user={}&action=listed", world.admin.id());
        let page: Page<AuditEntry> = world.auditor.get(&of_admin).await.expect(200).body();
        assert_eq!(page.items.len(), 1);
        let at = page.items[0].at.micros();
        for (query, found) in [(format!("since={at}"), 1), (format!("before={at}"), 0), (format!("since={}", at + 1), 0)] {
            let page: Page<AuditEntry> = world.auditor.get(&format!("{of_admin}&{query}")).await.expect(200).body();
            assert_eq!(page.items.len(), found, "{query}");
        }
        world.auditor.get("/audit?since=yesterday").await.expect_field("since", "wrong_type");
        world.auditor.get("/audit?action=looked").await.expect_field("action", "unknown_value");
        world.auditor.get("/audit?user=me").await.expect_field("user", "wrong_type");
        world.auditor.get("/audit?colour=red").await.expect_field("colour", "unknown_field");
        world.auditor.get("/audit?after=x").await.expect_field("after", "unknown_value");
        world.auditor.get("/audit?limit=201").await.expect_field("limit", "too_large");
    }
}

on_both! {
    async fn nobody_else_reads_it_and_other_offices_are_not_in_it(world: World) {
        for persona in [&world.worker, &world.supervisor, &world.manager, &world.admin] {
            persona.get("/audit").await.expect_problem(403, "not_allowed");
        }
        world.stranger.get("/users").await.expect(403);
        let page = world.auditor.get("/audit").await.expect(200).json();
        assert!(!page.to_string().contains(&json!(world.stranger.id()).as_str().unwrap().to_owned()));
    }
}
