//! What the person is told when something happens to an appointment, and what is taken back.

use diesel::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{appointments, mails};
use yaninda_shared::{
    ids::AppointmentId,
    mail::{MailPause, Refusal},
    tasks::TaskKind,
};
use yaninda_tests::{
    World,
    mail::{Reachable, appointment, pass},
    on_both,
};

fn path(person: &Reachable, id: AppointmentId) -> String {
    format!("/cases/{}/appointments/{id}", person.case)
}

/// Moves an appointment, which has this version.
async fn moved(world: &World, person: &Reachable, id: AppointmentId, version: i64, starts: &str, tell: bool) {
    let mut draft = appointment(starts);
    draft["tell"] = json!(tell);
    world.worker.change(&path(person, id), version, &draft).await.expect(200);
}

pub(super) async fn act(world: &World, person: &Reachable, id: AppointmentId, version: i64, what: &str, body: &Value) {
    world.worker.act(&format!("{}/{what}", path(person, id)), version, body).await.expect(200);
}

/// What is urgent, and why.
pub(super) fn urgent(id: AppointmentId, why: Option<Refusal>) -> yaninda_tests::mail::OpenTask {
    (TaskKind::ReachOtherWay, true, id.raw(), why)
}

on_both! {
    async fn who_never_heard_of_the_first_time_is_told_of_the_second_alone(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        moved(&world, &person, id, 1, "2026-11-27T15:00", true).await;
        world.send_to_folder().await;
        assert_eq!(
            world.mail_lines(id.raw()),
            [
                "confirmation once dropped superseded", "confirmation once sent", "reminder 24h queued", "reminder 2h queued",
            ]
        );
        let mails = world.mailbox_of(&person);
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("15:00") && !mails[0].contains("14:00"), "{}", mails[0]);
    }
}

on_both! {
    async fn who_is_not_to_be_told_after_all_is_sent_nothing_more(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        moved(&world, &person, id, 1, "2026-11-26T14:00", false).await;
        let lines = world.mail_lines(id.raw());
        assert_eq!(lines, ["confirmation once sent", "reminder 24h dropped superseded", "reminder 2h dropped superseded"]);
        moved(&world, &person, id, 2, "2026-11-26T14:00", true).await;
        let lines = world.mail_lines(id.raw());
        assert_eq!(lines, ["confirmation once sent", "reminder 24h queued", "reminder 2h queued"]);
    }
}

on_both! {
    async fn who_was_told_of_the_first_time_is_told_of_the_change_and_of_the_end(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        moved(&world, &person, id, 1, "2026-11-27T15:00", true).await;
        world.send_to_folder().await;
        act(&world, &person, id, 2, "cancel", &json!({ "hears": "mail" })).await;
        world.send_to_folder().await;
        let sent: Vec<String> = world.mail_lines(id.raw()).into_iter().filter(|line| line.ends_with("sent")).collect();
        assert_eq!(sent, ["confirmation once sent", "change once sent", "cancellation once sent"]);
        let mails = world.mailbox_of(&person);
        assert_eq!(mails.len(), 3);
        let change = mails.iter().find(|mail| mail.contains("15:00") && mail.contains("14:00"));
        assert!(change.is_some(), "the change names both times");
        assert_eq!(world.open_tasks(person.case), []);
        // No reminder is left.
        world.clock.advance(5 * 86_400);
        assert_eq!(world.send_to_folder().await, 0);
    }
}

on_both! {
    async fn who_was_told_and_is_not_to_be_told_of_the_change_must_be_reached_another_way(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        moved(&world, &person, id, 1, "2026-11-27T15:00", false).await;
        assert_eq!(world.open_tasks(person.case), [urgent(id, None)]);
        world.clock.advance(5 * 86_400);
        assert_eq!(world.send_to_folder().await, 0, "no reminder of either time is left");
    }
}

on_both! {
    async fn who_was_not_told_need_not_be_reached(world: World) {
        let person = world.reachable().await;
        let mut draft = appointment("2026-11-26T14:00");
        draft["tell"] = json!(false);
        let id = world.book_with(&person, &draft).await;
        moved(&world, &person, id, 1, "2026-11-27T15:00", false).await;
        act(&world, &person, id, 2, "cancel", &json!({ "hears": "knows" })).await;
        assert_eq!((world.mails(id.raw()), world.open_tasks(person.case)), (vec![], vec![]));
    }
}

on_both! {
    async fn a_booking_whose_refusal_was_mended_is_told_with_its_reminders(world: World) {
        let person = world.reachable().await;
        world.prove(person.contact, None);
        let id = world.book(&person, "2026-11-26T14:00").await;
        assert_eq!(world.mails(id.raw()), []);
        // Telling again changes nothing as long as it is not mended.
        act(&world, &person, id, 1, "resend", &json!({})).await;
        assert_eq!(world.mail_lines(id.raw()), ["confirmation again-0 dropped address_unproven"]);
        assert_eq!(world.open_tasks(person.case).len(), 1);
        world.prove(person.contact, Some("2026-11-23".parse().expect("a day")));
        act(&world, &person, id, 1, "resend", &json!({})).await;
        assert_eq!(world.open_tasks(person.case), []);
        world.send_to_folder().await;
        assert_eq!(
            world.mail_lines(id.raw())[1..],
            ["confirmation again-1 sent", "reminder 24h queued", "reminder 2h queued"]
        );
        let shown = world.worker.get(&format!("{}/mails", path(&person, id))).await.expect(200).json();
        let shown = shown.as_array().expect("a list");
        assert_eq!(shown.len(), 4);
        assert!(shown.iter().any(|mail| mail["kind"] == "reminder" && mail["hours_before"] == 2), "{shown:?}");
        assert!(shown.iter().any(|mail| mail["state"] == "dropped" && mail["refused"] == "address_unproven"), "{shown:?}");
    }
}

on_both! {
    async fn each_occasion_is_a_message_of_its_own_and_a_calendar_keeps_one_entry(world: World) {
        let rules = json!({ "channel": "email", "language": "en", "wording": "calendar" });
        let person = world.reachable_by(rules).await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        act(&world, &person, id, 1, "resend", &json!({})).await;
        world.send_to_folder().await;
        moved(&world, &person, id, 1, "2026-11-26T16:00", true).await;
        world.send_to_folder().await;
        let mails = world.mailbox_of(&person);
        assert_eq!(mails.len(), 3);
        let distinct = |what: fn(&str) -> String| {
            let mut all: Vec<String> = mails.iter().map(|mail| what(mail)).collect();
            all.sort();
            all.dedup();
            all
        };
        let ids = distinct(|mail| mail.lines().find(|line| line.starts_with("Message-ID:")).expect("an id").to_owned());
        assert_eq!(ids.len(), 3);
        assert!(ids.iter().all(|id| id.ends_with("@randevu.example>")), "{ids:?}");
        assert_eq!(distinct(calendar_field("UID")).len(), 1);
        assert_eq!(distinct(calendar_field("SEQUENCE")), ["SEQUENCE:0", "SEQUENCE:1"]);
    }
}

/// A line of the calendar file of a mail.
fn calendar_field(name: &'static str) -> fn(&str) -> String {
    fn find(mail: &str, name: &str) -> String {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let (_, rest) = mail.split_once("text/calendar").expect("a calendar part");
        let (_, body) = rest.split_once("\r\n\r\n").expect("its body");
        let coded: String = body.split("--").next().expect("an end").split_whitespace().collect();
        let text = String::from_utf8(STANDARD.decode(coded).expect("base64")).expect("text");
        text.lines().find(|line| line.starts_with(name)).expect("the field").to_owned()
    }
    match name {
        "UID" => |mail| find(mail, "UID"),
        _ => |mail| find(mail, "SEQUENCE"),
    }
}

on_both! {
    async fn what_is_over_is_not_reminded_of_and_what_was_missed_is_asked_about(world: World) {
        let person = world.reachable().await;
        let [over, missed] = [world.book(&person, "2026-11-23T12:05").await, world.book(&person, "2026-11-23T12:06").await];
        world.send_to_folder().await;
        world.clock.advance(8 * 60);
        act(&world, &person, over, 1, "outcome", &json!({ "outcome": "attended" })).await;
        act(&world, &person, missed, 1, "outcome", &json!({ "outcome": "missed", "tell": true })).await;
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(over.raw()), ["confirmation once sent"]);
        assert_eq!(world.mail_lines(missed.raw()), ["confirmation once sent", "missed once sent"]);
        // Put right, and put back again: the person is asked once.
        act(&world, &person, missed, 2, "outcome", &json!({ "outcome": "excused" })).await;
        act(&world, &person, missed, 3, "outcome", &json!({ "outcome": "missed", "tell": true })).await;
        assert_eq!(world.send_to_folder().await, 0);
    }
}

on_both! {
    async fn of_a_weekly_series_the_first_is_confirmed_and_the_others_are_reminded_of(world: World) {
        let person = world.reachable().await;
        let following: Vec<Uuid> = (0..3).map(|_| Uuid::now_v7()).collect();
        let mut draft = appointment("2026-11-26T14:00");
        draft["repeat"] = json!({ "following": following });
        let id = world.book_with(&person, &draft).await;
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 1);
        let second = AppointmentId::try_from(following[0]).expect("an id");
        assert_eq!(world.mail_lines(second.raw()), ["reminder 24h queued", "reminder 2h queued"]);
        // Called off alone, the person is told of it: they know that it repeats.
        act(&world, &person, second, 1, "cancel", &json!({ "hears": "mail" })).await;
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(second.raw()).last().map(String::as_str), Some("cancellation once sent"));
        // With the first all others are: one mail, and a task to say that it is all of them.
        let third = AppointmentId::try_from(following[1]).expect("an id");
        act(&world, &person, id, 1, "cancel", &json!({ "hears": "mail", "following": true })).await;
        assert_eq!(world.open_tasks(person.case), [(TaskKind::ReachOtherWay, false, third.raw(), None)]);
        world.clock.advance(60);
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 3);
        world.clock.advance(60 * 86_400);
        assert_eq!(world.send_to_folder().await, 0);
    }
}

on_both! {
    async fn a_reminder_that_is_wished_for_no_more_is_left_out(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        world.change_rule(&person, "reminders", json!([2])).await;
        world.clock.advance(3 * 86_400);
        world.send_to_folder().await;
        let lines = world.mail_lines(id.raw());
        assert_eq!(lines, ["confirmation once sent", "reminder 24h dropped superseded", "reminder 2h sent"]);
        assert_eq!(world.open_tasks(person.case), []);
    }
}

on_both! {
    async fn reminders_are_those_the_person_wishes_for_and_none_that_says_nothing_new(world: World) {
        let rules = json!({ "channel": "email", "language": "en", "wording": "time_only", "reminders": [1, 48, 48] });
        let person = world.reachable_by(rules).await;
        let far = world.book(&person, "2026-11-26T14:00").await;
        // What follows depends on when the first mail leaves.
        assert_eq!(world.mail_lines(far.raw()), ["confirmation once queued"]);
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(far.raw()), ["confirmation once sent", "reminder 48h queued", "reminder 1h queued"]);
        // Two days before is over, an hour before is the same hour as now.
        let near = world.book(&person, "2026-11-23T13:30").await;
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(near.raw()), ["confirmation once sent"]);
    }
}

on_both! {
    async fn a_place_that_is_told_differently_is_a_change_without_a_former_time(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let mut draft = appointment("2026-11-26T14:00");
        draft["mail_place"] = json!("phone");
        world.worker.change(&path(&person, id), 1, &draft).await.expect(200);
        world.send_to_folder().await;
        let sent: Vec<String> = world.mail_lines(id.raw()).into_iter().filter(|line| line.ends_with("sent")).collect();
        assert_eq!(sent, ["confirmation once sent", "change once sent"]);
        // What no mail says changes nothing.
        draft["note"] = json!("Bring the file");
        world.worker.change(&path(&person, id), 2, &draft).await.expect(200);
        assert_eq!(world.send_to_folder().await, 0);
    }
}

on_both! {
    async fn a_case_that_moves_takes_its_mail_along_and_the_other_offices_languages_count(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.transfer(person.case, world.ankara).await;
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once dropped language_unapproved");
        assert_eq!(world.open_tasks(person.case).len(), 1);
        assert_eq!(world.mailbox(), Vec::<String>::new());
    }
}

/// As a restored backup leaves the mails about an appointment.
fn restore(world: &World, id: AppointmentId) {
    let waiting = mails::table.filter(mails::subject_id.eq(id.raw()));
    let why = mails::reason.eq(Some(Refusal::Restored));
    diesel::update(waiting).set(why).execute(&mut world.connect()).expect("a mail");
}

on_both! {
    async fn reminders_follow_a_mail_that_was_refused_but_none_that_a_backup_brought_back(world: World) {
        for (restored, wanted) in [
            (false, &["confirmation once dropped address_unproven", "reminder 24h queued", "reminder 2h queued"][..]),
            (true, &["confirmation once dropped restored"]),
        ] {
            let person = world.reachable().await;
            let id = world.book(&person, "2026-11-26T14:00").await;
            if restored {
                restore(&world, id);
            } else {
                world.prove(person.contact, None);
            }
            world.send_to_folder().await;
            assert_eq!(world.mail_lines(id.raw()), wanted);
        }
    }
}

on_both! {
    async fn a_mail_that_cannot_be_made_ends_in_a_task_all_the_same(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-23T17:00").await;
        diesel::update(appointments::table.find(id))
            .set(appointments::sealed.eq(vec![0_u8; 80]))
            .execute(&mut world.connect())
            .expect("an appointment");
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw()), ["confirmation once queued"]);
        world.clock.advance(5 * 3600 + 1);
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw()), ["confirmation once dropped too_late"]);
        assert_eq!(world.open_tasks(person.case), [(TaskKind::MailRefused, false, id.raw(), Some(Refusal::TooLate))]);
    }
}

on_both! {
    async fn what_a_backup_brought_back_is_heard_of_though_no_mail_can_be_sent(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        restore(&world, id);
        assert_eq!(world.core.mail.paused(), Some(MailPause::NotSetUp));
        assert_eq!(pass(&world.core).await, 1);
        assert_eq!(world.mail_lines(id.raw()), ["confirmation once dropped restored"]);
        assert_eq!(world.open_tasks(person.case), [(TaskKind::MailRefused, false, id.raw(), Some(Refusal::Restored))]);
    }
}

on_both! {
    async fn a_mail_that_two_inboxes_may_have_got_has_no_link_any_more(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        let sent_to = || -> Option<Vec<u8>> {
            let mail = mails::table.filter(mails::subject_id.eq(id.raw())).filter(mails::occasion.eq("once"));
            mail.select(mails::sent_to).get_result(&mut world.connect()).expect("a mail")
        };
        assert_eq!(sent_to(), None);
        let waiting = mails::table.filter(mails::subject_id.eq(id.raw()));
        let before = mails::sent_to.eq(Some(vec![1_u8; 32]));
        diesel::update(waiting).set(before).execute(&mut world.connect()).expect("a mail");
        world.send_to_folder().await;
        assert_eq!(sent_to(), Some(vec![0; 32]));
    }
}

on_both! {
    async fn what_forbids_a_mail_that_waits_for_the_morning_is_heard_of_at_once(world: World) {
        let rules = json!({ "channel": "email", "language": "en", "wording": "time_only", "zone": "America/Los_Angeles",
            "hours": { "from": 540, "to": 1080 } });
        let person = world.reachable_by(rules).await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw()), ["confirmation once queued"]);
        let path = format!("/cases/{}/consents/{}/withdraw", person.case, person.consent);
        world.worker.act(&path, 1, &json!({ "on": world.core.today() })).await.expect(200);
        world.send_to_folder().await;
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once dropped no_consent");
        assert_eq!(world.open_tasks(person.case), [(TaskKind::MailRefused, false, id.raw(), Some(Refusal::NoConsent))]);
    }
}

on_both! {
    async fn to_tell_again_what_may_not_be_told_leaves_the_reminders(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let waiting = || world.mail_lines(id.raw()).into_iter().filter(|line| line.ends_with("queued")).count();
        assert_eq!(waiting(), 2);
        world.prove(person.contact, None);
        world.worker.act(&format!("{}/resend", path(&person, id)), 1, &json!({})).await.expect(200);
        assert_eq!(waiting(), 2);
    }
}
