//! Looking at an appointment before it is saved: who may, what it clashes with, what the person would be told.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::ids::{AppointmentId, CaseId};
use yaninda_tests::{
    Persona, World,
    mail::{Reachable, appointment},
    on_both,
};

fn with(draft: &Value, key: &str, value: Value) -> Value {
    let mut draft = draft.clone();
    draft[key] = value;
    draft
}

fn path(case: CaseId, id: impl std::fmt::Display) -> String {
    format!("/cases/{case}/appointments/{id}")
}

/// What the check says of a new one.
async fn of_new(who: &Persona, case: CaseId, draft: &Value) -> Value {
    who.ask(&format!("{}/check", path(case, Uuid::now_v7())), draft).await.expect(200).json()
}

/// What the check says of a change.
async fn of_change(world: &World, person: &Reachable, id: AppointmentId, draft: &Value) -> Value {
    world.worker.ask(&format!("{}/check", path(person.case, id)), draft).await.expect(200).json()
}

/// The kind that is called for and the kind that is shown.
fn kinds(check: &Value) -> (&Value, &Value) {
    (&check["tells"], &check["preview"]["kind"])
}

/// Whose time is taken, and from when to when.
fn taken(check: &Value) -> Vec<String> {
    let said = |clash: &Value| {
        let part = |key: &str| clash[key].as_str().expect("a text").to_owned();
        format!("{} {} {}", part("whose"), part("starts"), part("ends"))
    };
    check["clashes"].as_array().expect("clashes").iter().map(said).collect()
}

async fn booked(who: &Persona, case: CaseId, draft: &Value) -> Uuid {
    let id = Uuid::now_v7();
    who.create(&path(case, id), draft).await.expect(201);
    id
}

on_both! {
    async fn only_who_may_book_on_a_case_checks_on_it_and_nothing_is_changed(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let draft = appointment("2026-11-26T14:00");
        let at = format!("{}/check", path(case, Uuid::now_v7()));
        for who in [&world.stranger, &world.colleague] {
            who.ask(&at, &draft).await.expect_problem(404, "not_found");
        }
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        for who in [&world.worker, &world.colleague, &world.supervisor] {
            who.ask(&at, &draft).await.expect(200);
        }
        let all = world.worker.get(&format!("/cases/{case}/appointments")).await.expect(200).json();
        assert_eq!(all["items"], json!([]));
        assert_eq!(world.open_tasks(case), []);
    }
}

on_both! {
    async fn who_cannot_see_what_it_is_about_does_not_learn_it_from_a_check(world: World) {
        let person = world.reachable().await;
        let draft = with(&appointment("2026-11-26T14:00"), "type", json!("PSY.individual"));
        let id = world.book_with(&person, &draft).await;
        let share = format!("/cases/{}/shares/{}", person.case, Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        let at = format!("{}/check", path(person.case, id));
        world.colleague.ask(&at, &draft).await.expect_problem(403, "not_allowed");
        world.worker.ask(&at, &draft).await.expect(200);
    }
}

on_both! {
    async fn what_is_foreseen_is_what_is_told(world: World) {
        let person = world.reachable().await;
        let first = appointment("2026-11-26T14:00");
        let new = of_new(&world.worker, person.case, &first).await;
        assert_eq!(kinds(&new), (&json!("confirmation"), &json!("confirmation")));
        assert_eq!(new["preview"]["reminders_at"].as_array().map(Vec::len), Some(2));
        assert!(new["preview"]["text"].as_str().is_some_and(|text| text.contains("14:00")), "{new}");
        let id = world.book_with(&person, &first).await;

        // Nobody has heard of it yet.
        let moved = appointment("2026-11-27T15:00");
        let change = of_change(&world, &person, id, &moved).await;
        assert_eq!(kinds(&change), (&json!("confirmation"), &json!("confirmation")));
        let noted = with(&first, "note", json!("Bring the letter"));
        let note = of_change(&world, &person, id, &noted).await;
        assert_eq!((kinds(&note), &note["refused"]), ((&Value::Null, &Value::Null), &Value::Null));

        world.send_to_folder().await;
        let change = of_change(&world, &person, id, &moved).await;
        assert_eq!(kinds(&change), (&json!("change"), &json!("change")));
        let text = change["preview"]["text"].as_str().expect("a text").to_owned();
        assert!(text.contains("14:00") && text.contains("15:00"), "{text}");
        let place = of_change(&world, &person, id, &with(&first, "mail_place", json!("phone"))).await;
        assert_eq!(kinds(&place), (&json!("change"), &json!("change")));
        let quiet = of_change(&world, &person, id, &with(&moved, "tell", json!(false))).await;
        assert_eq!(kinds(&quiet), (&Value::Null, &Value::Null));

        world.worker.change(&path(person.case, id), 1, &noted).await.expect(200);
        assert_eq!(world.send_to_folder().await, 0);
        world.worker.change(&path(person.case, id), 2, &moved).await.expect(200);
        world.send_to_folder().await;
        let sent = world.mail_lines(id.raw());
        assert_eq!(sent.iter().filter(|line| line.ends_with("sent")).count(), 2, "{sent:?}");
        assert!(sent.contains(&"change once sent".to_owned()), "{sent:?}");
    }
}

on_both! {
    async fn who_was_told_of_it_as_it_stands_is_only_reminded_of_it_again(world: World) {
        let person = world.reachable().await;
        let draft = appointment("2026-11-26T14:00");
        let id = world.book_with(&person, &draft).await;
        world.send_to_folder().await;
        world.worker.change(&path(person.case, id), 1, &with(&draft, "tell", json!(false))).await.expect(200);
        let again = of_change(&world, &person, id, &draft).await;
        assert_eq!(kinds(&again), (&json!("reminder"), &json!("reminder")));
        assert_eq!(again["preview"]["leaves_at"], again["preview"]["reminders_at"][0]);
        // Half an hour before it no reminder is left.
        world.clock.advance(3 * 86_400 + 3600 + 1800);
        let worker = world.afresh(&world.worker);
        let at = format!("{}/check", path(person.case, id));
        let late = worker.ask(&at, &draft).await.expect(200).json();
        assert_eq!((kinds(&late), &late["refused"]), ((&Value::Null, &Value::Null), &Value::Null));
    }
}

on_both! {
    async fn one_that_was_never_told_of_is_confirmed_and_one_that_is_over_is_not_told_of(world: World) {
        let person = world.reachable().await;
        let quiet = with(&appointment("2026-11-26T14:00"), "tell", json!(false));
        let id = world.book_with(&person, &quiet).await;
        let noted = with(&with(&quiet, "note", json!("N")), "tell", json!(true));
        assert_eq!(of_change(&world, &person, id, &noted).await["tells"], "confirmation");
        world.worker.change(&path(person.case, id), 1, &noted).await.expect(200);
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once queued");
        world.worker.act(&format!("{}/cancel", path(person.case, id)), 2, &json!({})).await.expect(200);
        let off = of_change(&world, &person, id, &appointment("2026-11-27T14:00")).await;
        assert_eq!(kinds(&off), (&Value::Null, &Value::Null));
    }
}

on_both! {
    async fn a_mail_that_would_not_leave_is_not_shown_and_it_is_said_why(world: World) {
        let person = world.reachable().await;
        world.prove(person.contact, None);
        let refused = of_new(&world.worker, person.case, &appointment("2026-11-26T14:00")).await;
        assert_eq!(refused["refused"], "address_unproven");
        assert_eq!(kinds(&refused), (&json!("confirmation"), &Value::Null));
        // One in the morning where the person is; nine is too late for this one.
        let rules = json!({ "channel": "email", "language": "en", "wording": "time_only", "zone": "America/Los_Angeles",
            "hours": { "from": 540, "to": 1080 } });
        let there = world.reachable_by(rules).await;
        let late = of_new(&world.worker, there.case, &appointment("2026-11-23T15:00")).await;
        assert_eq!((&late["refused"], &late["preview"]), (&json!("too_late"), &Value::Null));
        let id = world.book(&there, "2026-11-23T15:00").await;
        assert_eq!(world.mail_lines(id.raw()), Vec::<String>::new());
    }
}

on_both! {
    async fn words_for_the_mail_are_held_against_the_place_before_they_are_saved(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let draft = with(&appointment("2026-11-26T14:00"), "mail_place", json!({ "words": "by the moda café" }));
        of_new(&world.worker, case, &draft).await;
        let at = format!("{}/check", path(case, Uuid::now_v7()));
        for (key, text) in [("place", "Tea house in Moda"), ("with_whom", "Doctor Moda")] {
            let named = with(&draft, key, json!(text));
            world.worker.ask(&at, &named).await.expect_field("mail_place.words", "not_neutral");
        }
    }
}

on_both! {
    async fn what_overlaps_is_told_of_the_person_and_of_who_attends_on_the_clock_of_what_is_booked(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (other, _) = world.open_case(&world.worker).await;
        let by = |draft: &Value, who: &Persona| with(draft, "attended_by", json!(who.id()));
        let ten = appointment("2026-11-26T10:30");
        let own = booked(&world.worker, case, &by(&ten, &world.worker)).await;
        booked(&world.worker, other, &by(&appointment("2026-11-26T11:00"), &world.colleague)).await;
        // Half past nine in Greenwich is half past eight to half past nine in Berlin.
        let berlin = with(&with(&appointment("2026-11-26T09:00"), "zone", json!("Europe/Berlin")), "minutes", json!(15));
        let check = of_new(&world.worker, case, &by(&berlin, &world.colleague)).await;
        assert_eq!(taken(&check), ["person 2026-11-26T08:30 2026-11-26T09:30", "worker 2026-11-26T09:00 2026-11-26T10:00"]);
        let check = of_new(&world.worker, other, &by(&berlin, &world.worker)).await;
        assert_eq!(
            taken(&check),
            ["person 2026-11-26T09:00 2026-11-26T10:00", "worker 2026-11-26T08:30 2026-11-26T09:30"]
        );
        // Nobody's, and one that begins when the other ends.
        assert_eq!(taken(&of_new(&world.worker, case, &appointment("2026-11-26T11:30")).await), Vec::<String>::new());
        // Not with itself, and not with what was called off.
        let at = format!("{}/check", path(case, own));
        let itself = world.worker.ask(&at, &by(&ten, &world.worker)).await.expect(200).json();
        assert_eq!(taken(&itself), Vec::<String>::new());
        world.worker.act(&format!("{}/cancel", path(case, own)), 1, &json!({})).await.expect(200);
        assert_eq!(taken(&of_new(&world.worker, case, &ten).await), Vec::<String>::new());
    }
}

on_both! {
    async fn nothing_of_another_office_clashes(world: World) {
        let (theirs, _) = world.open_case(&world.stranger).await;
        let draft = with(&appointment("2026-11-26T10:30"), "attended_by", json!(world.stranger.id()));
        booked(&world.stranger, theirs, &draft).await;
        let (case, _) = world.open_case(&world.worker).await;
        assert_eq!(taken(&of_new(&world.worker, case, &draft).await), Vec::<String>::new());
    }
}

on_both! {
    async fn each_week_is_held_against_what_is_booked(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        for day in ["2026-12-10", "2026-12-17", "2027-01-07"] {
            booked(&world.worker, case, &appointment(&format!("{day}T10:00"))).await;
        }
        let following: Vec<Uuid> = (0..3).map(|_| Uuid::now_v7()).collect();
        let weekly = with(&appointment("2026-11-26T10:30"), "repeat", json!({ "following": following }));
        assert_eq!(
            taken(&of_new(&world.worker, case, &weekly).await),
            ["person 2026-12-10T10:00 2026-12-10T11:00", "person 2026-12-17T10:00 2026-12-17T11:00"]
        );
        let once = appointment("2026-11-26T10:30");
        assert_eq!(taken(&of_new(&world.worker, case, &once).await), Vec::<String>::new());
    }
}

on_both! {
    async fn a_week_whose_hour_is_left_out_is_named(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let following: Vec<Uuid> = (0..12).map(|_| Uuid::now_v7()).collect();
        let mut weekly = with(&appointment("2027-01-24T02:30"), "repeat", json!({ "following": following }));
        weekly["zone"] = json!("Europe/Berlin");
        let at = path(case, Uuid::now_v7());
        // The ninth of them is the last Sunday of March.
        let field = "repeat.following[8]";
        world.worker.ask(&format!("{at}/check"), &weekly).await.expect_field(field, "no_such_time");
        world.worker.create(&at, &weekly).await.expect_field(field, "no_such_time");
        weekly["starts"] = json!("2027-03-28T02:30");
        world.worker.ask(&format!("{at}/check"), &weekly).await.expect_field("starts", "no_such_time");
    }
}
