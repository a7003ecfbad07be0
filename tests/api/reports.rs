//! Figures.

use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{World, on_both};

on_both! {
async fn a_report_names_a_month_and_only_supervisors_read_it(world: World) {
    {
        let who = &world.supervisor;
        let report = who.get("/reports/services?month=2026-11").await.expect(200).json();
        assert_eq!(report, json!({ "month": "2026-11", "rows": [] }));
        who.get("/reports/services?month=2026-13").await.expect_field("month", "impossible_date");
        who.get("/reports/services?month=2026-1").await.expect_field("month", "impossible_date");
        who.get("/reports/services").await.expect_field("month", "missing");
    }
    for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
        who.get("/reports/services?month=2026-11").await.expect_problem(403, "not_allowed");
    }
}}

on_both! {
    async fn a_report_counts_the_services_of_a_month(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let log = async |code: &str, status: &str, day: &str| {
            let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
            let service = json!({
                "type": code, "status": status, "occurred_on": day, "delivered_by": "us", "confidentiality": "team",
            });
            world.worker.create(&path, &service).await.expect(201);
            path
        };
        for day in ["2026-10-31", "2026-11-01", "2026-11-01", "2026-11-20"] {
            log("HOU.rent", "delivered", day).await;
        }
        log("HOU.rent", "planned", "2026-11-30").await;
        log("HOU.rent", "planned", "2026-12-01").await;
        let mistaken = log("HOU.rent", "delivered", "2026-11-02").await;
        world.worker.act(&format!("{mistaken}/withdraw"), 1, &json!({ "reason": "Logged twice" })).await.expect(200);
        let report = world.supervisor.get("/reports/services?month=2026-11").await.expect(200).json();
        assert_eq!(report["rows"], json!([
            { "category": "HOU", "status": "planned", "count": 1 },
            { "category": "HOU", "status": "delivered", "count": 3 },
        ]));
    }
}
