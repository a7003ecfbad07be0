//! Figures.

use serde_json::json;
use yaninda_tests::{World, on_both};

on_both! {
    async fn a_report_names_a_month_and_only_supervisors_and_managers_read_it(world: World) {
        for who in [&world.supervisor, &world.manager] {
            let report = who.get("/reports/services?month=2026-11").await.expect(200).json();
            assert_eq!(report, json!({ "month": "2026-11", "rows": [] }));
            who.get("/reports/services?month=2026-13").await.expect_field("month", "impossible_date");
            who.get("/reports/services?month=2026-1").await.expect_field("month", "impossible_date");
            who.get("/reports/services").await.expect_field("month", "missing");
        }
        for who in [&world.worker, &world.admin, &world.auditor] {
            who.get("/reports/services?month=2026-11").await.expect_problem(403, "not_allowed");
        }
    }
}
