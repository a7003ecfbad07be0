//! What hangs on a restricted entry is as closed as the entry.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::ids::CaseId;
use yaninda_tests::{Answered, Persona, World, on_both};

const CANARY: &str = "Zümrütcanary";
const LANDLORD: &str = "Aksoycanary";

fn session(confidentiality: &str) -> Value {
    json!({ "type": "PSY.individual", "status": "delivered", "occurred_on": "2026-11-20", "delivered_by": "us",
        "confidentiality": confidentiality, "note": CANARY })
}

/// A case of the worker, shared with the colleague, with a restricted entry of the worker's.
async fn shared(world: &World) -> (CaseId, Uuid) {
    let (case, _) = world.open_case(&world.worker).await;
    let share = format!("/cases/{case}/shares/{}", Uuid::now_v7());
    world.worker.create(&share, &json!({ "user": world.colleague.id() })).await.expect(201);
    let service = Uuid::now_v7();
    let path = format!("/cases/{case}/services/{service}");
    world.worker.create(&path, &session("restricted")).await.expect(201);
    (case, service)
}

async fn attach(who: &Persona, case: CaseId, service: Uuid, file: Uuid) -> Answered {
    let path = format!("/cases/{case}/attachments/{file}?on_kind=service&on={service}");
    let key = Uuid::now_v7().to_string();
    let headers = [("content-type", "image/png"), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    who.send(Method::PUT, &path, &headers, Some(yaninda_tests::files::picture(image::ImageFormat::Png))).await
}

fn says(answered: &Answered, what: &str) -> bool {
    String::from_utf8_lossy(&answered.bytes).contains(what)
}

on_both! {
    async fn a_second_worker_reaches_no_file_and_no_comment_of_a_restricted_entry(world: World) {
        let (case, service) = shared(&world).await;
        let (file, comment) = (Uuid::now_v7(), Uuid::now_v7());
        attach(&world.worker, case, service, file).await.expect(201);
        let body = json!({ "on_kind": "service", "on": service, "body": CANARY });
        world.supervisor.create(&format!("/cases/{case}/comments/{comment}"), &body).await.expect(201);
        let at = format!("/cases/{case}/attachments/{file}");
        // Those who may read the entry.
        for who in [&world.worker, &world.supervisor] {
            who.get(&format!("{at}/content")).await.expect(200);
            let entry = who.get(&format!("/cases/{case}/timeline/{service}")).await.expect(200).json();
            assert_eq!(entry["item"]["comments"][0]["body"], CANARY);
            assert_eq!(entry["item"]["attachments"][0]["id"], file.to_string());
        }
        assert!(says(&world.worker.get("/changes").await.expect(200), &file.to_string()));
        // Who may not.
        let second = &world.colleague;
        second.get(&format!("{at}/content")).await.expect_problem(404, "not_found");
        second.send(Method::DELETE, &at, &[], None).await.expect_problem(404, "not_found");
        for path in [format!("/cases/{case}/timeline"), format!("/cases/{case}/timeline/{service}")] {
            let seen = second.get(&path).await.expect(200);
            assert!(says(&seen, &service.to_string()), "the entry itself stands there");
            assert!(!says(&seen, CANARY) && !says(&seen, &file.to_string()) && !says(&seen, &comment.to_string()), "{path}");
        }
        let heard = second.get("/changes").await.expect(200).json();
        for change in heard["items"].as_array().expect("changes") {
            let hangs = change["kind"] == "comment" || change["kind"] == "attachment";
            assert!(!hangs || change.get("record").is_none(), "{change}");
        }
        let today = |who: &Persona| { let who = who.clone(); async move { who.get("/today").await.expect(200) } };
        assert!(!says(&today(second).await, "comment_open"));
        assert!(says(&today(&world.worker).await, "comment_open"));
        let key = Uuid::now_v7().to_string();
        let resolve = format!("/cases/{case}/comments/{comment}/resolve");
        second.send(Method::POST, &resolve, &[("if-match", "\"1\""), ("idempotency-key", &key)], None).await
            .expect_problem(404, "not_found");
        world.worker.get(&format!("{at}/content")).await.expect(200);
    }
}

on_both! {
    async fn of_a_restricted_entry_a_second_worker_learns_type_day_and_status_alone(world: World) {
        let (case, _) = shared(&world).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let draft = json!({ "type": "MED.first_exam", "status": "planned", "occurred_on": "2026-11-20",
            "delivered_by": "referred", "confidentiality": "restricted", "quantity": 100, "fund": "ABORT-1",
            "cost": { "minor": 90_000, "currency": "TRY" }, "needed_on": "2026-11-25", "requested_on": "2026-11-19",
            "next_step_on": "2026-11-24", "appointment_on": "2026-11-26", "provider": CANARY });
        world.worker.create(&path, &draft).await.expect(201);
        let mut corrected = draft;
        corrected["note"] = json!(CANARY);
        world.worker.change(&path, 1, &corrected).await.expect(200);
        let kept = BTreeSet::from(["id", "case", "version", "created_at", "created_by", "updated_at", "updated_by", "type",
            "status", "occurred_on", "delivered_by", "confidentiality", "withdrawn", "details_hidden"]);
        let second = &world.colleague;
        let history = second.get(&format!("{path}/history")).await.expect(200).json();
        for entry in [&second.get(&path).await.expect(200).json(), &history[0]] {
            let left = entry.as_object().expect("an entry").keys().map(String::as_str);
            assert_eq!(left.filter(|key| *key != "withdraw_reason").collect::<BTreeSet<_>>(), kept, "{entry}");
        }
        for list in ["services", "timeline"] {
            assert!(!says(&second.get(&format!("/cases/{case}/{list}")).await.expect(200), "ABORT-1"), "{list}");
        }
        assert!(!says(&second.get("/changes").await.expect(200), "ABORT-1"));
        assert!(!says(&second.get("/today").await.expect(200), "MED.first_exam"), "nor when the next step is");
        assert!(says(&world.worker.get("/today").await.expect(200), "MED.first_exam"));
    }
}

on_both! {
    async fn a_second_worker_adds_nothing_to_a_restricted_entry_and_cannot_withdraw_it(world: World) {
        let (case, service) = shared(&world).await;
        let second = &world.colleague;
        attach(second, case, service, Uuid::now_v7()).await.expect_field("on", "unknown_value");
        let body = json!({ "on_kind": "service", "on": service, "body": "What is it?" });
        second.create(&format!("/cases/{case}/comments/{}", Uuid::now_v7()), &body).await.expect_field("on", "unknown_value");
        let path = format!("/cases/{case}/services/{service}");
        let reason = json!({ "reason": "Not mine to say" });
        second.act(&format!("{path}/withdraw"), 1, &reason).await.expect_problem(403, "not_allowed");
        assert_eq!(world.worker.get(&path).await.expect(200).json()["withdrawn"], false);
        // Their own restricted entry is theirs, whole.
        let own = Uuid::now_v7();
        second.create(&format!("/cases/{case}/services/{own}"), &session("restricted")).await.expect(201);
        attach(second, case, own, Uuid::now_v7()).await.expect(201);
        second.act(&format!("/cases/{case}/services/{own}/withdraw"), 1, &reason).await.expect(200);
    }
}

on_both! {
    async fn an_entry_that_becomes_restricted_takes_what_hangs_on_it_along(world: World) {
        let (case, _) = shared(&world).await;
        let service = Uuid::now_v7();
        let path = format!("/cases/{case}/services/{service}");
        world.worker.create(&path, &session("team")).await.expect(201);
        let file = Uuid::now_v7();
        attach(&world.worker, case, service, file).await.expect(201);
        let content = format!("/cases/{case}/attachments/{file}/content");
        world.colleague.get(&content).await.expect(200);
        let next = world.colleague.get("/changes").await.expect(200).json()["next"].as_i64().expect("a position");
        world.worker.change(&path, 1, &session("restricted")).await.expect(200);
        world.colleague.get(&content).await.expect_problem(404, "not_found");
        // The phone hears that the file is no longer its to keep.
        let heard = world.colleague.get(&format!("/changes?after={next}")).await.expect(200).json();
        let gone = heard["items"].as_array().expect("changes").iter().find(|change| change["id"] == file.to_string());
        assert!(gone.expect("the file is told of").get("record").is_none());
    }
}

on_both! {
    async fn a_landlord_is_whole_only_in_one_entry_and_only_to_the_trusted(world: World) {
        let (case, _) = shared(&world).await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let rent = |note: &str, landlord: &str| json!({ "type": "HOU.rent", "status": "delivered",
            "occurred_on": "2026-11-20", "delivered_by": "us", "confidentiality": "team", "note": note,
            "details": { "landlord": landlord } });
        let logged = world.worker.create(&path, &rent("November", LANDLORD)).await.expect(201);
        assert_eq!(logged.json()["details"]["landlord"], "•••");
        for who in [&world.worker, &world.supervisor, &world.colleague] {
            for list in ["services", "timeline"] {
                assert!(!says(&who.get(&format!("/cases/{case}/{list}")).await.expect(200), LANDLORD));
            }
            assert!(!says(&who.get("/changes").await.expect(200), LANDLORD));
        }
        assert_eq!(world.worker.get(&path).await.expect(200).json()["details"]["landlord"], LANDLORD);
        let theirs = world.colleague.get(&path).await.expect(200).json();
        assert_eq!((&theirs["details"]["landlord"], &theirs["note"]), (&json!("•••"), &json!("November")));
        // Whoever corrects the entry without seeing it leaves it as it is.
        world.colleague.change(&path, 1, &rent("December", "•••")).await.expect(200);
        let kept = world.worker.get(&path).await.expect(200).json();
        assert_eq!((&kept["details"]["landlord"], &kept["note"]), (&json!(LANDLORD), &json!("December")));
        let fresh = format!("/cases/{case}/services/{}", Uuid::now_v7());
        world.worker.create(&fresh, &rent("January", "•••")).await.expect_field("details.landlord", "bad_characters");
    }
}

/// One for something restricted, with a mark in every field that tells more than when.
fn examination(attended_by: Option<Uuid>) -> Value {
    json!({ "type": "MED.first_exam", "starts": "2026-11-26T14:00", "zone": "Europe/Istanbul", "minutes": 60,
        "attended_by": attended_by, "with_whom": CANARY, "place": CANARY, "bring": CANARY, "note": CANARY,
        "mail_place": { "words": "the yellow door" }, "offered": ["2026-11-27T09:15"] })
}

on_both! {
    async fn of_a_restricted_appointment_a_second_worker_learns_what_for_and_when_alone(world: World) {
        let (case, _) = shared(&world).await;
        let (path, second) = (format!("/cases/{case}/appointments/{}", Uuid::now_v7()), &world.colleague);
        let id = path.rsplit('/').next().expect("an id").to_owned();
        world.worker.create(&path, &examination(None)).await.expect(201);
        world.worker.change(&path, 1, &examination(None)).await.expect(200);
        let tells = |answered: &Answered| [CANARY, "yellow door", "09:15"].iter().any(|what| says(answered, what));
        let entry = format!("/cases/{case}/timeline/{id}");
        let all = [path.clone(), entry, format!("/cases/{case}/appointments"), format!("/cases/{case}/timeline"), "/changes".to_owned()];
        for path in &all {
            assert!(tells(&world.worker.get(path).await.expect(200)), "{path}");
            let seen = second.get(path).await.expect(200);
            assert!(says(&seen, &id) && says(&seen, "2026-11-26T14:00") && !tells(&seen), "{path}");
        }
        assert_eq!(second.get(&path).await.expect(200).json()["details_hidden"], true);
        second.change(&path, 2, &examination(None)).await.expect_problem(403, "not_allowed");
        for (action, body) in [("cancel", json!({})), ("outcome", json!({ "outcome": "excused" })), ("resend", json!({}))] {
            second.act(&format!("{path}/{action}"), 2, &body).await.expect_problem(403, "not_allowed");
        }
        // Whoever goes along must know where to.
        world.worker.change(&path, 2, &examination(Some(second.id().uuid()))).await.expect(200);
        assert!(tells(&second.get(&path).await.expect(200)));
    }
}
