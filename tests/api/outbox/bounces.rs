//! Mail that comes back.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use yaninda::{
    db::schema::{contacts, mails},
    outbox::{Bounce, bounce},
};
use yaninda_shared::{audit::AuditAction, ids::ContactId, mail::Refusal, tasks::TaskKind};
use yaninda_tests::{World, mail::Reachable, on_both, process::Process};

/// A notice about this mail, as Postfix writes it.
fn notice(message: &str, recipient: &str, status: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: info@randevu.example\r\nMIME-Version: 1.0\r\nSubject: Undelivered\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\n\r\n--b\r\n\
         Content-Type: text/rfc822-headers\r\n\r\nFrom: info@randevu.example\r\n{message}\r\n\r\n--b--\r\n"
    )
    .into_bytes()
}

/// The same notice without a word on whose address failed.
fn nameless(notice: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(notice).expect("text");
    text.split_inclusive("\r\n").filter(|line| !line.starts_with("Final-Recipient")).collect::<String>().into_bytes()
}

/// The line with the Message-ID of the only mail to this person.
fn message_id(world: &World, person: &Reachable) -> String {
    let mail = world.mailbox_of(person).remove(0);
    mail.lines().find(|line| line.starts_with("Message-ID:")).expect("an id").to_owned()
}

fn is_proven(world: &World, contact: Uuid) -> bool {
    let row = contacts::table.find(ContactId::try_from(contact).expect("an id"));
    let on: Option<chrono::NaiveDate> =
        row.select(contacts::proven_on).get_result(&mut world.connect()).expect("a contact");
    on.is_some()
}

on_both! {
    async fn a_mail_that_comes_back_for_good_leaves_its_address_unproven_and_a_task_once(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let raw = notice(&message_id(&world, &person), &person.address, "5.1.1");
        let said = bounce(&world.core, &raw).await.expect("taken");
        assert_eq!(said, Bounce::Recorded);
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once failed bounced");
        assert!(!is_proven(&world, person.contact));
        let contact = ContactId::try_from(person.contact).expect("an id");
        let task = (TaskKind::AddressFailed, false, contact.raw(), Some(Refusal::Bounced));
        assert_eq!(world.open_tasks(person.case), [task]);
        // Mail servers hand notices on more than once.
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Known);
        assert_eq!(world.open_tasks(person.case).len(), 1);
        assert_eq!(world.audited(world.istanbul, AuditAction::MailBounced), 1);
    }
}

on_both! {
    async fn a_cancellation_that_comes_back_when_the_case_is_closed_stands_on_today(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let at = |what: &str| format!("/cases/{}/{what}", person.case);
        world.worker.act(&at(&format!("appointments/{id}/cancel")), 1, &json!({ "hears": "mail" })).await.expect(200);
        world.send_to_folder().await;
        let request = json!({ "reason": "goals_met" });
        world.worker.act(&at("close-request"), person.version, &request).await.expect(200);
        let approve = json!({ "approve": true });
        world.supervisor.act(&at("close-decision"), person.version + 1, &approve).await.expect(200);
        let mail = world.mailbox_of(&person).into_iter().find(|mail| mail.contains("METHOD:CANCEL") || mail.contains("cancelled"));
        let mail = mail.expect("the cancellation");
        let message = mail.lines().find(|line| line.starts_with("Message-ID:")).expect("an id");
        let raw = notice(message, &person.address, "5.1.1");
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Recorded);
        let urgent = (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::Bounced));
        assert!(world.open_tasks(person.case).contains(&urgent));
        let today = world.worker.get("/today").await.expect(200).json();
        let items = today["items"].as_array().expect("items");
        let shown = items.iter().find(|item| item["subject"] == "reach_other_way").expect("the task");
        // It can be ended there too.
        let task = shown["record"].as_str().expect("an id");
        world.worker.act(&at(&format!("tasks/{task}/done")), 1, &json!({})).await.expect(200);
    }
}

on_both! {
    async fn a_mail_that_was_given_up_elsewhere_is_told_and_its_address_stays(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        // Passed on to an address that is none of ours.
        let raw = notice(&message_id(&world, &person), "elsewhere@other.example", "4.4.7");
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Recorded);
        assert!(is_proven(&world, person.contact));
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::Bounced));
        assert_eq!(world.open_tasks(person.case), [task]);
    }
}

on_both! {
    async fn an_address_that_was_corrected_since_is_not_to_blame(world: World) {
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let (raw, path) = (notice(&message_id(&world, &person), &person.address, "5.1.1"), format!("/cases/{}/contacts/{}", person.case, person.contact));
        let body = json!({ "channel": "email", "value": "new@home.example", "safe": true });
        world.worker.change(&path, 1, &body).await.expect(200);
        world.prove(person.contact, Some("2026-11-23".parse().expect("a day")));
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Recorded);
        assert!(is_proven(&world, person.contact));
    }
}

on_both! {
    async fn a_notice_that_names_nobody_is_about_the_address_that_was_written_to(world: World) {
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let raw = nameless(notice(&message_id(&world, &person), "", "5.1.1"));
        // Since then they said of another address that it is safe: the next mail would go there.
        world.clock.advance(86_400);
        let (worker, newer) = (world.afresh(&world.worker), Uuid::now_v7());
        let body = json!({ "channel": "email", "value": "new@home.example", "safe": true });
        worker.create(&format!("/cases/{}/contacts/{newer}", person.case), &body).await.expect(201);
        world.prove(newer, Some("2026-11-24".parse().expect("a day")));
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Recorded);
        assert_eq!((is_proven(&world, person.contact), is_proven(&world, newer)), (false, true));
        let contact = ContactId::try_from(person.contact).expect("an id");
        let task = (TaskKind::AddressFailed, false, contact.raw(), Some(Refusal::Bounced));
        assert_eq!(world.open_tasks(person.case), [task]);
    }
}

on_both! {
    async fn a_notice_that_names_nobody_blames_no_address_that_was_not_written_to(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let raw = nameless(notice(&message_id(&world, &person), "", "5.1.1"));
        let path = format!("/cases/{}/contacts/{}", person.case, person.contact);
        let body = json!({ "channel": "email", "value": "new@home.example", "safe": true });
        world.worker.change(&path, 1, &body).await.expect(200);
        world.prove(person.contact, Some("2026-11-23".parse().expect("a day")));
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Recorded);
        assert!(is_proven(&world, person.contact));
        // The person may not know all the same.
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::Bounced));
        assert_eq!(world.open_tasks(person.case), [task]);
    }
}

on_both! {
    async fn what_came_back_after_its_appointment_asks_for_nothing(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-23T13:00").await;
        world.send_to_folder().await;
        let raw = notice(&message_id(&world, &person), &person.address, "4.4.7");
        world.clock.advance(5 * 86_400);
        assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Recorded);
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once failed bounced");
        assert_eq!(world.open_tasks(person.case), []);
    }
}

on_both! {
    async fn what_is_about_no_mail_of_ours_changes_nothing(world: World) {
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let versions = |world: &World| -> Vec<i64> {
            mails::table.order(mails::id).select(mails::version).load(&mut world.connect()).expect("mails")
        };
        let before = versions(&world);
        for raw in [
            notice("Message-ID: <not-ours@randevu.example>", &person.address, "5.1.1"),
            b"From: her@home.example\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nGone until May\r\n".to_vec(),
            vec![0xff; 100_000],
            Vec::new(),
        ] {
            assert_eq!(bounce(&world.core, &raw).await.expect("taken"), Bounce::Ignored);
        }
        assert_eq!(versions(&world), before);
        assert!(is_proven(&world, person.contact));
    }
}

on_both! {
    async fn a_mail_servers_pipe_hands_notices_on_and_is_told_when_to_come_back(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        let raw = notice(&message_id(&world, &person), &person.address, "5.1.1");
        let command = Process::over(&world.database, "");
        let mut all = String::new();
        for (input, wanted) in [(raw.as_slice(), "recorded"), (raw.as_slice(), "known already"), (b"no notice", "nothing to do")] {
            let (code, said) = command.feed(&["mail", "bounce"], input);
            assert_eq!((code, said.trim()), (Some(0), wanted));
            all.push_str(&said);
        }
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once failed bounced");
        // The mail server keeps what cannot be dealt with now (`EX_TEMPFAIL`).
        command.lose_key();
        let (code, said) = command.feed(&["mail", "bounce"], &raw);
        assert_eq!(code, Some(75), "{said}");
        all.push_str(&said);
        assert!(!all.contains(&person.address) && !all.contains("home.example"), "{all}");
    }
}
