//! What the person is told when an appointment is cancelled, and who tells them where no mail does.

use serde_json::json;
use uuid::Uuid;
use yaninda_shared::{ids::AppointmentId, mail::Refusal, tasks::TaskKind};
use yaninda_tests::{World, mail::appointment, on_both};

use super::planning::{act, urgent};

on_both! {
    async fn who_was_told_by_word_is_told_by_word_that_it_is_off_unless_they_know(world: World) {
        let person = world.reachable().await;
        let mut draft = appointment("2026-11-26T14:00");
        draft["tell"] = json!(false);
        let id = world.book_with(&person, &draft).await;
        act(&world, &person, id, 1, "cancel", &json!({ "hears": "word" })).await;
        assert_eq!(world.open_tasks(person.case), [(TaskKind::ReachOtherWay, false, id.raw(), None)]);
        world.finish_tasks(person.case).await;
        // What is over needs no telling.
        draft["starts"] = json!("2026-11-23T12:05");
        let over = world.book_with(&person, &draft).await;
        world.clock.advance(6 * 60);
        act(&world, &person, over, 1, "cancel", &json!({ "hears": "word" })).await;
        // Who was written to and has called themselves knows as well; what waits for them is taken back all the same.
        let told = world.book(&person, "2026-11-27T14:00").await;
        world.send_to_folder().await;
        act(&world, &person, told, 1, "cancel", &json!({ "hears": "knows" })).await;
        assert_eq!(world.open_tasks(person.case), []);
        let lines = world.mail_lines(told.raw());
        assert_eq!(lines, ["confirmation once sent", "reminder 24h dropped superseded", "reminder 2h dropped superseded"]);
    }
}

on_both! {
    async fn of_a_series_that_is_off_somebody_tells_all_of_it_unless_the_person_knows(world: World) {
        for (wish, asked) in [(json!({ "following": true }), true), (json!({ "following": true, "hears": "knows" }), false)] {
            let person = world.reachable().await;
            let following = Uuid::now_v7();
            let mut draft = appointment("2026-11-26T14:00");
            draft["tell"] = json!(false);
            draft["repeat"] = json!({ "following": [following] });
            let id = world.book_with(&person, &draft).await;
            act(&world, &person, id, 1, "cancel", &wish).await;
            let next = AppointmentId::try_from(following).expect("an id");
            let mut tasks: Vec<_> = world.open_tasks(person.case).into_iter().map(|task| (task.0, task.1, task.2)).collect();
            tasks.sort_by_key(|task| task.2.0);
            let mut wanted = vec![(TaskKind::ReachOtherWay, false, id.raw()), (TaskKind::ReachOtherWay, false, next.raw())];
            wanted.sort_by_key(|task| task.2.0);
            assert_eq!(tasks, if asked { wanted } else { Vec::new() }, "{wish}");
        }
    }
}

on_both! {
    async fn who_may_know_of_it_without_a_mail_is_told_that_it_is_off(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        act(&world, &person, id, 1, "cancel", &json!({ "hears": "mail" })).await;
        world.send_to_folder().await;
        let lines = world.mail_lines(id.raw());
        assert_eq!(lines[0], "confirmation once dropped superseded");
        assert_eq!(lines.last().map(String::as_str), Some("cancellation once sent"));
        let mut draft = appointment("2026-11-27T14:00");
        draft["tell"] = json!(false);
        let id = world.book_with(&person, &draft).await;
        act(&world, &person, id, 1, "cancel", &json!({ "hears": "mail" })).await;
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw()), ["cancellation once sent"]);
    }
}

on_both! {
    async fn a_cancellation_that_may_not_be_mailed_is_urgent_and_mended_by_telling_again(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        world.prove(person.contact, None);
        act(&world, &person, id, 1, "cancel", &json!({ "hears": "mail" })).await;
        assert_eq!(world.open_tasks(person.case), [urgent(id, Some(Refusal::AddressUnproven))]);
        world.prove(person.contact, Some("2026-11-23".parse().expect("a day")));
        act(&world, &person, id, 2, "resend", &json!({})).await;
        assert_eq!(world.open_tasks(person.case), []);
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 2);
    }
}

on_both! {
    async fn without_a_safe_way_to_say_that_it_is_off_somebody_must_at_once(world: World) {
        let person = world.reachable().await;
        let mut draft = appointment("2026-11-26T14:00");
        draft["tell"] = json!(false);
        let id = world.book_with(&person, &draft).await;
        world.prove(person.contact, None);
        act(&world, &person, id, 1, "cancel", &json!({ "hears": "mail" })).await;
        assert_eq!(world.open_tasks(person.case), [urgent(id, Some(Refusal::AddressUnproven))]);
    }
}

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
