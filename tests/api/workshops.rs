//! Workshops, and the form that participants answer without signing in.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{audit_entries, change_feed, feed_heads, workshop_answers, workshops};
use yaninda_tests::{Page, Visitor, World, on_both};

fn draft() -> Value {
    json!({ "held_on": "2026-11-20", "place": "Fatih", "topics": ["kinds", "law"],
        "questions": [
            { "text": "Who decides?", "choices": ["The governorate", "We do"], "right": 0 },
            { "text": "How many days?", "choices": ["10", "30", "365"], "right": 1 },
        ] })
}

fn path() -> String {
    format!("/workshops/{}", Uuid::now_v7())
}

/// A workshop whose form asks this; its path and where the form is.
async fn open(world: &World, phase: &str) -> (String, String) {
    let at = path();
    world.supervisor.create(&at, &draft()).await.expect(201);
    let wish = json!({ "phase": phase, "closes_on": "2026-11-30" });
    let opened = world.supervisor.act(&format!("{at}/feedback"), 1, &wish).await.expect(200).json();
    let link = opened["link"].as_str().expect("a link").to_owned();
    let (origin, form) = link.split_at(link.find("/f/").expect("a short address"));
    assert!(form.len() == "/f/".len() + 16 && !origin.is_empty(), "{link}");
    (at, form.to_owned())
}

/// Somebody in the room.
fn participant(world: &World) -> Visitor {
    world.visitor.on(&world.url)
}

/// The hidden id in a form.
fn id(page: &Page) -> String {
    let from = page.text.find("name=\"form\" value=\"").expect("a form") + 19;
    let rest = &page.text[from..];
    rest[..rest.find('"').expect("an end")].to_owned()
}

async fn answer(who: &Visitor, form: &str, choices: &str) -> Page {
    let page = who.get(form).await.expect(200);
    who.post(form, &format!("form={}&{choices}", id(&page))).await
}

on_both! {
    async fn what_is_known_before_and_after_is_counted_and_belongs_to_nobody(world: World) {
        let (at, form) = open(&world, "before").await;
        let who = participant(&world);
        let page = who.get(&form).await.expect(200);
        let page = page.says("Who decides?").says_not("effective").says_not("Fatih");
        assert!(!page.text.contains("<script"), "it works without one");
        answer(&who, &form, "q0=0&q1=0").await.expect(303);
        answer(&who, &form, "q0=1").await.expect(303);
        let now = world.supervisor.get(&at).await.expect(200).json();
        assert_eq!((&now["results"]["before"], &now["results"]["effective"]), (&json!(2), &Value::Null));
        assert_eq!(now["results"].get("questions"), None, "nobody watches answers come in");
        let after = json!({ "phase": "after", "closes_on": "2026-11-30" });
        let turned = world.supervisor.act(&format!("{at}/feedback"), 2, &after).await.expect(200).json();
        assert!(turned["link"].as_str().is_some_and(|link| link.ends_with(&form)), "the printed code still leads there");
        who.get(&form).await.expect(200).says("I found the training effective.");
        for step in [5, 4, 3] {
            let done = answer(&who, &form, &format!("effective={step}&q0=0&q1=1")).await.expect(303);
            let place = done.headers.get("location").and_then(|place| place.to_str().ok()).expect("a place").to_owned();
            who.get(&place).await.expect(200).says("Thank you");
        }
        let closed = world.supervisor.act(&format!("{at}/feedback"), 3, &json!({ "phase": "closed" })).await.expect(200).json();
        assert_eq!(closed["results"], json!({ "before": 2, "after": 3,
            "effective": { "one": 0, "two": 0, "three": 1, "four": 1, "five": 1 },
            "questions": [{ "before": 1, "after": 3 }, { "before": 0, "after": 3 }] }));
        assert_eq!((&closed["phase"], closed.get("link")), (&json!("closed"), None));
        let rows: Vec<(Uuid, String)> = {
            let mut conn = world.connect();
            let rows: Vec<(yaninda_shared::ids::FeedbackId, chrono::NaiveDate, String)> = workshop_answers::table
                .select((workshop_answers::id, workshop_answers::answered_on, workshop_answers::choices))
                .load(&mut conn)
                .expect("answers");
            assert!(rows.iter().all(|(_, day, _)| day.to_string() == "2026-11-23"));
            rows.into_iter().map(|(id, _, choices)| (id.uuid(), choices)).collect()
        };
        let times: std::collections::BTreeSet<u64> =
            rows.iter().map(|(id, _)| id.get_timestamp().expect("a time").to_unix().0).collect();
        assert_eq!((rows.len(), times.len()), (5, 1), "all ids carry the beginning of the day and no more");
        assert!(times.iter().all(|time| (time + 3 * 3600) % 86_400 == 0), "{times:?}");
    }
}

on_both! {
    async fn an_answer_leaves_no_trace_but_itself(world: World) {
        let (_, form) = open(&world, "after").await;
        let who = participant(&world);
        let mut conn = world.connect();
        let mut state = || {
            let entries: i64 = audit_entries::table.count().get_result(&mut conn).expect("a count");
            let heads: Vec<i64> = feed_heads::table.order(feed_heads::office_id).select(feed_heads::seq).load(&mut conn).expect("heads");
            let feed: i64 = change_feed::table.count().get_result(&mut conn).expect("a count");
            let answers: i64 = workshop_answers::table.count().get_result(&mut conn).expect("a count");
            (entries, heads, feed, answers)
        };
        let before = state();
        let page = who.get(&form).await.expect(200);
        assert_eq!(state(), before, "looking writes nothing");
        for name in ["set-cookie", "x-powered-by"] {
            assert!(page.headers.get(name).is_none());
        }
        let policy = page.headers.get("content-security-policy").and_then(|value| value.to_str().ok()).expect("a policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("script"), "{policy}");
        assert_eq!(page.headers.get("cache-control").expect("a rule"), "no-store");
        who.post(&form, &format!("form={}&effective=5", id(&page))).await.expect(303);
        let after = state();
        assert_eq!((after.0, after.1, after.2, after.3), (before.0, before.1, before.2, before.3 + 1));
    }
}

on_both! {
    async fn one_opened_form_is_one_answer(world: World) {
        let (at, form) = open(&world, "after").await;
        let who = participant(&world);
        let id = id(&who.get(&form).await.expect(200));
        for step in [5, 1] {
            who.post(&form, &format!("form={id}&effective={step}")).await.expect(303);
        }
        let now = world.supervisor.get(&at).await.expect(200).json();
        assert_eq!(now["results"]["after"], 1);
        // Nobody makes up the id of a form, or carries one over from another workshop.
        let (_, elsewhere) = open(&world, "after").await;
        let mut forged = id.clone().into_bytes();
        forged[0] = if forged[0] == b'f' { b'0' } else { b'f' };
        let forged = String::from_utf8(forged).expect("letters");
        for (form, id) in [(&form, "x"), (&form, ""), (&form, forged.as_str()), (&elsewhere, id.as_str())] {
            who.post(form, &format!("form={id}&effective=5")).await.expect(409).says("send it again");
        }
        who.post(&form, "effective=5").await.expect(409);
        assert_eq!(world.supervisor.get(&at).await.expect(200).json()["results"]["after"], 1);
    }
}

on_both! {
    async fn what_is_missing_is_asked_for_and_what_was_chosen_is_kept(world: World) {
        let (at, form) = open(&world, "after").await;
        let who = participant(&world);
        let id = id(&who.get(&form).await.expect(200));
        let page = who.post(&form, &format!("form={id}&q1=2")).await.expect(422).says("Choose how effective");
        assert!(page.text.contains(&id) && page.text.contains("name=\"q1\" value=\"2\" checked"), "{}", page.text);
        for bad in ["effective=0", "effective=6", "effective=five"] {
            who.post(&form, &format!("form={id}&{bad}")).await.expect(422);
        }
        who.post(&form, &format!("form={id}&effective=4&q0=7&q9=1&name=Somebody")).await.expect(303);
        let kept: String = workshop_answers::table.select(workshop_answers::choices).first(&mut world.connect()).expect("one");
        assert_eq!(kept, "--", "what the form does not ask is not taken");
        let long = format!("form={id}&effective=4&x={}", "y".repeat(9000));
        who.post(&form, &long).await.expect(409);
        assert_eq!(world.supervisor.get(&at).await.expect(200).json()["results"]["after"], 1);
    }
}

on_both! {
    async fn a_closed_link_answers_like_one_that_never_was(world: World) {
        let (at, form) = open(&world, "after").await;
        let (other, second) = open(&world, "after").await;
        let who = participant(&world);
        let id = id(&who.get(&form).await.expect(200));
        world.supervisor.act(&format!("{at}/feedback"), 2, &json!({ "phase": "closed" })).await.expect(200);
        world.supervisor.act(&format!("{other}/withdraw"), 2, &json!({ "reason": "Twice" })).await.expect(200);
        let never = who.get("/f/aaaaaaaaaaaaaaaa").await.expect(404);
        let bare = |page: Page| {
            let mut headers = page.headers;
            headers.remove("x-request-id");
            (page.status, headers, page.text)
        };
        let never = bare(never);
        for place in [form.as_str(), &second, "/f/x", "/f/AAAAAAAAAAAAAAAA"] {
            assert_eq!(bare(who.get(place).await), never, "{place}");
        }
        assert_eq!(bare(who.post(&form, &format!("form={id}&effective=5")).await), never);
        // A new link once it is opened again; the old one stays dead.
        let again = json!({ "phase": "after", "closes_on": "2026-11-24" });
        let reopened = world.supervisor.act(&format!("{at}/feedback"), 3, &again).await.expect(200).json();
        let fresh = reopened["link"].as_str().expect("a link").to_owned();
        assert!(!fresh.ends_with(&form));
        let fresh = fresh[fresh.find("/f/").expect("an address")..].to_owned();
        who.get(&fresh).await.expect(200);
        assert_eq!(bare(who.get(&form).await), never);
        // After its last day nobody has to close it.
        world.clock.advance(2 * 86_400);
        assert_eq!(bare(who.get(&fresh).await), never);
        let supervisor = world.afresh(&world.supervisor);
        assert_eq!(supervisor.get(&at).await.expect(200).json()["phase"], "closed");
        let stored: Vec<Option<Vec<u8>>> = workshops::table.select(workshops::link_hash).load(&mut world.connect()).expect("rows");
        assert!(stored.iter().flatten().all(|hash| hash.len() == 32), "only hashes are kept");
    }
}

on_both! {
    async fn guessing_ends_in_silence_and_a_flood_in_a_pause(world: World) {
        let (_, form) = open(&world, "after").await;
        let who = participant(&world);
        let page = who.get(&form).await.expect(200);
        // A room in which many mistype is not shut out, and phones begin with a capital letter.
        for number in 0..120 {
            who.get(&format!("/f/guess{number:011}")).await.expect(404);
        }
        let typed = format!("/f/{}", form.trim_start_matches("/f/").to_uppercase());
        who.get(&typed).await.expect(200);
        answer(&who, &typed, "effective=5").await.expect(303);
        for _ in 0..299 {
            who.post(&form, &format!("form={}&effective=5", id(&page))).await.expect(303);
        }
        let busy = who.post(&form, &format!("form={}&effective=5", id(&page))).await.expect(429);
        assert!(busy.headers.get("retry-after").is_some());
    }
}

on_both! {
    async fn one_phone_does_not_answer_for_a_room_without_being_seen(world: World) {
        let unit = Uuid::now_v7();
        world.supervisor.create(&format!("/referral-units/{unit}"), &json!({ "name": "Residence", "source": "pdmm" })).await.expect(201);
        let (at, form) = open(&world, "after").await;
        let mut counted = draft();
        counted["attendance"] = json!([{ "unit": unit, "people": 3 }]);
        world.supervisor.change(&at, 2, &counted).await.expect(200);
        let who = participant(&world);
        for _ in 0..20 {
            answer(&who, &form, "effective=5").await.expect(303);
        }
        answer(&who, &form, "effective=5").await.expect(404);
        let closed = world.supervisor.act(&format!("{at}/feedback"), 3, &json!({ "phase": "closed" })).await.expect(200).json();
        assert_eq!(closed["results"]["after"], 20);
        let report = world.supervisor.get("/reports/identification?first=2026-11&last=2026-11").await.expect(200).json();
        assert_eq!(report["overfull"], 1);
        // Whoever finds that more people came says so, and nothing is doubtful any more.
        counted["attendance"] = json!([{ "unit": unit, "people": 25 }]);
        world.supervisor.change(&at, 4, &counted).await.expect(200);
        let report = world.supervisor.get("/reports/identification?first=2026-11&last=2026-11").await.expect(200).json();
        assert_eq!(report["overfull"], 0);
    }
}

on_both! {
    async fn it_is_read_in_three_languages_and_any_other_in_english(world: World) {
        let (_, form) = open(&world, "after").await;
        let who = participant(&world);
        for (accepted, words, dir) in [("tr-TR,tr;q=0.9", "Eğitimi etkili buldum.", "ltr"), ("ar", "كان التدريب", "rtl"), ("fa", "I found", "ltr")] {
            let page = who.with("accept-language", accepted).get(&form).await.expect(200).says(words);
            assert!(page.text.contains(&format!("dir=\"{dir}\"")));
        }
        who.get(&format!("{form}?l=ar")).await.expect(200).says("كان التدريب");
        assert_eq!(who.send(Method::HEAD, &form, None).await.expect(200).text, "");
        who.send(Method::PUT, &form, None).await.expect(405);
        // It is not there where survivors' links lead.
        world.visitor.get(&form).await.expect(404);
    }
}

on_both! {
    async fn only_supervisors_change_them_and_each_office_has_its_own(world: World) {
        let at = path();
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            who.create(&at, &draft()).await.expect_problem(403, "not_allowed");
        }
        world.supervisor.create(&at, &draft()).await.expect(201);
        assert_eq!(world.worker.get(&at).await.expect(200).json()["place"], "Fatih");
        for who in [&world.manager, &world.admin, &world.auditor] {
            who.get(&at).await.expect_problem(403, "not_allowed");
            who.get("/workshops").await.expect_problem(403, "not_allowed");
        }
        world.stranger_supervisor.get(&at).await.expect_problem(404, "not_found");
        world.stranger_supervisor.change(&at, 1, &draft()).await.expect_problem(404, "not_found");
        let wish = json!({ "phase": "after", "closes_on": "2026-11-30" });
        world.stranger_supervisor.act(&format!("{at}/feedback"), 1, &wish).await.expect_problem(404, "not_found");
        world.worker.act(&format!("{at}/feedback"), 1, &wish).await.expect_problem(403, "not_allowed");
        assert_eq!(world.stranger_supervisor.get("/workshops").await.expect(200).json()["items"], json!([]));
        let mut later = draft();
        later["held_on"] = json!("2026-11-22");
        world.supervisor.create(&path(), &later).await.expect(201);
        let first = world.worker.get("/workshops?limit=1").await.expect(200).json();
        assert_eq!(first["items"][0]["held_on"], "2026-11-22");
        let next = first["next"].as_str().expect("a next page").to_owned();
        let second = world.worker.get(&format!("/workshops?limit=1&after={next}")).await.expect(200).json();
        assert_eq!((&second["items"][0]["held_on"], second.get("next")), (&json!("2026-11-20"), None));
    }
}

on_both! {
    async fn questions_stay_as_they_were_asked_and_paper_is_counted_too(world: World) {
        let (at, form) = open(&world, "after").await;
        let mut other = draft();
        other["questions"][0]["right"] = json!(1);
        world.supervisor.change(&at, 2, &other).await.expect_problem(409, "conflict");
        answer(&participant(&world), &form, "effective=5&q0=0").await.expect(303);
        world.supervisor.act(&format!("{at}/feedback"), 2, &json!({ "phase": "closed" })).await.expect(200);
        world.supervisor.change(&at, 3, &other).await.expect_problem(409, "conflict");
        let mut paper = draft();
        paper["paper"] = json!({ "effective": { "four": 9, "one": 2 }, "before": { "asked": 20, "right": 8 }, "after": { "asked": 20, "right": 15 } });
        world.supervisor.change(&at, 3, &paper).await.expect(200);
        world.supervisor.change(&at, 3, &paper).await.expect_problem(412, "stale");
        let report = world.supervisor.get("/reports/identification?first=2026-11&last=2026-11").await.expect(200).json();
        assert_eq!(report["effective"], json!({ "one": 2, "two": 0, "three": 0, "four": 9, "five": 1 }));
        assert_eq!(report["known_before"], json!({ "asked": 20, "right": 8 }));
        assert_eq!(report["known_after"], json!({ "asked": 22, "right": 16 }));
        let history = world.supervisor.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!(history.as_array().map(Vec::len), Some(3));
        // The oldest comes first.
        paper["place"] = json!("Kadıköy");
        world.supervisor.change(&at, 4, &paper).await.expect(200);
        let history = world.supervisor.get(&format!("{at}/history")).await.expect(200).json();
        assert_eq!((&history[3]["paper"]["before"]["asked"], &history[3]["place"]), (&json!(20), &json!("Fatih")));
        assert_ne!(history[0]["paper"]["before"]["asked"], 20);
    }
}

on_both! {
    async fn a_bad_workshop_is_refused_and_the_field_named(world: World) {
        let unit = Uuid::now_v7();
        world.stranger_supervisor.create(&format!("/referral-units/{unit}"), &json!({ "name": "Residence", "source": "pdmm" })).await.expect(201);
        for (field, value, at, code) in [
            ("topics", json!([]), "topics", "missing"),
            ("topics", json!(["cooking"]), "topics[0]", "unknown_value"),
            ("held_on", json!("1700-01-01"), "held_on", "impossible_date"),
            ("place", json!(" "), "place", "empty"),
            ("attendance", json!([{ "unit": unit, "people": 3 }]), "attendance[0].unit", "unknown_value"),
            ("attendance", json!([{ "unit": unit, "people": 0 }]), "attendance[0].people", "zero"),
            ("attendance", json!([{ "unit": unit, "people": -3 }]), "attendance[0].people", "wrong_type"),
            ("questions", json!([{ "text": "?", "choices": ["One"], "right": 0 }]), "questions[0].choices", "too_short"),
            ("questions", json!([{ "text": "?", "choices": ["1", "2"], "right": 2 }]), "questions[0].right", "unknown_value"),
            ("paper", json!({ "before": { "asked": 1, "right": 2 } }), "paper.before.right", "too_large"),
            ("participants", json!(["Ahmet"]), "participants", "unknown_field"),
        ] {
            let mut body = draft();
            body[field] = value;
            world.supervisor.create(&path(), &body).await.expect_field(at, code);
        }
        let at = path();
        let mut plain = draft();
        plain["questions"] = json!([]);
        world.supervisor.create(&at, &plain).await.expect(201);
        let feedback = format!("{at}/feedback");
        for (wish, field, code) in [
            (json!({ "phase": "before", "closes_on": "2026-11-30" }), "phase", "not_allowed_here"),
            (json!({ "phase": "after" }), "closes_on", "missing"),
            (json!({ "phase": "after", "closes_on": "2026-11-22" }), "closes_on", "in_the_past"),
            (json!({ "phase": "after", "closes_on": "2027-02-01" }), "closes_on", "too_large"),
            (json!({ "phase": "closed", "closes_on": "2026-11-30" }), "closes_on", "not_allowed_here"),
            (json!({ "phase": "later" }), "phase", "unknown_value"),
        ] {
            world.supervisor.act(&feedback, 1, &wish).await.expect_field(field, code);
        }
        for (query, field, code) in [
            ("first=2026-11&last=2026-10", "last", "before_start"),
            ("first=2025-11&last=2026-11", "last", "too_large"),
            ("first=2026-1&last=2026-11", "first", "impossible_date"),
            ("first=2026-11&last=2026-11&window=0", "window", "zero"),
            ("first=2026-11&last=2026-11&window=13", "window", "too_large"),
        ] {
            world.supervisor.get(&format!("/reports/identification?{query}")).await.expect_field(field, code);
        }
        world.supervisor.get("/reports/people?from=2026-11&to=2026-10").await.expect_field("to", "before_start");
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            who.get("/reports/identification?first=2026-11&last=2026-11").await.expect_problem(403, "not_allowed");
            who.get("/reports/people?from=2026-11&to=2026-11").await.expect_problem(403, "not_allowed");
        }
    }
}
