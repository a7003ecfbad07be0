//! Safe hours: a mail waits for them, and somebody is told if there are none left.

use serde_json::{Value, json};
use yaninda::outbox;
use yaninda_shared::{ids::AppointmentId, mail::Refusal, tasks::TaskKind};
use yaninda_tests::{
    World,
    mail::{Reachable, appointment, to_folder},
    on_both,
};

/// Nine to six where the person is; the world's clock begins at noon in Istanbul, one in the morning in Los Angeles.
fn rules(zone: &str) -> Value {
    json!({ "channel": "email", "language": "en", "wording": "time_only", "zone": zone, "hours": { "from": 540, "to": 1080 } })
}

async fn cancel(world: &World, person: &Reachable, id: AppointmentId) {
    let path = format!("/cases/{}/appointments/{id}/cancel", person.case);
    world.worker.act(&path, 1, &json!({ "hears": "mail" })).await.expect(200);
}

on_both! {
    async fn a_mail_waits_for_the_safe_hours_of_where_the_person_is(world: World) {
        let here = world.reachable_by(rules("Europe/Istanbul")).await;
        let there = world.reachable_by(rules("America/Los_Angeles")).await;
        let now = world.book(&here, "2026-11-26T14:00").await;
        let later = world.book(&there, "2026-11-26T14:00").await;
        let sender = world.sender(to_folder).await;
        assert_eq!(outbox::pass(&sender).await.expect("sent"), 1);
        assert_eq!(world.mail_lines(now.raw())[0], "confirmation once sent");
        assert_eq!(world.mail_lines(later.raw())[0], "confirmation once queued");
        // Nine o'clock there is eight hours later.
        world.clock.advance(8 * 3600 - 1);
        assert_eq!(outbox::pass(&sender).await.expect("nothing"), 0);
        world.clock.advance(1);
        assert_eq!(outbox::pass(&sender).await.expect("sent"), 1);
        assert_eq!(world.mailbox_of(&there).len(), 1);
    }
}

on_both! {
    async fn hours_that_are_narrowed_while_a_mail_waits_hold_when_it_leaves(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.change_rules(&person, rules("America/Los_Angeles")).await;
        assert_eq!(world.send_to_folder().await, 1);
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once queued");
        assert_eq!(world.mailbox(), Vec::<String>::new());
        world.clock.advance(8 * 3600);
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once sent");
    }
}

on_both! {
    async fn what_cannot_arrive_in_time_is_said_at_once(world: World) {
        // Four in the afternoon here is five in the morning there: no safe hour is left.
        let person = world.reachable_by(rules("America/Los_Angeles")).await;
        let id = world.book(&person, "2026-11-23T16:00").await;
        let refused = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::TooLate));
        assert_eq!(world.open_tasks(person.case), [refused]);
        assert_eq!(world.mails(id.raw()), []);

        let told = world.reachable().await;
        let id = world.book(&told, "2026-11-23T16:00").await;
        world.send_to_folder().await;
        world.change_rules(&told, rules("America/Los_Angeles")).await;
        cancel(&world, &told, id).await;
        let urgent = (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::TooLate));
        assert_eq!(world.open_tasks(told.case), [urgent]);
    }
}

on_both! {
    async fn a_change_that_cannot_arrive_before_the_former_time_is_urgent(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-23T16:00").await;
        world.send_to_folder().await;
        world.change_rules(&person, rules("America/Los_Angeles")).await;
        let path = format!("/cases/{}/appointments/{id}", person.case);
        // Tomorrow is soon enough to be told, but the person would have come today.
        world.worker.change(&path, 1, &appointment("2026-11-25T16:00")).await.expect(200);
        let urgent = (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::TooLate));
        assert_eq!(world.open_tasks(person.case), [urgent]);
    }
}

on_both! {
    async fn a_reminder_for_which_it_is_too_late_is_left_out_silently(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-24T16:00").await;
        world.send_to_folder().await;
        // Nobody sent anything for a day: the clock jumped, or the server was off.
        world.clock.advance(86_400 + 4 * 3600 - 600);
        world.send_to_folder().await;
        assert_eq!(
            world.mail_lines(id.raw()),
            ["confirmation once sent", "reminder 24h dropped too_late", "reminder 2h dropped too_late"]
        );
        assert_eq!(world.open_tasks(person.case), []);
    }
}

on_both! {
    async fn a_change_whose_time_ran_out_while_nothing_was_sent_is_urgent_even_while_mail_is_held_up(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-24T16:00").await;
        world.send_to_folder().await;
        cancel(&world, &person, id).await;
        // This server cannot send at all, but it sees what runs out.
        let held_up = world.sender(|_| ()).await;
        assert_eq!(outbox::pass(&held_up).await.expect("looked at"), 0);
        world.clock.advance(2 * 86_400);
        assert_eq!(outbox::pass(&held_up).await.expect("looked at"), 1);
        let urgent = (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::TooLate));
        assert_eq!(world.open_tasks(person.case), [urgent]);
        assert_eq!(world.mail_lines(id.raw()).last().map(String::as_str), Some("cancellation once dropped too_late"));
    }
}

on_both! {
    async fn a_mail_that_waited_for_the_safe_hours_is_held_up_since_they_began(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        world.change_rules(&person, rules("America/Los_Angeles")).await;
        cancel(&world, &person, id).await;
        let held_up = world.sender(|_| ()).await;
        // Nine o'clock there, and nearly ten minutes.
        world.clock.advance(8 * 3600 + 599);
        assert_eq!(outbox::pass(&held_up).await.expect("looked at"), 0);
        assert_eq!(world.open_tasks(person.case), []);
        world.clock.advance(2);
        assert_eq!(outbox::pass(&held_up).await.expect("looked at"), 1);
        let urgent = (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::HeldUp));
        assert_eq!(world.open_tasks(person.case), [urgent]);
    }
}

on_both! {
    async fn a_clock_that_jumps_back_sends_nothing_twice(world: World) {
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        world.clock.advance(-3 * 3600);
        assert_eq!(world.send_to_folder().await, 0);
        assert_eq!(world.mailbox_of(&person).len(), 1);
    }
}

on_both! {
    async fn the_hour_that_comes_twice_and_the_one_that_is_left_out_are_reminded_of_rightly(world: World) {
        let berlin = json!({ "channel": "email", "language": "en", "wording": "time_only", "zone": "Europe/Berlin" });
        let person = world.reachable_by(berlin).await;
        let mut draft = appointment("2027-10-31T02:30");
        draft["zone"] = json!("Europe/Berlin");
        let twice = world.book_with(&person, &draft).await;
        draft["starts"] = json!("2027-03-28T03:30");
        let after_gap = world.book_with(&person, &draft).await;
        world.send_to_folder().await;
        use diesel::prelude::*;
        use yaninda::db::schema::mails;
        let due = |id: AppointmentId| -> Vec<i64> {
            let all = mails::table.filter(mails::subject_id.eq(id.raw())).filter(mails::occasion.ne("once"));
            all.order(mails::due_at).select(mails::due_at).load(&mut world.connect()).expect("mails")
        };
        // Half past two the first time is 0:30 in Greenwich; half past three after the gap is 1:30.
        assert_eq!(due(twice), [1_824_856_200_000_000, 1_824_935_400_000_000]);
        assert_eq!(due(after_gap), [1_806_111_000_000_000, 1_806_190_200_000_000]);
    }
}
