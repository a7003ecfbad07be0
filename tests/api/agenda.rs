//! The day and the week, and appointments on Today.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{appointments::row::AppointmentRow, db::schema::appointments, random::SystemRandom, seal::Place};
use yaninda_shared::ids::{AppointmentId, CaseId};
use yaninda_tests::{Persona, World, on_both};

use crate::appointments::draft;

async fn book(who: &Persona, case: impl std::fmt::Display, starts: &str, attended_by: Option<&Persona>) -> String {
    let mut body = draft();
    body["starts"] = json!(starts);
    if let Some(attends) = attended_by {
        body["attended_by"] = json!(attends.id());
    }
    let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
    who.create(&path, &body).await.expect(201);
    path
}

async fn week(who: &Persona, more: &str) -> Vec<String> {
    let shown = who.get(&format!("/agenda?from=2026-11-23&to=2026-11-29{more}")).await.expect(200).json();
    let starts =
        shown["items"].as_array().expect("items").iter().map(|one| one["starts"].as_str().expect("a time").to_owned());
    starts.collect()
}

on_both! {
    async fn a_week_shows_in_order_what_one_may_see(world: World) {
        let (mine, _) = world.open_case(&world.worker).await;
        let (theirs, _) = world.open_case(&world.colleague).await;
        book(&world.worker, mine, "2026-11-27T09:00", None).await;
        book(&world.worker, mine, "2026-11-24T09:00", None).await;
        book(&world.worker, mine, "2026-11-30T09:00", None).await;
        book(&world.colleague, theirs, "2026-11-25T09:00", Some(&world.worker)).await;
        book(&world.colleague, theirs, "2026-11-26T09:00", None).await;
        assert_eq!(week(&world.worker, "").await, ["2026-11-24T09:00", "2026-11-25T09:00", "2026-11-27T09:00"]);
        assert_eq!(week(&world.colleague, "").await, ["2026-11-25T09:00", "2026-11-26T09:00"]);
        assert_eq!(week(&world.supervisor, "").await.len(), 4);
        let attended = format!("&worker={}", world.worker.id());
        assert_eq!(week(&world.supervisor, &attended).await, ["2026-11-25T09:00"]);
        for nobody in [&world.stranger, &world.stranger_supervisor] {
            assert!(week(nobody, "").await.is_empty());
        }
        world.worker.get("/agenda?from=2026-11-23&to=2026-11-22").await.expect_field("to", "before_start");
        world.worker.get("/agenda?from=2026-11-01&to=2026-12-31").await.expect_field("to", "too_large");
    }
}

/// So many more appointments of a case like the one it has.
fn fill(world: &World, case: CaseId, more: usize) {
    let conn = &mut world.connect();
    let row: AppointmentRow =
        appointments::table.filter(appointments::case_id.eq(case)).get_result(conn).expect("an appointment");
    let keys = world.core.keys.cases(conn, world.istanbul, &[case]).expect("keys");
    let key = keys.get(&case).expect("a key");
    let details = row.details(key).expect("details");
    conn.transaction(|conn| {
        (0..more).try_for_each(|_| {
            let id = AppointmentId::try_from(Uuid::now_v7()).expect("an id");
            // What is sealed opens in its own row alone.
            let place = Place::new("appointments.sealed", id.raw());
            let sealed = key.seal(&SystemRandom, place, &details).expect("sealed");
            diesel::insert_into(appointments::table)
                .values(AppointmentRow { id, sealed, ..row.clone() })
                .execute(conn)
                .map(drop)
        })
    })
    .expect("appointments");
}

on_both! {
    async fn more_than_an_answer_holds_is_said(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let agenda = async || world.worker.get("/agenda?from=2026-11-23&to=2027-01-03").await.expect(200).json();
        book(&world.worker, case, "2026-11-24T09:00", None).await;
        fill(&world, case, 999);
        let shown = agenda().await;
        assert_eq!((shown["items"].as_array().map(Vec::len), &shown["more"]), (Some(1000), &Value::Null));
        book(&world.worker, case, "2026-12-29T09:00", None).await;
        let shown = agenda().await;
        let items = shown["items"].as_array().expect("items");
        assert_eq!((items.len(), &shown["more"]), (1000, &json!(true)));
        assert_eq!(items.last().map(|last| &last["starts"]), Some(&json!("2026-11-24T09:00")));
    }
}

on_both! {
    async fn who_only_attends_is_told_that_the_case_is_not_theirs_to_open(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = book(&world.worker, case, "2026-11-23T13:00", Some(&world.colleague)).await;
        let attends_only = |who: &Persona| {
            let who = who.clone();
            async move {
                let mut found = Vec::new();
                for list in ["/today", "/agenda?from=2026-11-23&to=2026-11-23"] {
                    let items = who.get(list).await.expect(200).json()["items"].as_array().expect("items").clone();
                    assert_eq!(items.len(), 1, "{list}");
                    found.push(items[0]["attends_only"] == true);
                }
                found
            }
        };
        assert_eq!(attends_only(&world.colleague).await, [true, true]);
        assert_eq!(attends_only(&world.worker).await, [false, false]);
        assert_eq!(attends_only(&world.supervisor).await, [false, false]);
        world.clock.advance(3 * 3600);
        let (worker, colleague) = (world.afresh(&world.worker), world.afresh(&world.colleague));
        // Over, and nothing that they could say how it went by.
        assert_eq!(attends_only(&colleague).await, [true, true]);
        let outcome = json!({ "outcome": "attended" });
        colleague.get(&path).await.expect_problem(404, "not_found");
        colleague.act(&format!("{path}/outcome"), 1, &outcome).await.expect_problem(404, "not_found");
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        assert_eq!(attends_only(&colleague).await, [false, false]);
        colleague.act(&format!("{path}/outcome"), 1, &outcome).await.expect(200);
    }
}

on_both! {
    async fn today_shows_appointments_by_time_and_asks_how_they_went(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        book(&world.worker, case, "2026-11-23T16:00", None).await;
        let first = book(&world.worker, case, "2026-11-23T13:00", Some(&world.colleague)).await;
        book(&world.worker, case, "2026-11-25T09:00", None).await;
        let due = |who: &Persona| {
            let who = who.clone();
            async move {
                let today: Value = who.get("/today").await.expect(200).json();
                let line = |one: &Value| format!("{} {}", one["kind"].as_str().unwrap_or_default(), one["starts"].as_str().unwrap_or_default());
                today["items"].as_array().expect("items").iter().map(line).collect::<Vec<_>>()
            }
        };
        assert_eq!(due(&world.worker).await, ["appointment 2026-11-23T13:00", "appointment 2026-11-23T16:00"]);
        assert_eq!(due(&world.colleague).await, ["appointment 2026-11-23T13:00"]);
        world.clock.advance(3 * 3600);
        let worker = world.afresh(&world.worker);
        assert_eq!(due(&worker).await, ["outcome_missing 2026-11-23T13:00", "appointment 2026-11-23T16:00"]);
        worker.act(&format!("{first}/outcome"), 1, &json!({ "outcome": "attended" })).await.expect(200);
        assert_eq!(due(&worker).await, ["appointment 2026-11-23T16:00"]);
    }
}
