//! What comes of an answer.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{appointments, change_feed};
use yaninda_shared::{
    audit::AuditAction,
    ids::{AppointmentId, RawId},
    mail::MailKind,
};
use yaninda_tests::{World, on_both};

use super::{appointment, booked, booked_with, everything, open_tasks};

/// Where the appointment is in the feed of its office.
fn position(world: &World, id: Uuid) -> i64 {
    change_feed::table
        .filter(change_feed::record_id.eq(RawId(id)))
        .select(change_feed::seq)
        .get_result(&mut world.connect())
        .expect("a position")
}

async fn shown(world: &World, path: &str) -> Value {
    world.worker.get(path).await.expect(200).json()
}

on_both! {
    async fn an_answer_reaches_the_worker_once_however_often_it_is_sent(world: World) {
        let one = booked(&world).await;
        let before = position(&world, one.id);
        let page = world.visitor.answer(&one.page, "answer=not_coming").await;
        page.says("Thank you").says("I cannot come").says("Change my answer").says("You can change your answer until");
        assert!(position(&world, one.id) > before);
        let record = shown(&world, &one.path).await;
        assert_eq!(record["version"], 2);
        assert_eq!(record["answer"], json!({ "kind": "not_coming", "at": record["answer"]["at"], "unverified": true }));
        assert_eq!(open_tasks(&world, one.case), [("answered".to_owned(), false)]);
        let today = world.worker.get("/today").await.expect(200).json();
        let items = today["items"].as_array().expect("items");
        let task = items.iter().find(|item| item["subject"] == "answered").unwrap_or_else(|| panic!("{today}"));
        assert_eq!((&task["answer"], &task["starts"]), (&json!("not_coming"), &record["starts"]));
        assert_eq!(task["unverified"], true);
        let week = world.worker.get("/agenda?from=2026-11-23&to=2026-11-29").await.expect(200).json();
        assert_eq!((&week["items"][0]["answer"], &week["items"][0]["unverified"]), (&json!("not_coming"), &json!(true)));
        let after = everything(&world);
        for _ in 0..3 {
            world.clock.advance(60);
            world.visitor.answer(&one.page, "answer=not_coming").await.says("I cannot come");
        }
        assert_eq!(everything(&world), after);
        assert_eq!(world.audited(world.istanbul, AuditAction::Answered), 1);
    }
}

on_both! {
    async fn answers_at_the_same_moment_are_one(world: World) {
        let one = booked(&world).await;
        let send = || world.visitor.post(&one.page, "answer=not_coming");
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        for page in [a, b, c, d] {
            page.expect(303);
        }
        assert_eq!(world.audited(world.istanbul, AuditAction::Answered), 1);
        assert_eq!(open_tasks(&world, one.case).len(), 1);
    }
}

on_both! {
    async fn coming_after_all_settles_the_task_where_nobody_else_reads(world: World) {
        let one = booked_with(&world, "en", &json!({ "read_by": "nobody_else" }), &json!({})).await;
        world.visitor.answer(&one.page, "answer=not_coming").await;
        world.visitor.answer(&one.page, "answer=another_time&slot=2026-11-27T14:00").await.says("I need another time");
        assert_eq!(open_tasks(&world, one.case).len(), 1, "one task about one appointment");
        world.visitor.answer(&one.page, "answer=coming").await.says("Yes, I will come");
        assert!(open_tasks(&world, one.case).is_empty());
        let record = shown(&world, &one.path).await;
        assert_eq!((&record["answer"]["kind"], &record["answer"]["slot"]), (&json!("coming"), &Value::Null));
        let kinds = |record: &Value| -> Vec<Value> {
            record["earlier_answers"].as_array().expect("answers").iter().map(|answer| answer["kind"].clone()).collect()
        };
        assert_eq!(kinds(&record), ["not_coming", "another_time"]);
        assert_eq!(world.audited(world.istanbul, AuditAction::Answered), 3);
        // Somebody else may have taken this one back.
        let shared = booked(&world).await;
        world.visitor.answer(&shared.page, "answer=not_coming").await;
        world.visitor.answer(&shared.page, "answer=coming").await.says("Yes, I will come");
        assert_eq!(open_tasks(&world, shared.case), [("answered".to_owned(), false)]);
    }
}

on_both! {
    async fn whoever_answers_over_it_wipes_no_words(world: World) {
        let one = booked(&world).await;
        world.visitor.answer(&one.page, "answer=another_time&message=Help").await;
        world.visitor.answer(&one.page, "answer=not_coming").await;
        world.visitor.answer(&one.page, "answer=coming").await.says("Yes, I will come");
        assert_eq!(open_tasks(&world, one.case), [("answered".to_owned(), false)]);
        let record = shown(&world, &one.path).await;
        assert_eq!((&record["answer"]["kind"], &record["earlier_answers"][0]["message"]), (&json!("coming"), &json!("Help")));
        assert_eq!(record["earlier_answers"].as_array().map(Vec::len), Some(2));
        // Nor does a change by the worker: they are in the history.
        let mut draft = appointment();
        draft["starts"] = json!("2026-11-27T15:00");
        world.worker.change(&one.path, 4, &draft).await.expect(200);
        assert_eq!(shown(&world, &one.path).await.get("earlier_answers"), None);
        let entry = shown(&world, &format!("/cases/{}/timeline/{}", one.case, one.id)).await;
        assert_eq!(entry["former"][0]["earlier_answers"][0]["message"], "Help");
    }
}

on_both! {
    async fn nobody_answers_without_end(world: World) {
        let one = booked_with(&world, "en", &json!({ "read_by": "nobody_else" }), &json!({})).await;
        let form = |number: usize| if number.is_multiple_of(2) { "answer=coming" } else { "answer=not_coming" };
        for number in 1..=20 {
            world.visitor.post(&one.page, form(number)).await.expect(303);
        }
        world.visitor.post(&one.page, form(21)).await.expect(404);
        // The last one sent again is no other. That no more are taken somebody hears, though it says that all is well.
        world.visitor.post(&one.page, form(20)).await.expect(303);
        assert_eq!(open_tasks(&world, one.case), [("answered".to_owned(), false)]);
        let record = shown(&world, &one.path).await;
        assert_eq!(record["earlier_answers"].as_array().map(Vec::len), Some(19));
        world.visitor.get(&one.page).await.expect(200).says("Yes, I will come");
    }
}

on_both! {
    async fn another_time_is_chosen_or_written_and_what_was_written_is_sealed_and_never_shown_again(world: World) {
        let one = booked(&world).await;
        let form = world.visitor.get(&format!("{}?another", one.page)).await.expect(200);
        form.says("value=\"2026-11-27T14:00\"").says("Friday 27 November, 14:00").says("value=\"2026-11-30T09:15\"");
        let words = "I%20work%20until%20%3Cb%3E%20Zumrut%0D%0Asix";
        let page = world.visitor.answer(&one.page, &format!("answer=another_time&slot=2026-11-27T14:00&message={words}")).await;
        page.says("I need another time").says("the appointment stays as it is").says_not("Friday 27 November").says_not("Zumrut");
        world.visitor.get(&format!("{}?another", one.page)).await.expect(200).says_not("Zumrut");
        let answer = shown(&world, &one.path).await["answer"].clone();
        assert_eq!((&answer["kind"], &answer["slot"]), (&json!("another_time"), &json!("2026-11-27T14:00")));
        assert_eq!(answer["message"], "I work until <b> Zumrut six");
        let sealed: Option<Vec<u8>> = appointments::table
            .find(AppointmentId::try_from(one.id).expect("an id"))
            .select(appointments::answer_sealed)
            .get_result(&mut world.connect())
            .expect("a row");
        assert!(!sealed.expect("an answer").windows(6).any(|part| part == b"Zumrut"));
        assert!(!everything(&world).join("\n").contains("Zumrut"));
    }
}

on_both! {
    async fn what_is_unclear_is_asked_for_again_and_not_lost(world: World) {
        let one = booked(&world).await;
        let post = |form: String| {
            let (visitor, page) = (world.visitor.clone(), one.page.clone());
            async move { visitor.post(&page, &form).await }
        };
        post("answer=another_time&message=+".into()).await.expect(422).says("Choose a time or write a few words");
        post("answer=another_time&slot=2026-12-24T10:00".into()).await.expect(422).says("Choose a time");
        let long = format!("answer=another_time&message=%3Cscript%3E{}", "x".repeat(300));
        post(long).await.expect(422).says("at most 300").says("&lt;script&gt;xxx").says_not("<script>xxx");
        post("answer=maybe".into()).await.expect(400).says("Can you come?");
        post(String::new()).await.expect(400).says("Can you come?");
        assert_eq!(shown(&world, &one.path).await["version"], 1);
        // That none of them suits is an answer too: not everybody can or will write.
        world.visitor.answer(&one.page, "answer=another_time&slot=&message=").await.says("I need another time");
        assert_eq!(shown(&world, &one.path).await["answer"]["kind"], "another_time");
    }
}

on_both! {
    async fn a_time_that_has_passed_is_not_offered(world: World) {
        let one = booked_with(&world, "en", &json!({}), &json!({ "offered": ["2026-11-24T09:00", "2026-11-27T14:00"] })).await;
        let another = format!("{}?another", one.page);
        world.visitor.get(&another).await.expect(200).says("2026-11-24T09:00");
        world.clock.advance(86_400);
        world.visitor.get(&another).await.expect(200).says_not("2026-11-24T09:00").says("2026-11-27T14:00");
        let without = booked_with(&world, "en", &json!({}), &json!({ "offered": [] })).await;
        let form = world.visitor.get(&format!("{}?another", without.page)).await.expect(200);
        form.says("<textarea").says_not("type=\"radio\"").says("name=\"slot\"");
    }
}

on_both! {
    async fn an_answer_is_verified_only_where_nobody_else_reads(world: World) {
        for (read_by, unverified) in
            [("nobody_else", false), ("family", true), ("employer", true), ("shared_phone", true), ("unknown", true)]
        {
            let tomorrow = json!({ "starts": "2026-11-24T10:30" });
            let one = booked_with(&world, "en", &json!({ "read_by": read_by }), &tomorrow).await;
            world.visitor.answer(&one.page, "answer=coming").await;
            assert_eq!(shown(&world, &one.path).await["answer"]["unverified"], json!(unverified), "{read_by}");
            for list in ["/today", "/agenda?from=2026-11-24&to=2026-11-24"] {
                let items = shown(&world, list).await["items"].as_array().expect("items").clone();
                let item = items.iter().find(|item| item["case"] == json!(one.case)).expect("the appointment");
                let said = (&item["answer"], item["unverified"] == true);
                assert_eq!(said, (&json!("coming"), unverified), "{read_by} on {list}");
            }
        }
    }
}

on_both! {
    async fn within_a_day_the_task_is_urgent(world: World) {
        for (starts, urgent) in [("2026-11-24T11:59", true), ("2026-11-24T12:01", false)] {
            let one = booked_with(&world, "en", &json!({}), &json!({ "starts": starts })).await;
            world.visitor.answer(&one.page, "answer=not_coming").await;
            assert_eq!(open_tasks(&world, one.case), [("answered".to_owned(), urgent)], "{starts}");
        }
    }
}

on_both! {
    async fn a_change_by_the_worker_supersedes_the_answer_and_its_link(world: World) {
        let one = booked(&world).await;
        world.visitor.answer(&one.page, "answer=not_coming").await;
        let mut draft = appointment();
        draft["starts"] = json!("2026-11-27T14:00");
        world.worker.change(&one.path, 2, &draft).await.expect(200);
        let record = shown(&world, &one.path).await;
        assert_eq!((record.get("answer"), &record["sequence"]), (None, &json!(1)));
        assert!(open_tasks(&world, one.case).is_empty());
        let before = everything(&world);
        world.visitor.post(&one.page, "answer=coming").await.expect(404);
        assert_eq!(everything(&world), before);
        let token = world.link(one.case, one.id, MailKind::Change, 1);
        world.visitor.answer(&format!("/{token}"), "answer=coming").await.says("Friday 27 November");
    }
}

on_both! {
    async fn after_a_cancelled_or_missed_one_another_time_can_be_asked_for_and_nothing_else(world: World) {
        let one = booked(&world).await;
        world.worker.act(&format!("{}/cancel", one.path), 1, &json!({ "hears": "knows" })).await.expect(200);
        let page = format!("/{}", world.link(one.case, one.id, MailKind::Cancellation, 1));
        world.visitor.get(&page).await.expect(200).says("Cancelled: Thursday 26 November").says_not("Yes, I will come");
        for form in ["answer=coming", "answer=not_coming"] {
            world.visitor.post(&page, form).await.expect(400);
        }
        world.visitor.answer(&page, "answer=another_time&slot=2026-11-30T09:15").await.says("No new time is agreed").says_not("Monday 30 November");
        assert_eq!(open_tasks(&world, one.case), [("answered".to_owned(), false)]);
        assert_eq!(shown(&world, &one.path).await["answer"]["slot"], "2026-11-30T09:15");
        world.clock.advance(7 * 86_400);
        world.visitor.get(&page).await.expect(404);
    }
}

on_both! {
    async fn a_form_of_any_kind_is_read_or_refused_and_never_breaks_the_page(world: World) {
        let one = booked(&world).await;
        let large = format!("answer=coming&message={}", "x".repeat(20_000));
        world.visitor.post(&one.page, &large).await.expect(400);
        let odd = world.visitor.with("content-type", "multipart/form-data; boundary=x");
        odd.send(Method::POST, &one.page, None).await.expect(400);
        world.visitor.post(&one.page, "answer=%ff%fe&&&=&answer").await.expect(400);
        assert_eq!(shown(&world, &one.path).await["version"], 1);
        world.visitor.get(&one.page).await.expect(200);
    }
}
