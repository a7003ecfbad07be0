//! Links that lead nowhere: the same bytes, whatever they once were; and guessing.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use yaninda::{
    db::schema::{case_keys, cases, mails},
    time::Clock,
};
use yaninda_shared::mail::MailKind;
use yaninda_tests::{World, on_both};

use super::{appointment, booked, booked_with};

on_both! {
    async fn a_link_that_is_over_looks_like_one_that_never_was(world: World) {
        let over = booked_with(&world, "tr", &json!({}), &json!({ "starts": "2026-11-23T13:00" })).await;
        let moved = booked_with(&world, "ar", &json!({}), &json!({})).await;
        let cancelled = booked(&world).await;
        let excused = booked(&world).await;
        let erased = booked(&world).await;
        let keyless = booked(&world).await;
        let closed = booked(&world).await;
        let mut draft = appointment();
        draft["starts"] = json!("2026-11-28T10:30");
        world.worker.change(&moved.path, 1, &draft).await.expect(200);
        world.worker.act(&format!("{}/outcome", excused.path), 1, &json!({ "outcome": "excused" })).await.expect(200);
        world.worker.act(&format!("{}/cancel", cancelled.path), 1, &json!({})).await.expect(200);
        diesel::delete(mails::table.filter(mails::case_id.eq(erased.case))).execute(&mut world.connect()).expect("a mail");
        diesel::delete(case_keys::table.filter(case_keys::case_id.eq(keyless.case))).execute(&mut world.connect()).expect("a key");
        diesel::update(cases::table.find(closed.case)).set(cases::open.eq(false)).execute(&mut world.connect()).expect("closed");
        let contact = world.link(over.case, Uuid::now_v7(), MailKind::AddressCode, 0);
        let other_case = world.link(over.case, moved.id, MailKind::Confirmation, 1);
        world.visitor.get(&over.page).await.expect(200);
        // An hour from ten, and an hour long.
        world.clock.advance(2 * 3600 - 1);
        world.visitor.get(&over.page).await.expect(200);
        world.clock.advance(1);
        let visitor = world.visitor_with(|_| ()).await.with("accept-language", "fa");
        let never = visitor.get(&format!("/{}", "A".repeat(27))).await.expect(404);
        assert!(never.text.contains("<html lang=\"fa\" dir=\"rtl\">"));
        assert_eq!(visitor.get("/").await, never);
        let posted = visitor.post("/never", "answer=coming").await;
        assert_eq!(posted, never);
        for (what, token) in [
            ("over", &over.token),
            ("moved", &moved.token),
            ("cancelled", &cancelled.token),
            ("excused", &excused.token),
            ("erased", &erased.token),
            ("without a key", &keyless.token),
            ("of a closed case", &closed.token),
            ("of a contact", &contact),
            ("of another case", &other_case),
            ("long", &"A".repeat(2000)),
            ("no text", &"%ff%00%0a".to_owned()),
        ] {
            assert_eq!(visitor.get(&format!("/{token}")).await, never, "{what}");
            assert_eq!(visitor.get(&format!("/{token}?another&change")).await, never, "{what}");
            assert_eq!(visitor.post(&format!("/{token}"), "answer=coming").await, never, "{what}");
        }
    }
}

on_both! {
    async fn a_link_leads_nowhere_once_its_inbox_is_not_safe_any_more(world: World) {
        let gone = world.visitor.get("/never").await.expect(404);
        for (what, stays) in [
            ("as it was", true),
            ("not confirmed for long", true),
            ("stopped", true),
            ("an unsafe address", false),
            ("unsafe where it stands twice", false),
            ("another address", false),
            ("withdrawn consent", false),
            ("another channel", false),
            ("time only", false),
        ] {
            let one = booked(&world).await;
            let (case, person) = (format!("/cases/{}", one.case), &one.person);
            let contact = format!("{case}/contacts/{}", person.contact);
            let contact_is = |value: &str, safe: bool| json!({ "channel": "email", "value": value, "safe": safe });
            world.visitor.get(&one.page).await.expect(200);
            match what {
                "not confirmed for long" => world.prove(person.contact, None),
                "stopped" => {
                    world.visitor.post(&format!("/stop/{}", one.token), "").await.expect(200);
                }
                "an unsafe address" => {
                    world.worker.change(&contact, 1, &contact_is(&person.address, false)).await.expect(200);
                }
                "unsafe where it stands twice" => {
                    let path = format!("{case}/contacts/{}", Uuid::now_v7());
                    world.worker.create(&path, &contact_is(&person.address, false)).await.expect(201);
                }
                "another address" => {
                    world.worker.change(&contact, 1, &contact_is("new@home.example", true)).await.expect(200);
                    world.prove(person.contact, Some(world.core.day(world.clock.now())));
                }
                "withdrawn consent" => {
                    let path = format!("{case}/consents/{}/withdraw", person.consent);
                    world.worker.act(&path, 1, &json!({ "on": "2026-11-23" })).await.expect(200);
                }
                "another channel" => world.change_rule(person, "channel", json!("phone")).await,
                "time only" => world.change_rule(person, "wording", json!("time_only")).await,
                _ => {}
            }
            let page = world.visitor.get(&one.page).await;
            assert_eq!(page == gone, !stays, "{what}: {}", page.text);
            let posted = world.visitor.post(&one.page, "answer=coming").await;
            assert_eq!(posted.status, if stays { 303 } else { 404 }, "{what}");
            // Stopping is always right.
            world.visitor.get(&format!("/stop/{}", one.token)).await.expect(200);
        }
    }
}

on_both! {
    async fn a_link_waits_for_its_mail(world: World) {
        let one = booked(&world).await;
        diesel::update(mails::table.filter(mails::case_id.eq(one.case)))
            .set(mails::sent_to.eq(None::<Vec<u8>>))
            .execute(&mut world.connect())
            .expect("a mail");
        world.visitor.get(&one.page).await.expect(404);
    }
}

on_both! {
    async fn ten_thousand_guesses_get_one_answer(world: World) {
        let one = booked(&world).await;
        let known = world.visitor_with(|settings| settings.trusted_proxies = vec!["127.0.0.1".parse().expect("an address")]).await;
        let guesser = known.with("x-forwarded-for", "203.0.113.9");
        let first = guesser.get("/first").await.expect(404);
        let began = std::time::Instant::now();
        for number in 0..10_000_u32 {
            let token = Uuid::now_v7().simple().to_string();
            let page = match number % 4 {
                0 => guesser.post(&format!("/{token}"), "answer=coming").await,
                1 => guesser.get(&format!("/stop/{token}")).await,
                _ => guesser.get(&format!("/{token}")).await,
            };
            assert_eq!(page, first, "{number}");
        }
        println!("10,000 guesses in {:?}", began.elapsed());
        // By now not even a good link would be told from a bad one, to this address.
        assert_eq!(guesser.get(&one.page).await, first);
        assert_eq!(guesser.post(&one.page, "answer=coming").await, first);
        assert_eq!(guesser.post(&format!("/stop/{}", one.token), "").await, first);
        // Nobody else is shut out, though somebody guesses.
        known.with("x-forwarded-for", "203.0.113.10").get(&one.page).await.expect(200);
        world.clock.advance(15 * 60);
        guesser.get(&one.page).await.expect(200);
    }
}

on_both! {
    async fn without_a_known_proxy_nobody_chooses_their_address(world: World) {
        let one = booked(&world).await;
        for number in 0..60 {
            world.visitor.with("x-forwarded-for", &format!("203.0.113.{number}")).get("/guess").await.expect(404);
        }
        world.visitor.with("x-forwarded-for", "198.51.100.1").get(&one.page).await.expect(404);
    }
}

on_both! {
    async fn a_person_who_comes_back_to_a_good_link_is_never_counted(world: World) {
        let one = booked(&world).await;
        for _ in 0..100 {
            world.visitor.get(&one.page).await.expect(200);
        }
    }
}
