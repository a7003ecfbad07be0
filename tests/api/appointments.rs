//! Appointments of a case.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{
    audit::{AuditAction, AuditEntry},
    page::Page,
};
use yaninda_tests::{Persona, World, on_both};

/// Thursday at half past ten, three days from now.
pub fn draft() -> Value {
    json!({ "type": "CMG.office_meeting", "starts": "2026-11-26T10:30", "zone": "Europe/Istanbul", "minutes": 60 })
}

fn with(key: &str, value: Value) -> Value {
    let mut draft = draft();
    draft[key] = value;
    draft
}

/// Books it, and answers its path.
async fn booked(world: &World, who: &Persona, draft: &Value) -> String {
    let (case, _) = world.open_case(who).await;
    let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
    who.create(&path, draft).await.expect(201);
    path
}

on_both! {
    async fn an_appointment_is_booked_once_and_seen_by_those_of_the_case(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
        let mut draft = draft();
        draft["place"] = json!("Second floor, Moda");
        draft["mail_place"] = json!("usual");
        draft["attended_by"] = json!(world.colleague.id());
        let (key, new) = (Uuid::now_v7(), [("if-none-match", "*")]);
        let first = world.worker.write(Method::PUT, &path, &new, key, &draft).await.expect(201);
        let again = world.worker.write(Method::PUT, &path, &new, key, &draft).await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        let seen = world.supervisor.get(&path).await.expect(200).json();
        assert_eq!((&seen["place"], &seen["state"], &seen["sequence"]), (&json!("Second floor, Moda"), &json!("planned"), &json!(0)));
        // Half past seven in Greenwich.
        assert_eq!(seen["starts_at"], json!(1_795_678_200_000_000_i64));
        assert_eq!(seen["ends_at"], json!(1_795_681_800_000_000_i64));
        let timeline = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        assert_eq!(timeline["items"][0]["entry"], "appointment");
        world.stranger.get(&path).await.expect_problem(404, "not_found");
        // Who attends is told when, not everything about the person.
        world.colleague.get(&path).await.expect_problem(404, "not_found");
    }
}

on_both! {
    async fn times_that_do_not_exist_or_are_over_are_refused_by_name(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let put = |body: Value| {
            let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
            let who = world.worker.clone();
            async move { who.create(&path, &body).await }
        };
        put(with("starts", json!("2026-11-23T11:59"))).await.expect_field("starts", "in_the_past");
        put(with("starts", json!("2026-11-23T12:01"))).await.expect(201);
        put(with("starts", json!("2026-02-30T10:00"))).await.expect_field("starts", "impossible_date");
        put(with("starts", json!("tomorrow"))).await.expect_field("starts", "impossible_date");
        put(with("zone", json!("Europe/Atlantis"))).await.expect_field("zone", "unknown_zone");
        put(with("minutes", json!(4))).await.expect_field("minutes", "too_short");
        put(with("minutes", json!(721))).await.expect_field("minutes", "too_large");
        put(with("type", json!("CMG.seance"))).await.expect_field("type", "unknown_value");
        put(with("attended_by", json!(world.stranger.id()))).await.expect_field("attended_by", "unknown_value");
        put(with("attended_by", json!(world.admin.id()))).await.expect_field("attended_by", "unknown_value");
        put(with("offered", json!(["2026-11-23T11:59"]))).await.expect_field("offered", "in_the_past");
        let mut gap = with("starts", json!("2027-03-28T02:30"));
        gap["zone"] = json!("Europe/Berlin");
        put(gap.clone()).await.expect_field("starts", "no_such_time");
        let mut slot = with("offered", json!(["2027-03-28T02:30"]));
        slot["zone"] = json!("Europe/Berlin");
        put(slot).await.expect_field("offered", "no_such_time");
        // What was offered and has passed since stands in no correction's way.
        let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
        let mut offering = with("offered", json!(["2026-11-23T12:05"]));
        world.worker.create(&path, &offering).await.expect(201);
        world.clock.advance(360);
        offering["note"] = json!("Bring the file");
        world.worker.change(&path, 1, &offering).await.expect(200);
        // The hour that comes twice: the first of them.
        gap["starts"] = json!("2027-10-31T02:30");
        let twice = put(gap).await.expect(201).json();
        assert_eq!(twice["starts_at"], json!(1_824_942_600_000_000_i64));
    }
}

on_both! {
    async fn words_for_the_mail_name_nobody_and_no_place(world: World) {
        let mut case = yaninda_tests::case_draft();
        case["identity"] = json!({ "given_names": "Gülistan", "family_names": "Demir" });
        let (case, _) = world.open_case_with(&world.worker, &case).await;
        let put = |words: &str, place: Option<&str>| {
            let mut body = with("mail_place", json!({ "words": words }));
            if let Some(place) = place {
                body["place"] = json!(place);
            }
            let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
            let who = world.worker.clone();
            async move { who.create(&path, &body).await }
        };
        put("the usual place", None).await.expect(201);
        for named in ["with gulistan", "at Demir", "Istanbul", "colleague", "Bağdat Caddesi", "room 5", "Moda, Kadıköy"] {
            put(named, None).await.expect_field("mail_place.words", "not_neutral");
        }
        for (words, place) in [
            ("by the moda café", "Tea house in Moda"),
            ("near moda", "Moda"),
            ("moda'nın önü", "Moda"),
            ("modanın önü", "Moda"),
            ("near yıldız", "Yıldız Pastanesi"),
            ("in النور", "مأوى النور"),
        ] {
            put(words, Some(place)).await.expect_field("mail_place.words", "not_neutral");
        }
        let mut met = with("mail_place", json!({ "words": "at the place of mehmet" }));
        met["with_whom"] = json!("Mehmet");
        let path = format!("/cases/{case}/appointments/{}", Uuid::now_v7());
        world.worker.create(&path, &met).await.expect_field("mail_place.words", "not_neutral");
    }
}

on_both! {
    async fn a_move_counts_up_and_a_note_does_not(world: World) {
        let path = booked(&world, &world.worker, &draft()).await;
        let noted = world.worker.change(&path, 1, &with("note", json!("Bring the letter"))).await.expect(200).json();
        assert_eq!((&noted["sequence"], &noted["version"]), (&json!(0), &json!(2)));
        let moved = world.worker.change(&path, 2, &with("starts", json!("2026-11-27T09:00"))).await.expect(200).json();
        assert_eq!(moved["sequence"], json!(1));
        world.worker.change(&path, 2, &draft()).await.expect_problem(412, "stale");
        world.worker.change(&path, 3, &with("starts", json!("2026-11-20T09:00"))).await.expect_field("starts", "in_the_past");
        let detail = path.replace("/appointments/", "/timeline/");
        let detail = world.worker.get(&detail).await.expect(200).json();
        assert_eq!(detail["former"][0]["starts"], "2026-11-26T10:30");
        assert_eq!(detail["former"][1]["note"], "Bring the letter");
    }
}

on_both! {
    async fn a_cancelled_appointment_is_changed_no_more(world: World) {
        let path = booked(&world, &world.worker, &draft()).await;
        let done = world.worker.act(&format!("{path}/cancel"), 1, &json!({ "reason": "Court moved it" })).await.expect(200).json();
        assert_eq!((&done["state"], &done["sequence"]), (&json!("cancelled"), &json!(1)));
        world.worker.change(&path, 2, &draft()).await.expect_problem(409, "conflict");
        world.worker.act(&format!("{path}/cancel"), 2, &json!({})).await.expect_problem(409, "conflict");
        world.worker.act(&format!("{path}/outcome"), 2, &json!({ "outcome": "excused" })).await.expect_problem(409, "conflict");
        assert_eq!(world.audited(world.istanbul, AuditAction::Cancelled), 1);
    }
}

on_both! {
    async fn that_the_person_knew_of_a_cancellation_is_in_the_audit_log(world: World) {
        for (wish, fields) in [
            (json!({}), "appointment"),
            (json!({ "hears": "mail" }), "appointment"),
            (json!({ "hears": "knows" }), "appointment,knows"),
        ] {
            let path = booked(&world, &world.worker, &draft()).await;
            world.worker.act(&format!("{path}/cancel"), 1, &wish).await.expect(200);
            let page: Page<AuditEntry> = world.auditor.get("/audit?action=cancelled&limit=1").await.expect(200).body();
            assert_eq!(page.items[0].fields.join(","), fields, "{wish}");
        }
    }
}

on_both! {
    async fn nobody_attended_what_has_not_begun(world: World) {
        let path = booked(&world, &world.worker, &with("starts", json!("2026-11-23T13:00"))).await;
        let outcome = format!("{path}/outcome");
        world.worker.act(&outcome, 1, &json!({ "outcome": "attended" })).await.expect_field("outcome", "in_the_future");
        world.worker.act(&outcome, 1, &json!({ "outcome": "excused" })).await.expect(200);
        world.clock.advance(2 * 3600);
        let worker = world.afresh(&world.worker);
        // Told by a colleague that she came after all.
        let kept = worker.act(&outcome, 2, &json!({ "outcome": "attended" })).await.expect(200).json();
        assert_eq!(kept["state"], "attended");
        let case = path.split("/appointments").next().expect("a case");
        let seen = worker.get(case).await.expect(200).json();
        assert_eq!(seen["last_contact_on"], "2026-11-23");
        worker.act(&outcome, 3, &json!({ "outcome": "missed" })).await.expect(200);
        assert_eq!(worker.get(case).await.expect(200).json()["last_contact_on"], Value::Null);
    }
}

on_both! {
    async fn a_weekly_appointment_is_booked_whole_or_not_at_all(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let at = |id: Uuid| format!("/cases/{case}/appointments/{id}");
        let ids: Vec<Uuid> = (0..4).map(|_| Uuid::now_v7()).collect();
        let weekly = |following: &[Uuid]| with("repeat", json!({ "following": following }));
        world.worker.create(&at(ids[0]), &weekly(&[ids[0]])).await.expect_field("repeat.following", "taken");
        world.worker.create(&at(ids[0]), &weekly(&[])).await.expect_field("repeat.following", "missing");
        world.worker.create(&at(ids[0]), &weekly(&ids[1..])).await.expect(201);
        let last = world.worker.get(&at(ids[3])).await.expect(200).json();
        assert_eq!((&last["starts"], &last["series"]), (&json!("2026-12-17T10:30"), &json!(ids[0])));
        world.worker.create(&at(Uuid::now_v7()), &weekly(&[ids[2]])).await.expect_field("repeat.following", "taken");
        let rest = json!({ "following": true });
        world.worker.act(&format!("{}/cancel", at(ids[1])), 1, &rest).await.expect(200);
        let states = world.worker.get(&format!("/cases/{case}/appointments")).await.expect(200).json();
        let states: Vec<&str> = states["items"].as_array().expect("items").iter().filter_map(|one| one["state"].as_str()).collect();
        assert_eq!(states, ["cancelled", "cancelled", "cancelled", "planned"]);
        world.worker.change(&at(ids[0]), 1, &weekly(&[Uuid::now_v7()])).await.expect_field("repeat", "not_allowed_here");
    }
}

on_both! {
    async fn another_case_s_appointment_is_not_there(world: World) {
        let path = booked(&world, &world.worker, &draft()).await;
        let (other, _) = world.open_case(&world.colleague).await;
        let id = path.rsplit('/').next().expect("an id");
        let wrong = format!("/cases/{other}/appointments/{id}");
        world.colleague.get(&wrong).await.expect_problem(404, "not_found");
        world.colleague.create(&wrong, &draft()).await.expect_problem(404, "not_found");
        world.colleague.act(&format!("{wrong}/cancel"), 1, &json!({})).await.expect_problem(404, "not_found");
        let following = with("repeat", json!({ "following": [id] }));
        let new = format!("/cases/{other}/appointments/{}", Uuid::now_v7());
        world.colleague.create(&new, &following).await.expect_field("repeat.following", "taken");
    }
}
