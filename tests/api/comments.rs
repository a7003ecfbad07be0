//! Comments on entries.

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::ids::{CaseId, UserId};
use yaninda_tests::{Persona, World, on_both};

on_both! {
    async fn a_supervisor_comments_and_the_worker_resolves(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let note = Uuid::now_v7();
        let body = json!({ "occurred_on": "2026-11-22", "body": "Called" });
        world.worker.create(&format!("/cases/{case}/notes/{note}"), &body).await.expect(201);
        let path = format!("/cases/{case}/comments/{}", Uuid::now_v7());
        let mut draft = json!({ "on_kind": "note", "on": note, "body": "Who answered?" });
        world.supervisor.create(&path, &draft).await.expect(201);
        world.worker.change(&path, 1, &draft).await.expect_problem(403, "not_allowed");
        draft["body"] = json!("Who answered the phone?");
        world.supervisor.change(&path, 1, &draft).await.expect(200);
        let resolve = format!("{path}/resolve");
        let resolved = world.worker.send(reqwest::Method::POST, &resolve,
            &[("if-match", "\"2\""), ("idempotency-key", &Uuid::now_v7().to_string())], None).await.expect(200).json();
        assert_eq!(resolved["resolved_by"], world.worker.id().to_string());
        let line = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let item = line["items"].as_array().expect("items").iter().find(|item| item["id"] == note.to_string());
        assert_eq!(item.expect("the note")["comments"][0]["body"], "Who answered the phone?");
        let elsewhere = json!({ "on_kind": "note", "on": Uuid::now_v7(), "body": "x" });
        let other = format!("/cases/{case}/comments/{}", Uuid::now_v7());
        world.supervisor.create(&other, &elsewhere).await.expect_field("on", "unknown_value");
        let on_user = json!({ "on_kind": "user", "on": note, "body": "x" });
        world.supervisor.create(&other, &on_user).await.expect_field("on_kind", "not_allowed_here");
        world.colleague.create(&other, &draft).await.expect_problem(404, "not_found");
    }
}

/// A note of the worker's, and the path of a new comment on it.
async fn note(world: &World, case: CaseId) -> Uuid {
    let id = Uuid::now_v7();
    let body = json!({ "occurred_on": "2026-11-22", "body": "Called" });
    world.worker.create(&format!("/cases/{case}/notes/{id}"), &body).await.expect(201);
    id
}

fn comment(case: CaseId) -> String {
    format!("/cases/{case}/comments/{}", Uuid::now_v7())
}

/// Kind and entry of what is open for this person.
async fn open_for(who: &Persona) -> Vec<(String, String)> {
    let today = who.get("/today").await.expect(200).json();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let threads = ["question_open", "flag_open", "answered", "thread_late"];
    let items = today["items"].as_array().expect("items").iter();
    items
        .map(|item| (text(item, "kind"), text(item, "record")))
        .filter(|(kind, _)| threads.contains(&kind.as_str()))
        .collect()
}

fn one(kind: &str, entry: Uuid) -> Vec<(String, String)> {
    vec![(kind.to_owned(), entry.to_string())]
}

on_both! {
    async fn a_question_goes_to_and_fro_until_who_asked_resolves_it(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let entry = note(&world, case).await;
        let thread = comment(case);
        let ask = json!({ "kind": "question", "on_kind": "note", "on": entry, "asked_of": world.worker.id(), "body": "Who answered?" });
        let asked = world.supervisor.create(&thread, &ask).await.expect(201).json();
        assert_eq!(asked["waits_for"], json!(world.worker.id()));
        assert_eq!(open_for(&world.worker).await, one("question_open", entry));
        assert!(open_for(&world.supervisor).await.is_empty());
        let answer = json!({ "on_kind": "note", "on": entry, "reply_to": asked["id"], "body": "Her sister" });
        let replied = comment(case);
        world.worker.create(&replied, &answer).await.expect(201);
        assert!(open_for(&world.worker).await.is_empty());
        assert_eq!(open_for(&world.supervisor).await, one("answered", entry));
        // Asked back, it is the worker's turn again.
        let back = json!({ "on_kind": "note", "on": entry, "reply_to": asked["id"], "body": "Which one?" });
        world.supervisor.create(&comment(case), &back).await.expect(201);
        assert_eq!(open_for(&world.worker).await, one("question_open", entry));
        let resolve = format!("{thread}/resolve");
        world.worker.act(&resolve, 3, &json!({})).await.expect_problem(403, "not_allowed");
        world.supervisor.act(&format!("{replied}/resolve"), 1, &json!({})).await.expect_problem(409, "conflict");
        let done = world.supervisor.act(&resolve, 3, &json!({})).await.expect(200).json();
        assert!(done.get("waits_for").is_none());
        assert!(open_for(&world.worker).await.is_empty() && open_for(&world.supervisor).await.is_empty());
        world.worker.create(&comment(case), &answer).await.expect_problem(409, "conflict");
        // Neither its kind nor whom it was for is reworded.
        let mut reworded = ask.clone();
        reworded["kind"] = json!("flag");
        reworded.as_object_mut().expect("an object").remove("asked_of");
        world.supervisor.change(&thread, 4, &reworded).await.expect_field("kind", "not_allowed_here");
    }
}

on_both! {
    async fn a_flag_is_for_who_recorded_the_entry_and_a_supervisor_may_resolve_it(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        let entry = note(&world, case).await;
        let thread = comment(case);
        let flag = json!({ "kind": "flag", "on_kind": "note", "on": entry, "body": "The day is wrong" });
        world.colleague.create(&thread, &flag).await.expect(201);
        assert_eq!(open_for(&world.worker).await, one("flag_open", entry));
        // On one's own entry, where nobody else works on the case: the supervisors see to it.
        let own = comment(case);
        world.worker.create(&own, &flag).await.expect(201);
        assert_eq!(open_for(&world.supervisor).await, one("flag_open", entry));
        world.worker.act(&format!("{thread}/resolve"), 1, &json!({})).await.expect_problem(403, "not_allowed");
        world.supervisor.act(&format!("{thread}/resolve"), 1, &json!({})).await.expect(200);
        world.worker.act(&format!("{own}/resolve"), 1, &json!({})).await.expect(200);
        assert!(open_for(&world.worker).await.is_empty() && open_for(&world.supervisor).await.is_empty());
    }
}

on_both! {
    async fn questions_are_asked_of_who_can_read_the_entry(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        let service = Uuid::now_v7();
        let rent = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-01", "delivered_by": "us",
            "confidentiality": "restricted" });
        world.worker.create(&format!("/cases/{case}/services/{service}"), &rent).await.expect(201);
        let entry = note(&world, case).await;
        let ask = |kind: &str, on: Uuid, of: Option<UserId>| json!({ "kind": "question", "on_kind": kind, "on": on, "asked_of": of, "body": "When?" });
        let colleague = Some(world.colleague.id());
        world.worker.create(&comment(case), &ask("note", entry, colleague)).await.expect_field("asked_of", "not_allowed_here");
        world.worker.create(&share, &json!({ "user": colleague })).await.expect(201);
        world.worker.create(&comment(case), &ask("service", service, colleague)).await.expect_field("asked_of", "not_allowed_here");
        for of in [world.worker.id(), world.stranger_supervisor.id(), world.admin.id(), world.manager.id()] {
            world.worker.create(&comment(case), &ask("note", entry, Some(of))).await.expect_field("asked_of", "not_allowed_here");
        }
        world.worker.create(&comment(case), &ask("note", entry, colleague)).await.expect(201);
        world.worker.create(&comment(case), &ask("service", service, None)).await.expect(201);
        assert_eq!(open_for(&world.colleague).await, one("question_open", entry));
        assert_eq!(open_for(&world.supervisor).await, one("question_open", service), "asked of the supervisors");
        let mut wrong = ask("note", entry, colleague);
        wrong["kind"] = json!("flag");
        world.worker.create(&comment(case), &wrong).await.expect_field("asked_of", "not_allowed_here");
        let mut reply = ask("note", entry, None);
        reply["reply_to"] = json!(Uuid::now_v7());
        world.worker.create(&comment(case), &reply).await.expect_field("reply_to", "not_allowed_here");
        reply["kind"] = json!("comment");
        world.worker.create(&comment(case), &reply).await.expect_field("reply_to", "unknown_value");
        // Who loses the case is not told of it any more.
        world.worker.act(&format!("{share}/end"), 1, &json!({})).await.expect(200);
        assert!(open_for(&world.colleague).await.is_empty());
    }
}

on_both! {
    async fn after_a_week_an_open_question_is_every_supervisors(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        let entry = note(&world, case).await;
        let ask = json!({ "kind": "question", "on_kind": "note", "on": entry, "asked_of": world.colleague.id(), "body": "When?" });
        world.worker.create(&comment(case), &ask).await.expect(201);
        assert!(open_for(&world.supervisor).await.is_empty());
        world.clock.advance(8 * 86_400);
        assert_eq!(open_for(&world.afresh(&world.supervisor)).await, one("thread_late", entry));
        assert_eq!(open_for(&world.afresh(&world.colleague)).await, one("question_open", entry));
        assert!(open_for(&world.afresh(&world.worker)).await.is_empty());
    }
}

on_both! {
    async fn in_the_office_a_case_moves_to_its_supervisors_see_to_open_questions(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let entry = note(&world, case).await;
        let ask = json!({ "kind": "question", "on_kind": "note", "on": entry, "asked_of": world.worker.id(), "body": "When?" });
        world.supervisor.create(&comment(case), &ask).await.expect(201);
        world.transfer(case, world.ankara).await;
        assert_eq!(open_for(&world.stranger_supervisor).await, one("question_open", entry));
        assert!(open_for(&world.worker).await.is_empty() && open_for(&world.supervisor).await.is_empty());
    }
}

/// Gives the case to somebody else.
async fn hand_over(world: &World, case: CaseId, to: UserId) {
    let path = format!("/cases/{case}/assignments/{}", Uuid::now_v7());
    world.supervisor.create(&path, &json!({ "user": to })).await.expect(201);
}

fn question(entry: Uuid, of: UserId) -> Value {
    json!({ "kind": "question", "on_kind": "note", "on": entry, "asked_of": of, "body": "Who answered?" })
}

on_both! {
    async fn a_question_is_passed_on_when_the_case_is(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (entry, thread) = (note(&world, case).await, comment(case));
        let asked = world.supervisor.create(&thread, &question(entry, world.worker.id())).await.expect(201).json();
        hand_over(&world, case, world.colleague.id()).await;
        assert_eq!(open_for(&world.colleague).await, one("question_open", entry));
        let passed = world.colleague.get(&format!("/cases/{case}/timeline/{entry}")).await.expect(200).json();
        assert_eq!((&passed["item"]["comments"][0]["waits_for"], &passed["item"]["comments"][0]["version"]), (&json!(world.colleague.id()), &json!(2)));
        // What the new worker answers goes to who asked, and what that one says then goes to the new worker.
        for (who, waits_for) in [(&world.colleague, world.supervisor.id()), (&world.supervisor, world.colleague.id())] {
            let said = json!({ "on_kind": "note", "on": entry, "reply_to": asked["id"], "body": "Her sister" });
            who.create(&comment(case), &said).await.expect(201);
            let now = world.colleague.get(&format!("/cases/{case}/timeline/{entry}")).await.expect(200).json();
            let thread = now["item"]["comments"].as_array().expect("comments").iter().find(|one| one["id"] == asked["id"]).cloned();
            assert_eq!(thread.expect("the question")["waits_for"], json!(waits_for));
        }
    }
}

on_both! {
    async fn a_question_to_somebody_whose_share_ends_is_for_the_worker(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let entry = note(&world, case).await;
        let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
        world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
        world.supervisor.create(&comment(case), &question(entry, world.colleague.id())).await.expect(201);
        assert_eq!(open_for(&world.colleague).await, one("question_open", entry));
        world.worker.act(&format!("{share}/end"), 1, &json!({})).await.expect(200);
        assert_eq!(open_for(&world.worker).await, one("question_open", entry));
    }
}

on_both! {
    async fn a_question_to_an_account_that_is_disabled_is_for_the_supervisors(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let entry = note(&world, case).await;
        let other = world.supervisor_of(world.istanbul);
        world.supervisor.create(&comment(case), &question(entry, world.worker.id())).await.expect(201);
        assert!(open_for(&other).await.is_empty());
        let account = format!("/users/{}", world.worker.id());
        let users = world.admin.get("/users").await.expect(200).json();
        let user = users["items"].as_array().or_else(|| users.as_array()).expect("users").iter()
            .find(|one| one["id"] == json!(world.worker.id())).cloned().expect("the worker");
        world.admin.act(&format!("{account}/disable"), user["version"].as_i64().expect("a version"), &json!({})).await.expect(200);
        assert_eq!(open_for(&other).await, one("question_open", entry));
    }
}
