//! Figures.

use serde_json::json;
use uuid::Uuid;
use yaninda_tests::{Persona, World, on_both};

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
}}

on_both! {
    async fn a_report_counts_the_services_of_a_month_and_hides_small_figures_from_managers(world: World) {
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
        let rows = async |who: &Persona| who.get("/reports/services?month=2026-11").await.expect(200).json()["rows"].clone();
        assert_eq!(rows(&world.supervisor).await, json!([
            { "category": "HOU", "status": "planned", "count": 1, "suppressed": false },
            { "category": "HOU", "status": "delivered", "count": 3, "suppressed": false },
        ]));
        let hidden = rows(&world.manager).await;
        assert!(hidden[0]["count"].is_null() && hidden[0]["suppressed"] == true, "{hidden}");
    }
}
