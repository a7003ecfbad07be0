//! Looking at what cancelling an appointment, or saying that it was missed, would tell: who may, and that it is what is told.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::time::Clock;
use yaninda_shared::{audit::AuditAction, ids::AppointmentId, mail::Refusal, record::RecordKind, tasks::TaskKind};
use yaninda_tests::{
    Persona, World,
    mail::{Reachable, appointment},
    on_both,
};

fn path(person: &Reachable, id: AppointmentId) -> String {
    format!("/cases/{}/appointments/{id}", person.case)
}

async fn ending(who: &Persona, person: &Reachable, id: AppointmentId, state: &str) -> Value {
    who.get(&format!("{}/ending?state={state}", path(person, id))).await.expect(200).json()
}

fn reach(urgent: bool) -> Value {
    json!({ "kind": "reach_other_way", "urgent": urgent })
}

on_both! {
    async fn only_who_may_end_it_and_sees_its_details_looks_at_it_and_nothing_is_changed(world: World) {
        let person = world.reachable().await;
        let mut draft = appointment("2026-11-26T14:00");
        draft["type"] = json!("PSY.individual");
        let id = world.book_with(&person, &draft).await;
        let at = format!("{}/ending?state=cancelled", path(&person, id));
        for who in [&world.stranger, &world.colleague] {
            who.get(&at).await.expect_problem(404, "not_found");
        }
        let share = format!("/cases/{}/shares/{}", person.case, Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        world.colleague.get(&at).await.expect_problem(403, "not_allowed");
        let before = world.audited(world.istanbul, AuditAction::Read);
        world.worker.get(&at).await.expect(200);
        assert_eq!(world.audited(world.istanbul, AuditAction::Read), before + 1);
        assert_eq!(world.disclosed(world.istanbul, AuditAction::Read, RecordKind::Appointment), [id.raw()]);
        world.worker.get(&at.replace("=cancelled", "=attended")).await.expect_problem(422, "invalid");
        let gone = AppointmentId::try_from(Uuid::now_v7()).expect("an id");
        world.worker.get(&format!("{}/ending?state=missed", path(&person, gone))).await.expect_problem(404, "not_found");
        assert_eq!(world.worker.get(&path(&person, id)).await.expect(200).json()["state"], "planned");
        assert_eq!((world.mail_lines(id.raw()).len(), world.open_tasks(person.case)), (1, vec![]));
    }
}

on_both! {
    async fn that_it_is_off_is_foreseen_as_it_is_told(world: World) {
        let person = world.reachable().await;
        let quiet = { let mut draft = appointment("2026-11-26T14:00"); draft["tell"] = json!(false); draft };
        // By word: a mail says it, and without one it is nothing urgent.
        let by_word = world.book_with(&person, &quiet).await;
        let seen = ending(&world.worker, &person, by_word, "cancelled").await;
        assert_eq!((&seen["tells"], &seen["refused"], &seen["task"]), (&json!("cancellation"), &Value::Null, &Value::Null));
        assert_eq!((&seen["leaves_at"], &seen["task_instead"]), (&json!(world.clock.now()), &reach(false)));
        // By mail: without another one the person would come for nothing.
        let told = world.book(&person, "2026-11-27T14:00").await;
        world.send_to_folder().await;
        assert_eq!(ending(&world.worker, &person, told, "cancelled").await["task_instead"], reach(true));
        world.prove(person.contact, None);
        let seen = ending(&world.worker, &person, told, "cancelled").await;
        assert_eq!((&seen["refused"], &seen["leaves_at"], &seen["task"]), (&json!("address_unproven"), &Value::Null, &reach(true)));
        world.worker.act(&format!("{}/cancel", path(&person, told)), 1, &json!({ "hears": "mail" })).await.expect(200);
        let task = (TaskKind::ReachOtherWay, true, told.raw(), Some(Refusal::AddressUnproven));
        assert_eq!(world.open_tasks(person.case), [task]);
        // It is off already.
        assert_eq!(ending(&world.worker, &person, told, "cancelled").await, json!({}));
        assert_eq!(ending(&world.worker, &person, told, "missed").await, json!({}));
    }
}

on_both! {
    async fn that_no_safe_hour_is_left_to_say_it_is_foreseen(world: World) {
        // Four in the afternoon here is five in the morning there.
        let rules = json!({ "channel": "email", "language": "en", "wording": "time_only", "zone": "America/Los_Angeles",
            "hours": { "from": 540, "to": 1080 } });
        let person = world.reachable_by(rules).await;
        let [near, far] = [world.book(&person, "2026-11-23T16:00").await, world.book(&person, "2026-11-26T14:00").await];
        let seen = ending(&world.worker, &person, near, "cancelled").await;
        assert_eq!((&seen["refused"], &seen["task"]), (&json!("too_late"), &reach(true)));
        // Eight hours later it is nine there.
        let seen = ending(&world.worker, &person, far, "cancelled").await;
        assert_eq!(seen["leaves_at"], json!(world.clock.now().plus_seconds(8 * 3600)));
    }
}

on_both! {
    async fn of_what_has_begun_nothing_is_told_but_that_it_was_missed(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-23T12:05").await;
        world.send_to_folder().await;
        assert_eq!(ending(&world.worker, &person, id, "missed").await, json!({}));
        world.clock.advance(6 * 60);
        assert_eq!(ending(&world.worker, &person, id, "cancelled").await, json!({}));
        let seen = ending(&world.worker, &person, id, "missed").await;
        assert_eq!((&seen["tells"], &seen["task"], &seen["task_instead"]), (&json!("missed"), &Value::Null, &Value::Null));
        world.prove(person.contact, None);
        let seen = ending(&world.worker, &person, id, "missed").await;
        assert_eq!(seen["task"], json!({ "kind": "mail_refused", "urgent": false }));
        world.prove(person.contact, Some("2026-11-23".parse().expect("a day")));
        let missed = json!({ "outcome": "missed", "tell": true });
        world.worker.act(&format!("{}/outcome", path(&person, id)), 1, &missed).await.expect(200);
        world.send_to_folder().await;
        // The person was asked: once is enough.
        assert_eq!(ending(&world.worker, &person, id, "missed").await, json!({}));
    }
}
