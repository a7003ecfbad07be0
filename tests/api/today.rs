//! What is due.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{
    db::schema::{appointments, cases, tasks},
    time::Clock,
};
use yaninda_shared::{
    ids::{AppointmentId, CaseId, RawId, TaskId},
    mail::MailKind,
    record::RecordKind,
    tasks::TaskKind,
    values::NaiveDate,
};
use yaninda_tests::{Persona, World, case_draft, mail::appointment, on_both};

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
        let due = [("quiet_case", "2026-08-01"), ("assessment_due", "2026-10-30"), ("confirm_contact", "2026-10-31")];
        let due = pairs(&due);
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
        assert_eq!(kinds(&world.worker).await, pairs(&[("assessment_due", "2026-10-30"), ("confirm_contact", "2026-10-31")]));
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
        let closing = ("assessment_due", "2026-11-23");
        let due = pairs(&[("unassigned", "2026-11-20"), ("close_requested", "2026-11-23"), closing]);
        assert_eq!(kinds(&world.supervisor).await, due);
        assert_eq!(kinds(&world.worker).await, pairs(&[closing]));
    }
}

on_both! {
    async fn documents_and_next_steps_are_due_until_they_are_replaced_or_done(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let document = |id: Uuid| format!("/cases/{case}/documents/{id}");
        let permit = |kind: &str, expires: &str| json!({ "kind": kind, "status": "delivered", "issued_on": "2026-10-01",
            "expires_on": expires });
        let (first, far) = (Uuid::now_v7(), Uuid::now_v7());
        world.worker.create(&document(first), &permit("residence_permit", "2026-12-20")).await.expect(201);
        // Sixty-one days ahead, and a first permit sixteen days ahead of which fourteen are enough.
        world.worker.create(&document(far), &permit("passport", "2027-01-23")).await.expect(201);
        world.worker.create(&document(Uuid::now_v7()), &permit("victim_permit_first", "2026-12-09")).await.expect(201);
        let step = |status: &str, day: &str| json!({ "type": "LEG.advice", "status": status, "occurred_on": "2026-11-20",
            "delivered_by": "us", "confidentiality": "team", "next_step_on": day });
        let service = format!("/cases/{case}/services/{}", Uuid::now_v7());
        world.worker.create(&service, &step("planned", "2026-11-30")).await.expect(201);
        let later = format!("/cases/{case}/services/{}", Uuid::now_v7());
        world.worker.create(&later, &step("planned", "2026-12-15")).await.expect(201);
        let due = pairs(&[("next_step", "2026-11-30"), ("document_expires", "2026-12-20")]);
        assert_eq!(kinds(&world.worker).await, due);
        assert_eq!(kinds(&world.supervisor).await, due);
        let mut renewal = permit("residence_permit", "2027-06-20");
        (renewal["supersedes"], renewal["issued_on"]) = (json!(first), json!("2026-11-20"));
        world.worker.create(&document(Uuid::now_v7()), &renewal).await.expect(201);
        world.worker.change(&service, 1, &step("delivered", "2026-11-30")).await.expect(200);
        assert!(kinds(&world.worker).await.is_empty());
        // A renewal that was refused replaces nothing.
        let mut near = permit("passport", "2027-01-22");
        near["supersedes"] = json!(far);
        let passport = Uuid::now_v7();
        world.worker.create(&document(passport), &near).await.expect(201);
        let mut refused = permit("passport", "2027-08-01");
        (refused["supersedes"], refused["status"]) = (json!(passport), json!("refused"));
        world.worker.create(&document(Uuid::now_v7()), &refused).await.expect(201);
        assert_eq!(kinds(&world.worker).await, pairs(&[("document_expires", "2027-01-22")]));
    }
}

on_both! {
    async fn a_comment_is_due_to_those_it_asks_until_it_is_resolved(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (note, comment) = (Uuid::now_v7(), Uuid::now_v7());
        let body = json!({ "occurred_on": "2026-11-22", "body": "Called" });
        world.worker.create(&format!("/cases/{case}/notes/{note}"), &body).await.expect(201);
        let asked = json!({ "on_kind": "note", "on": note, "body": "Who answered?" });
        world.supervisor.create(&format!("/cases/{case}/comments/{comment}"), &asked).await.expect(201);
        assert_eq!(kinds(&world.worker).await, pairs(&[("comment_open", "2026-11-23")]));
        assert!(kinds(&world.supervisor).await.is_empty(), "not to its author");
        assert!(kinds(&world.colleague).await.is_empty());
        let resolve = format!("/cases/{case}/comments/{comment}/resolve");
        world.worker.act(&resolve, 1, &json!({})).await.expect(200);
        assert!(kinds(&world.worker).await.is_empty());
    }
}

/// More of something than is shown of it.
const MANY: usize = 205;

on_both! {
    async fn no_quiet_case_pushes_away_what_is_today_or_urgent_or_waits_for_a_decision(world: World) {
        let person = world.reachable().await;
        let today = world.book(&person, "2026-11-23T17:00").await;
        let moved = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let mut draft = appointment("2026-11-27T15:00");
        draft["tell"] = json!(false);
        world.worker.change(&format!("/cases/{}/appointments/{moved}", person.case), 1, &draft).await.expect(200);
        let request = json!({ "reason": "goals_met" });
        let (done, version) = world.open_case(&world.worker).await;
        world.worker.act(&format!("/cases/{done}/close-request"), version, &request).await.expect(200);
        for number in 0..MANY {
            let mut quiet = case_draft();
            quiet["opened_on"] = json!("2026-05-01");
            quiet["code_name"] = json!(format!("Selvi {number}"));
            world.open_case_with(&world.worker, &quiet).await;
        }
        for (who, decides) in [(&world.worker, 0), (&world.supervisor, 1)] {
            let found = who.get("/today").await.expect(200).json();
            let items = found["items"].as_array().expect("items");
            let count = |kind: &str| items.iter().filter(|item| item["kind"] == kind).count();
            assert_eq!((count("quiet_case"), count("confirm_contact"), count("close_requested")), (100, 100, decides));
            assert!(items.iter().any(|item| item["record"] == json!(today)), "the appointment of today");
            assert_eq!((items[0]["kind"].as_str(), items[0]["urgent"].as_bool()), (Some("task"), Some(true)));
        }
    }
}

/// Appointments of this case that were over days ago, without an outcome.
async fn overdue(world: &World, case: CaseId) {
    for _ in 0..MANY {
        let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
        world.worker.create(&path, &crate::appointments::draft()).await.expect(201);
    }
    let begun = world.clock.now().plus_seconds(-5 * 86_400);
    diesel::update(appointments::table.filter(appointments::case_id.eq(case)))
        .set((
            appointments::occurred_on.eq(world.core.day(begun)),
            appointments::starts_at.eq(begun),
            appointments::ends_at.eq(begun.plus_seconds(3600)),
        ))
        .execute(&mut world.connect())
        .expect("rows");
}

/// Open tasks of this case that were due long ago.
fn old_tasks(world: &World, case: CaseId) {
    let (now, user) = (world.clock.now(), world.worker.id());
    for _ in 0..MANY {
        diesel::insert_into(tasks::table)
            .values((
                tasks::id.eq(TaskId::try_from(Uuid::now_v7()).expect("an id")),
                tasks::office_id.eq(world.istanbul),
                tasks::case_id.eq(case),
                tasks::version.eq(1),
                (tasks::created_at.eq(now), tasks::created_by.eq(user)),
                (tasks::updated_at.eq(now), tasks::updated_by.eq(user)),
                tasks::kind.eq(TaskKind::MailRefused),
                tasks::urgent.eq(false),
                (tasks::on_kind.eq(RecordKind::Appointment), tasks::on_id.eq(RawId(Uuid::now_v7()))),
                tasks::due_on.eq(NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day")),
            ))
            .execute(&mut world.connect())
            .expect("a task");
    }
}

on_both! {
    async fn what_was_not_followed_up_pushes_away_neither_appointments_nor_answers(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        overdue(&world, case).await;
        let person = world.reachable().await;
        let (today, later) = (world.book(&person, "2026-11-23T17:00").await, world.book(&person, "2026-11-26T10:30").await);
        let answer = |id: AppointmentId| format!("/{}", world.link(person.case, id.uuid(), MailKind::Confirmation, 0));
        world.visitor.answer(&answer(later), "answer=not_coming").await;
        let items = async || world.worker.get("/today").await.expect(200).json()["items"].as_array().expect("items").clone();
        let count = |items: &[Value], kind: &str| items.iter().filter(|item| item["kind"] == kind).count();
        let all = items().await;
        assert_eq!(count(&all, "outcome_missing"), 100);
        assert!(all.iter().any(|item| item["record"] == json!(today)), "the appointment of today");
        let answered = all.iter().find(|item| item["subject"] == "answered").expect("the answer");
        assert_eq!((&answered["answer"], &answered["urgent"]), (&json!("not_coming"), &json!(false)));
        // Of too many tasks those that cannot wait are left.
        old_tasks(&world, case);
        world.visitor.answer(&answer(today), "answer=not_coming").await;
        let all = items().await;
        assert_eq!((&all[0]["subject"], &all[0]["urgent"]), (&json!("answered"), &json!(true)));
        assert_eq!(count(&all, "task"), 200);
        assert!(all.iter().any(|item| item["record"] == json!(today)), "the appointment of today");
    }
}
