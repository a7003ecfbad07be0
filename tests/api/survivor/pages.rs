//! What a page says, in which language, and what it never says.

use serde_json::json;
use yaninda_shared::mail::{MailKind, MailLanguage};
use yaninda_tests::{Page, World, on_both};

use super::{CANARIES, booked, booked_with, everything};

/// Bytes a page may have, uncompressed.
const MOST: usize = 15 * 1024;

/// Every part that a link can show, as it is before and after an answer.
async fn all_parts(world: &World, language: &str) -> Vec<(String, Page)> {
    let one = booked_with(world, language, &json!({ "wording": "calendar" }), &json!({})).await;
    let (visitor, page, stop) = (&world.visitor, &one.page, format!("/stop/{}", one.token));
    let mut all = Vec::new();
    for (name, path) in [("asked", page.clone()), ("another time", format!("{page}?another")), ("stop", stop.clone())] {
        all.push((name.to_owned(), visitor.get(&path).await.expect(200)));
    }
    let long = "%C5%9E".repeat(300);
    all.push((
        "too long".to_owned(),
        visitor.post(page, &format!("answer=another_time&message={long}x")).await.expect(422),
    ));
    for (name, form) in [
        ("coming", "answer=coming".to_owned()),
        ("not coming", "answer=not_coming".to_owned()),
        ("other time", format!("answer=another_time&slot=2026-11-27T14:00&message={long}")),
    ] {
        all.push((name.to_owned(), visitor.answer(page, &form).await));
    }
    all.push(("change".to_owned(), visitor.get(&format!("{page}?change")).await.expect(200)));
    all.push(("gone".to_owned(), visitor.get(&format!("/nothing?l={language}")).await.expect(404)));
    for (kind, action, body) in [
        (MailKind::Cancellation, "cancel", json!({ "reason": "Kanarya" })),
        (MailKind::Missed, "outcome", json!({ "outcome": "missed", "note": "Kanarya" })),
    ] {
        let off = booked_with(world, language, &json!({}), &json!({ "starts": "2026-11-23T12:30" })).await;
        let late = if kind == MailKind::Missed { 7200 } else { 0 };
        world.clock.advance(late);
        world.afresh(&world.worker).act(&format!("{}/{action}", off.path), 1, &body).await.expect(200);
        let token = world.link(off.case, off.id, kind, i32::from(kind == MailKind::Cancellation));
        all.push((format!("{kind:?}"), visitor.get(&format!("/{token}")).await.expect(200)));
        all.push((
            format!("{kind:?}, answered"),
            visitor.answer(&format!("/{token}"), "answer=another_time&message=x").await,
        ));
        world.clock.advance(-late);
    }
    all.push(("stopped".to_owned(), visitor.post(&stop, "").await.expect(200)));
    all
}

on_both! {
    async fn every_page_is_small_neutral_and_complete_in_every_language(world: World) {
        let mut secret: Vec<String> = CANARIES.iter().map(|canary| (*canary).to_owned()).collect();
        for text in ["Yanında", "yaninda", "Istanbul", "IST-0", "CMG", "Kestane", "@test.example", "yaninda.test"] {
            secret.push(text.to_owned());
        }
        secret.extend([world.worker.id().to_string(), world.istanbul.to_string(), world.url.clone()]);
        let mut largest = (0, String::new());
        for language in MailLanguage::ALL {
            for (part, page) in all_parts(&world, language.as_str()).await {
                let what = format!("{part} in {}", language.as_str());
                let direction = if language.rtl() { "rtl" } else { "ltr" };
                let opening = format!("<html lang=\"{}\" dir=\"{direction}\">", language.as_str());
                assert!(page.text.contains(&opening), "{what}");
                let headers = format!("{:?}", page.headers);
                for text in &secret {
                    assert!(!page.text.contains(text.as_str()) && !headers.contains(text.as_str()), "{what} says {text}");
                }
                assert!(!page.text.contains("page-") && !page.text.contains("mail-"), "{what} lacks a text: {}", page.text);
                largest = largest.max((page.text.len(), what));
            }
        }
        println!("largest page: {} bytes, {}", largest.0, largest.1);
        assert!(largest.0 <= MOST, "{largest:?}");
    }
}

on_both! {
    async fn the_question_has_three_equal_answers_and_a_way_out(world: World) {
        let one = booked(&world).await;
        let page = world.visitor.get(&one.page).await.expect(200);
        let page = page
            .says("Thursday 26 November")
            .says("<time datetime=\"2026-11-26T10:30\">10:30</time>")
            .says("The usual place")
            .says("Yes, I will come")
            .says("I need another time")
            .says("I cannot come")
            .says("<title>Appointment</title>")
            .says("<link rel=\"icon\" href=\"data:,\">")
            .says("href=\"https://worldweather.wmo.int/\" rel=\"noreferrer\"")
            .says("may still list this page in its history");
        assert!(!page.headers.contains_key("set-cookie") && !page.headers.contains_key("server"));
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-robots-tag", "noindex, nofollow"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("content-language", "en"),
        ] {
            assert_eq!(page.headers[name], value);
        }
        let policy = page.headers["content-security-policy"].to_str().expect("a text");
        for part in ["default-src 'none'", "style-src 'sha256-", "script-src 'sha256-", "form-action 'self'", "base-uri 'none'",
            "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(!page.headers.contains_key("x-request-id"));
        assert_eq!(page.headers["strict-transport-security"], "max-age=63072000; includeSubDomains");
        let http = world.visitor_with(|settings| settings.survivor_origin = Some("http://127.0.0.1:8081".to_owned())).await;
        assert!(!http.get(&one.page).await.expect(200).headers.contains_key("strict-transport-security"));
    }
}

on_both! {
    async fn a_link_leads_somewhere_only_where_the_person_wants_links(world: World) {
        for (wording, said) in [("nothing", false), ("time_only", false), ("place", true), ("calendar", true)] {
            let change = json!({ "mail_place": { "words": "by the <b>" } });
            // Markup is no word that a mail may say; the page would show it as it is all the same.
            let refused = booked_words(&world, &change).await;
            assert_eq!(refused, 422);
            let one = booked_with(&world, "en", &json!({ "wording": wording }), &json!({ "mail_place": "agreed" })).await;
            let page = world.visitor.get(&one.page).await.expect(if said { 200 } else { 404 });
            assert_eq!(page.text.contains("The agreed place"), said, "{wording}");
        }
    }
}

async fn booked_words(world: &World, change: &serde_json::Value) -> u16 {
    let (case, _) = world.open_case(&world.worker).await;
    let mut draft = super::appointment();
    draft["mail_place"] = change["mail_place"].clone();
    let path = format!("/cases/{case}/appointments/{}", uuid::Uuid::now_v7());
    world.worker.create(&path, &draft).await.status.as_u16()
}

on_both! {
    async fn the_language_is_that_of_the_mail_until_another_is_chosen(world: World) {
        let one = booked_with(&world, "tr", &json!({}), &json!({})).await;
        let visitor = world.visitor.with("accept-language", "ru");
        visitor.get(&one.page).await.expect(200).says("lang=\"tr\"").says("Gelebilecek misiniz?").says("?l=ar");
        visitor.get(&format!("{}?l=ar", one.page)).await.expect(200).says("<html lang=\"ar\" dir=\"rtl\">");
        visitor.get(&format!("{}?l=de", one.page)).await.expect(200).says("<html lang=\"tr\"");
        // It goes along: to the other parts, and through an answer.
        visitor.get(&format!("{}?l=fr", one.page)).await.expect(200).says("?l=fr&amp;another").says(&format!("/stop/{}?l=fr", one.token));
        visitor.answer(&format!("{}?l=fr", one.page), "answer=coming").await.says("<html lang=\"fr\"").says("Oui, je viendrai");
        // Who is written to in a language we have no words in, or in none, gets that of the browser.
        let unknown = booked_with(&world, "de", &json!({}), &json!({})).await;
        visitor.get(&unknown.page).await.expect(200).says("<html lang=\"ru\"");
        world.visitor.get(&unknown.page).await.expect(200).says("<html lang=\"en\"");
    }
}

on_both! {
    async fn looking_writes_nothing(world: World) {
        let one = booked(&world).await;
        let before = everything(&world);
        let stop = format!("/stop/{}", one.token);
        for path in [one.page.clone(), format!("{}?another", one.page), format!("{}?l=tr&change", one.page), stop, "/unknown".to_owned(), "/robots.txt".to_owned()] {
            world.visitor.get(&path).await;
            world.visitor.send(reqwest::Method::HEAD, &path, None).await;
        }
        // Nor does a form that says nothing.
        for form in ["", "answer=", "answer=maybe", "answer=another_time", &format!("answer=another_time&message={}", "x".repeat(9000))] {
            world.visitor.post(&one.page, form).await;
        }
        assert_eq!(before, everything(&world));
        // Were something written, it would show.
        world.visitor.post(&one.page, "answer=coming").await.expect(303);
        assert_ne!(before, everything(&world));
    }
}

on_both! {
    async fn the_two_sides_serve_nothing_of_each_other(world: World) {
        let one = booked(&world).await;
        let gone = world.visitor.get("/nothing").await.expect(404);
        for path in ["/", "/cases", "/healthz", "/readyz", "/api/v1/me", "/api/docs/", "/index.html", "/favicon.ico", "/a/b/c", "/stop", "/stop/x/y"] {
            assert_eq!(world.visitor.get(path).await, gone, "{path}");
        }
        let robots = world.visitor.get("/robots.txt").await.expect(200);
        assert_eq!(robots.text, "User-agent: *\nDisallow: /\n");
        for method in [reqwest::Method::PUT, reqwest::Method::DELETE, reqwest::Method::PATCH, reqwest::Method::OPTIONS] {
            assert_eq!(world.visitor.send(method.clone(), &one.page, None).await.status, 404, "{method}");
        }
        let staff = world.anonymous.get(&format!("/{}", one.page)).await;
        assert!(!String::from_utf8_lossy(&staff.bytes).contains("10:30"));
        let staff = world.anonymous.send(reqwest::Method::POST, &format!("/{}", one.page), &[], Some(b"answer=coming".to_vec())).await;
        assert_ne!(staff.status, 303);
    }
}

on_both! {
    async fn a_demo_shows_its_pages_on_this_computer_alone(world: World) {
        let one = booked(&world).await;
        let demo = world.visitor_with(|settings| settings.become_demo()).await;
        demo.get(&one.page).await.expect(200);
        let gone = demo.get("/nothing").await.expect(404);
        assert_eq!(demo.with("host", "randevu.example").get(&one.page).await, gone);
        assert_eq!(demo.with("x-forwarded-for", "127.0.0.1").get(&one.page).await, gone);
    }
}
