//! Appointments of a series that is off.

use serde_json::json;
use uuid::Uuid;
use yaninda_shared::{ids::AppointmentId, tasks::TaskKind};
use yaninda_tests::{World, mail::appointment, on_both};

on_both! {
    async fn a_mail_about_one_week_does_not_end_the_task_for_the_others(world: World) {
        let person = world.reachable().await;
        let weeks = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        let mut draft = appointment("2026-11-26T14:00");
        draft["repeat"] = json!({ "following": weeks });
        let id = world.book_with(&person, &draft).await;
        world.send_to_folder().await;
        let at = |id: Uuid, what: &str| format!("/cases/{}/appointments/{id}/{what}", person.case);
        let wish = json!({ "hears": "mail", "following": true });
        world.worker.act(&at(id.uuid(), "cancel"), 1, &wish).await.expect(200);
        let next = AppointmentId::try_from(weeks[0]).expect("an id");
        let rest = [(TaskKind::ReachOtherWay, false, next.raw(), None)];
        assert_eq!(world.open_tasks(person.case), rest);
        world.worker.act(&at(weeks[0], "resend"), 2, &json!({})).await.expect(200);
        world.send_to_folder().await;
        assert!(world.mail_lines(next.raw()).contains(&"cancellation again-2 sent".to_owned()));
        assert_eq!(world.open_tasks(person.case), rest);
    }
}
