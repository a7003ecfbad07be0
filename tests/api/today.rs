//! What is due.

use diesel::prelude::*;
use serde_json::{Value, json};
use yaninda::db::schema::cases;
use yaninda_shared::values::NaiveDate;
use yaninda_tests::{Persona, World, case_draft, on_both};

async fn kinds(who: &Persona) -> Vec<(String, String)> {
    let today: Value = who.get("/today").await.expect(200).json();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    today["items"].as_array().expect("items").iter().map(|item| (text(item, "kind"), text(item, "on"))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(kind, on)| ((*kind).to_owned(), (*on).to_owned())).collect()
}

on_both! {
    async fn quiet_cases_and_unconfirmed_contacts_are_due_to_their_worker(world: World) {
        let mut draft = case_draft();
        draft["opened_on"] = json!("2026-08-01");
        draft["safe_contact"] = json!({ "last_confirmed_on": "2026-09-01" });
        let (case, _) = world.open_case_with(&world.worker, &draft).await;
        let due = pairs(&[("quiet_case", "2026-08-01"), ("confirm_contact", "2026-10-31")]);
        assert_eq!(kinds(&world.worker).await, due);
        assert_eq!(kinds(&world.supervisor).await, due);
        for other in [&world.colleague, &world.stranger, &world.stranger_supervisor] {
            assert!(kinds(other).await.is_empty());
        }
        let talked = NaiveDate::from_ymd_opt(2026, 11, 20);
        diesel::update(cases::table.find(case))
            .set(cases::last_contact_on.eq(talked))
            .execute(&mut world.connect())
            .expect("a row");
        assert_eq!(kinds(&world.worker).await, pairs(&[("confirm_contact", "2026-10-31")]));
        for role in [&world.manager, &world.admin, &world.auditor] {
            role.get("/today").await.expect_problem(403, "not_allowed");
        }
    }
}

on_both! {
    async fn what_waits_for_a_supervisor_is_theirs_alone(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let request = json!({ "reason": "goals_met" });
        world.worker.act(&format!("/cases/{case}/close-request"), version, &request).await.expect(200);
        world.open_case(&world.supervisor).await;
        let due = pairs(&[("unassigned", "2026-11-20"), ("close_requested", "2026-11-23")]);
        assert_eq!(kinds(&world.supervisor).await, due);
        assert!(kinds(&world.worker).await.is_empty());
    }
}
