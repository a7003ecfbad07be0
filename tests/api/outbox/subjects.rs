//! What the mails that wait or failed are about, and who is told.

use diesel::prelude::*;
use serde_json::{Value, json};
use yaninda::db::schema::case_grants;
use yaninda_shared::{audit::AuditAction, record::RecordKind};
use yaninda_tests::{Persona, World, on_both};

async fn told(who: &Persona) -> Vec<Value> {
    who.get("/mail/subjects").await.expect(200).json().as_array().expect("a list").clone()
}

on_both! {
    async fn who_may_see_the_case_is_told_what_a_mail_is_about_and_nobody_else(world: World) {
        let [sent, waits] = [world.reachable().await, world.reachable().await];
        world.book(&sent, "2026-11-23T13:30").await;
        world.send_to_folder().await;
        let id = world.book(&waits, "2026-11-26T14:00").await;
        world.worker.act(&format!("/cases/{}/contacts/{}/code", waits.case, waits.contact), 1, &json!({})).await.expect(200);
        let before = world.audited(world.istanbul, AuditAction::Listed);
        let seen = told(&world.supervisor).await;
        assert_eq!(world.audited(world.istanbul, AuditAction::Listed), before + 2);
        let disclosed = |kind| world.disclosed(world.istanbul, AuditAction::Listed, kind);
        assert_eq!(disclosed(RecordKind::Case), [waits.case.raw()]);
        assert_eq!(disclosed(RecordKind::Appointment), [id.raw()]);
        assert_eq!(seen.len(), 2, "what left is no trouble: {seen:?}");
        assert!(seen.iter().all(|one| one["case"] == json!(waits.case) && one["code_name"].is_string()), "{seen:?}");
        let about = seen.iter().find(|one| one["appointment"] == json!(id)).expect("the appointment");
        assert_eq!(about["starts"], "2026-11-26T14:00");
        assert!(seen.iter().any(|one| one["appointment"].is_null() && one["starts"].is_null()), "{seen:?}");
        let lines = world.supervisor.get("/mail").await.expect(200).json();
        let lines: Vec<&Value> = lines["lines"].as_array().expect("lines").iter().map(|line| &line["id"]).collect();
        assert_eq!(seen.iter().map(|one| &one["mail"]).collect::<Vec<_>>(), lines);
        // Once a worker of the case, an admin now.
        diesel::update(case_grants::table.filter(case_grants::case_id.eq(waits.case)))
            .set(case_grants::user_id.eq(world.admin.id()))
            .execute(&mut world.connect())
            .expect("a grant");
        let before = world.audited(world.istanbul, AuditAction::Listed);
        for nobody in [&world.admin, &world.stranger_supervisor] {
            assert_eq!(told(nobody).await, Vec::<Value>::new(), "{}", nobody.name);
        }
        assert_eq!(world.audited(world.istanbul, AuditAction::Listed), before);
        for not in [&world.worker, &world.colleague, &world.stranger, &world.manager, &world.auditor] {
            not.get("/mail/subjects").await.expect_problem(403, "not_allowed");
        }
    }
}
