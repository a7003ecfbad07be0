//! How mail fares, and what is done about it by hand.

use reqwest::Method;
use serde_json::{Value, json};
use yaninda_shared::{audit::AuditAction, mail::Refusal, tasks::TaskKind};
use yaninda_tests::{World, on_both};

/// The line of the mail of this kind.
fn line<'a>(health: &'a Value, kind: &str) -> &'a Value {
    let lines = health["lines"].as_array().expect("lines");
    lines.iter().find(|line| line["kind"] == kind).unwrap_or_else(|| panic!("no {kind} in {health}"))
}

on_both! {
    async fn an_admin_sees_how_mail_fares_and_nothing_of_any_person(world: World) {
        let [sent, waits] = [world.reachable().await, world.reachable().await];
        let case = sent.case;
        let first = world.book(&sent, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        world.book(&waits, "2026-11-26T14:00").await;
        world.prove(waits.contact, None);
        world.clock.advance(60);
        let answered = world.admin.get("/mail").await.expect(200);
        let health = answered.json();
        assert_eq!(health["paused"], "not_set_up");
        let counts = health["counts"].as_array().expect("counts");
        assert!(counts.contains(&json!({ "state": "sent", "count": 1 })), "{counts:?}");
        assert!(counts.contains(&json!({ "state": "queued", "count": 3 })), "{counts:?}");
        assert_eq!(health["lines"].as_array().map(Vec::len), Some(3));
        assert_eq!(health["oldest_due"], json!(1_795_424_400_000_000_i64));
        let text = String::from_utf8(answered.bytes).expect("text");
        for secret in [sent.address, sent.case.to_string(), first.to_string(), "Kestane".to_owned()] {
            assert!(!text.contains(secret.as_str()), "{secret}");
        }
        for who in [&world.worker, &world.manager, &world.auditor] {
            who.get("/mail").await.expect_problem(403, "not_allowed");
        }
        // Nor does another office see the mails of an appointment.
        world.stranger.get(&format!("/cases/{case}/appointments/{first}/mails")).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn a_mail_that_failed_is_sent_again_by_hand_as_far_as_it_is_right(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        world.prove(person.contact, None);
        world.send_to_folder().await;
        // What was dropped is not listed; its worker looks after it. The reminders wait.
        let mails = world.worker.get(&format!("/cases/{}/appointments/{id}/mails", person.case)).await.expect(200).json();
        let dropped = mails.as_array().expect("mails").iter().find(|mail| mail["state"] == "dropped").expect("one").clone();
        let path = format!("/mail/{}/resend", dropped["id"].as_str().expect("an id"));
        let version = 2;
        let still = world.admin.act(&path, version, &json!({})).await.expect(201).json();
        assert_eq!((&still["state"], &still["reason"]), (&json!("dropped"), &json!("address_unproven")));
        world.prove(person.contact, Some("2026-11-23".parse().expect("a day")));
        // Who still sees the line as it was does not send it a second time.
        world.admin.act(&path, version, &json!({})).await.expect_problem(412, "stale");
        let again = world.admin.act(&path, version + 1, &json!({})).await.expect(201).json();
        assert_eq!((&again["state"], &again["reason"]), (&json!("queued"), &Value::Null));
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 1);
        world.admin.act(&path, 7, &json!({})).await.expect_problem(412, "stale");
        world.worker.act(&path, version, &json!({})).await.expect_problem(403, "not_allowed");
    }
}

on_both! {
    async fn what_waits_is_tried_at_once_but_not_outside_the_safe_hours(world: World) {
        let rules = json!({ "channel": "email", "language": "en", "wording": "time_only", "zone": "America/Los_Angeles",
            "hours": { "from": 540, "to": 1080 } });
        let person = world.reachable_by(rules).await;
        world.book(&person, "2026-11-26T14:00").await;
        let health = world.admin.get("/mail").await.expect(200).json();
        let confirmation = line(&health, "confirmation");
        let path = format!("/mail/{}/resend", confirmation["id"].as_str().expect("an id"));
        let (key, headers) = (uuid::Uuid::now_v7(), [("if-match", "\"1\"")]);
        let first = world.admin.write(Method::POST, &path, &headers, key, &json!({})).await.expect(200);
        let again = world.admin.write(Method::POST, &path, &headers, key, &json!({})).await.expect(200);
        assert_eq!(first.bytes, again.bytes);
        world.send_to_folder().await;
        assert_eq!(world.mailbox(), Vec::<String>::new());
    }
}

on_both! {
    async fn a_mail_that_waits_is_taken_back_by_hand_and_its_worker_hears_of_it(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        let health = world.admin.get("/mail").await.expect(200).json();
        let path = |kind: &str| format!("/mail/{}/cancel", line(&health, kind)["id"].as_str().expect("an id"));
        let taken = world.admin.act(&path("confirmation"), 1, &json!({})).await.expect(200).json();
        assert_eq!((&taken["state"], &taken["reason"]), (&json!("cancelled"), &json!("by_hand")));
        world.admin.act(&path("confirmation"), 2, &json!({})).await.expect_problem(409, "conflict");
        assert_eq!(world.send_to_folder().await, 0);
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::ByHand));
        assert_eq!(world.open_tasks(person.case), [task]);
        assert_eq!(world.audited(world.istanbul, AuditAction::Cancelled), 1);
        // The reminders come all the same, unless they are taken back too.
        let lines = world.mail_lines(id.raw());
        assert_eq!(lines, ["confirmation once cancelled by_hand", "reminder 24h queued", "reminder 2h queued"]);
        let health = world.admin.get("/mail").await.expect(200).json();
        let reminder = format!("/mail/{}/cancel", line(&health, "reminder")["id"].as_str().expect("an id"));
        world.worker.act(&reminder, 1, &json!({})).await.expect_problem(403, "not_allowed");
        world.admin.act(&reminder, 1, &json!({})).await.expect(200);
    }
}

on_both! {
    async fn a_language_is_approved_with_the_name_of_who_read_it_and_taken_back(world: World) {
        world.approve("ar").await;
        let of = |health: Value| {
            let all = health["languages"].as_array().expect("languages").clone();
            all.into_iter().find(|language| language["language"] == "ar").expect("Arabic")
        };
        let arabic = of(world.admin.get("/mail").await.expect(200).json());
        assert_eq!((&arabic["approved_by"], &arabic["outdated"]), (&json!("Ayla Taş"), &json!(false)));
        assert_eq!(arabic["recorded_by"], json!(world.admin.id()));
        assert!(arabic["texts"].as_array().is_some_and(|texts| texts.len() > 10), "{arabic}");
        world.admin.send(Method::DELETE, "/mail/languages/ar", &[], None).await.expect(204);
        assert_eq!(of(world.admin.get("/mail").await.expect(200).json())["approved_by"], Value::Null);
        world.admin.send(Method::DELETE, "/mail/languages/ar", &[], None).await.expect_problem(404, "not_found");
        world.admin.send(Method::DELETE, "/mail/languages/xx", &[], None).await.expect_problem(404, "not_found");
        let body = serde_json::to_vec(&json!({ "approved_by": "Ayla Taş" })).expect("JSON");
        let json = [("content-type", "application/json")];
        let refused = world.worker.send(Method::PUT, "/mail/languages/ar", &json, Some(body)).await;
        refused.expect_problem(403, "not_allowed");
    }
}
