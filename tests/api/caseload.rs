//! Handing a whole caseload over.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::case_grants;
use yaninda_shared::{audit::AuditAction, caseload::Caseload, ids::CaseId};
use yaninda_tests::{Persona, World, case_edit, mail::appointment, on_both};

async fn preview(who: &Persona, of: &Persona) -> Caseload {
    who.get(&format!("/users/{}/caseload", of.id())).await.expect(200).body()
}

fn wish(caseload: &Caseload, to: &Persona) -> Value {
    let cases: Vec<Value> =
        caseload.cases.iter().map(|case| json!({ "id": case.id, "version": case.version })).collect();
    json!({ "to": to.id(), "reason": "Left the team", "cases": cases })
}

async fn send(who: &Persona, of: &Persona, wish: &Value) -> yaninda_tests::Answered {
    who.write(Method::POST, &format!("/users/{}/caseload/reassign", of.id()), &[], Uuid::now_v7(), wish).await
}

fn in_force(world: &World, case: CaseId) -> Vec<yaninda_shared::ids::UserId> {
    case_grants::table
        .filter(case_grants::case_id.eq(case))
        .filter(case_grants::ended_at.is_null())
        .select(case_grants::user_id)
        .load(&mut world.connect())
        .expect("grants")
}

on_both! {
    async fn all_of_it_passes_on_at_once_with_what_belongs_to_it(world: World) {
        let (one, _) = world.open_case(&world.worker).await;
        let (two, _) = world.open_case(&world.worker).await;
        let (theirs, _) = world.open_case(&world.colleague).await;
        let mut meeting = appointment("2026-11-26T14:00");
        meeting["attended_by"] = json!(world.worker.id());
        let at = format!("/cases/{one}/appointments/{}", Uuid::now_v7());
        world.worker.create(&at, &meeting).await.expect(201);
        // They shared it before: what was shared ends with the assignment.
        let share = json!({ "user": world.colleague.id() });
        world.worker.create(&format!("/cases/{two}/shares/{}", Uuid::now_v7()), &share).await.expect(201);
        let caseload = preview(&world.supervisor, &world.worker).await;
        let shown: Vec<_> = caseload.cases.iter().map(|case| (case.id, case.next_appointment.is_some())).collect();
        assert_eq!(shown, [(one, true), (two, false)]);
        let before = world.audited(world.istanbul, AuditAction::Assigned);
        let left: Caseload = send(&world.supervisor, &world.worker, &wish(&caseload, &world.colleague)).await.expect(200).body();
        assert!(left.cases.is_empty());
        assert_eq!(world.audited(world.istanbul, AuditAction::Assigned), before + 2, "each case has its entry");
        for case in [one, two] {
            assert_eq!(in_force(&world, case), [world.colleague.id()]);
            world.worker.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
            let seen = world.colleague.get(&format!("/cases/{case}")).await.expect(200).json();
            assert_eq!(seen["worker"], json!(world.colleague.id()));
            let grants = world.colleague.get(&format!("/cases/{case}/assignments")).await.expect(200).json();
            let notes: Vec<&Value> = grants.as_array().expect("grants").iter().map(|grant| &grant["note"]).collect();
            assert!(notes.contains(&&json!("Left the team")), "{grants}");
        }
        assert_eq!(world.colleague.get(&at).await.expect(200).json()["attended_by"], json!(world.colleague.id()));
        let today = world.colleague.get("/today").await.expect(200).json();
        let items = today["items"].as_array().expect("items");
        assert!(items.iter().any(|item| item["kind"] == "task" && item["case"] == json!(one)), "tasks follow: {today}");
        let heard = world.colleague.get("/changes?limit=1000").await.expect(200).json();
        let heard: Vec<&Value> = heard["items"].as_array().expect("items").iter().map(|item| &item["case"]).collect();
        assert!([one, two, theirs].iter().all(|case| heard.contains(&&json!(case))), "their phone finds all of it");
    }
}

on_both! {
    async fn one_case_may_go_to_somebody_else(world: World) {
        let (one, _) = world.open_case(&world.worker).await;
        let (two, _) = world.open_case(&world.worker).await;
        let mut wish = wish(&preview(&world.supervisor, &world.worker).await, &world.colleague);
        wish["cases"][1]["to"] = json!(world.supervisor.id());
        send(&world.supervisor, &world.worker, &wish).await.expect(200);
        assert_eq!((in_force(&world, one), in_force(&world, two)), (vec![world.colleague.id()], vec![world.supervisor.id()]));
    }
}

on_both! {
    async fn a_caseload_that_changed_stays_whole_and_is_shown_as_it_is(world: World) {
        let (one, version) = world.open_case(&world.worker).await;
        let shown = wish(&preview(&world.supervisor, &world.worker).await, &world.colleague);
        let (two, _) = world.open_case(&world.worker).await;
        let stale = send(&world.supervisor, &world.worker, &shown).await.expect_problem(412, "stale").json();
        let now: Vec<Value> = stale["current"]["cases"].as_array().expect("cases").iter().map(|case| case["id"].clone()).collect();
        assert_eq!(now, [json!(one), json!(two)]);
        let shown = wish(&preview(&world.supervisor, &world.worker).await, &world.colleague);
        let mut edit = case_edit();
        edit["risk"] = json!("high");
        world.worker.change(&format!("/cases/{one}"), version, &edit).await.expect(200);
        send(&world.supervisor, &world.worker, &shown).await.expect_problem(412, "stale");
        assert_eq!(in_force(&world, two), [world.worker.id()]);
        // Two supervisors at once: the second hears that it is done.
        let shown = wish(&preview(&world.supervisor, &world.worker).await, &world.colleague);
        let twice = tokio::join!(send(&world.supervisor, &world.worker, &shown), send(&world.supervisor, &world.worker, &shown));
        let mut statuses = [twice.0.status.as_u16(), twice.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        assert_eq!(in_force(&world, one), [world.colleague.id()]);
    }
}

on_both! {
    async fn sent_twice_it_passes_on_once(world: World) {
        world.open_case(&world.worker).await;
        let (wish, key) = (wish(&preview(&world.supervisor, &world.worker).await, &world.colleague), Uuid::now_v7());
        let at = format!("/users/{}/caseload/reassign", world.worker.id());
        for _ in 0..2 {
            let left: Caseload = world.supervisor.write(Method::POST, &at, &[], key, &wish).await.expect(200).body();
            assert!(left.cases.is_empty());
        }
        assert_eq!(preview(&world.supervisor, &world.colleague).await.cases.len(), 1);
    }
}

on_both! {
    async fn what_makes_no_sense_leaves_everything_as_it_was(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let caseload = preview(&world.supervisor, &world.worker).await;
        let refused = async |change: fn(&World, &mut Value), field: &str, code: &str| {
            let mut wish = wish(&caseload, &world.colleague);
            change(&world, &mut wish);
            send(&world.supervisor, &world.worker, &wish).await.expect_field(field, code);
        };
        refused(|_, wish| wish["cases"] = json!([]), "cases", "missing").await;
        refused(|world, wish| wish["to"] = json!(world.worker.id()), "to", "not_allowed_here").await;
        refused(|world, wish| wish["to"] = json!(world.stranger.id()), "to", "unknown_value").await;
        refused(|world, wish| wish["to"] = json!(world.manager.id()), "to", "unknown_value").await;
        refused(|_, wish| wish["to"] = Value::Null, "to", "missing").await;
        refused(|world, wish| wish["cases"][0]["to"] = json!(world.stranger.id()), "cases.0.to", "unknown_value").await;
        refused(|_, wish| {
            let again = wish["cases"][0].clone();
            wish["cases"].as_array_mut().expect("cases").push(again);
        }, "cases.1.id", "taken").await;
        let disabled = world.admin.get("/users").await.expect(200).json();
        let user = disabled.as_array().expect("users").iter().find(|user| user["id"] == json!(world.colleague.id())).expect("one").clone();
        let off = format!("/users/{}/disable", world.colleague.id());
        world.admin.act(&off, user["version"].as_i64().expect("a version"), &json!({})).await.expect(200);
        refused(|_, _| (), "to", "unknown_value").await;
        assert_eq!(in_force(&world, case), [world.worker.id()]);
    }
}

on_both! {
    async fn only_a_supervisor_of_the_office_hands_over(world: World) {
        world.open_case(&world.worker).await;
        let wish = wish(&preview(&world.supervisor, &world.worker).await, &world.colleague);
        for who in [&world.worker, &world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger_supervisor] {
            who.get(&format!("/users/{}/caseload", world.worker.id())).await.expect_problem(404, "not_found");
            send(who, &world.worker, &wish).await.expect_problem(404, "not_found");
        }
        world.supervisor.get(&format!("/users/{}/caseload", Uuid::now_v7())).await.expect_problem(404, "not_found");
        assert_eq!(preview(&world.supervisor, &world.worker).await.cases.len(), 1);
    }
}
