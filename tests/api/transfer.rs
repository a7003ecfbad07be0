//! Moving a case to another office.

use std::collections::BTreeSet;

use diesel::{RunQueryDsl, prelude::*, sql_query, sql_types::BigInt};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{
    audit::{Finding, verify_office},
    db::schema::{cases, notes, users},
};
use yaninda_shared::{
    audit::AuditAction,
    feed::{Change, ChangesPage},
    ids::{CaseId, OfficeId, sql::Guid},
    record::RecordKind,
};
use yaninda_tests::{Persona, World, case_draft, catalog, files::picture, on_both};

const PHONE: &str = "+905550001122";

fn move_to(office: OfficeId) -> Value {
    json!({ "kind": "transfer", "office": office, "note": "Found work there" })
}

fn request(case: CaseId) -> String {
    format!("/cases/{case}/approvals/{}", Uuid::now_v7())
}

/// A case with one of everything, shared with a colleague; its timeline has this many items.
async fn full_case(world: &World) -> (CaseId, usize) {
    let mut draft = case_draft();
    draft["identity"] = json!({ "given_names": "Ayşe", "family_names": "Yıldız", "phone": PHONE,
        "numbers": [{ "kind": "passport", "number": "U 123-456" }] });
    let (case, _) = world.open_case_with(&world.worker, &draft).await;
    let service = Uuid::now_v7();
    let new = |kind: &str| format!("/cases/{case}/{kind}/{}", Uuid::now_v7());
    let writer = &world.worker;
    let rent = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-01", "delivered_by": "us",
        "confidentiality": "team", "note": "Two rooms" });
    let rented = writer.create(&format!("/cases/{case}/services/{service}"), &rent).await.expect(201);
    let mut corrected = rent.clone();
    corrected["note"] = "Three rooms".into();
    writer.change(&format!("/cases/{case}/services/{service}"), rented.version(), &corrected).await.expect(200);
    let paper = json!({ "kind": "identity_card", "status": "delivered", "number": "99123456789" });
    writer.create(&new("documents"), &paper).await.expect(201);
    writer.create(&new("notes"), &json!({ "occurred_on": "2026-11-20", "body": "Called" })).await.expect(201);
    let reach = json!({ "channel": "phone", "value": "+905550003344", "safe": true });
    writer.create(&new("contacts"), &reach).await.expect(201);
    let comment = json!({ "on_kind": "service", "on": service, "body": "Receipt?" });
    writer.create(&new("comments"), &comment).await.expect(201);
    let rated = json!({ "occurred_on": "2026-11-20", "occasion": "baseline", "method": "together",
        "ratings": [{ "domain": "housing", "score": 2, "help": "A room of her own" }] });
    writer.create(&new("assessments"), &rated).await.expect(201);
    let permit = json!({ "kind": "thirty_day_permit", "chosen_by": "person", "reached_on": "2026-11-20" });
    writer.create(&new("milestones"), &permit).await.expect(201);
    let other = json!({ "kind": "work_permit", "service": service, "reason": "Another person's" });
    writer.create(&new("milestone-dismissals"), &other).await.expect(201);
    let room = json!({ "words": "A room of her own", "domain": "housing", "starts_on": "2026-11-20", "state": "open" });
    writer.create(&new("goals"), &room).await.expect(201);
    let plan = json!({ "step": "agreed", "occurred_on": "2026-11-20", "language": "tr" });
    writer.create(&new("plans"), &plan).await.expect(201);
    let share = json!({ "user": world.colleague.id() });
    writer.create(&new("shares"), &share).await.expect(201);
    let photo = picture(image::ImageFormat::Jpeg);
    let (path, key) = (new("attachments") + &format!("?on_kind=service&on={service}"), Uuid::now_v7().to_string());
    let headers = [("content-type", "image/jpeg"), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    writer.send(Method::PUT, &path, &headers, Some(photo)).await.expect(201);
    let timeline = writer.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
    (case, timeline["items"].as_array().expect("items").len())
}

async fn news(persona: &Persona, after: i64) -> (Vec<Change>, i64) {
    let page: ChangesPage = persona.get(&format!("/changes?after={after}&limit=1000")).await.expect(200).body();
    (page.items, page.next)
}

/// Tables that still have a row about this case in this office.
fn left_behind(world: &World, office: OfficeId, case: CaseId) -> BTreeSet<String> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        rows: i64,
    }
    let mut conn = world.connect();
    let columns = catalog::columns(&mut conn);
    let with = |name: &str| -> BTreeSet<String> {
        columns.iter().filter(|column| column.column_name == name).map(|column| column.table_name.clone()).collect()
    };
    let tables: Vec<String> = with("case_id").intersection(&with("office_id")).cloned().collect();
    assert!(tables.len() > 12, "{tables:?}");
    tables
        .into_iter()
        .filter(|table| {
            let query = format!("SELECT COUNT(*) AS rows FROM {table} WHERE office_id = $1 AND case_id = $2");
            let count: Count =
                sql_query(query).bind::<Guid, _>(office).bind::<Guid, _>(case).get_result(&mut conn).expect("a count");
            count.rows > 0
        })
        .collect()
}

fn intact(world: &World) {
    for office in [world.istanbul, world.ankara] {
        let found = verify_office(&mut world.connect(), office).expect("verified");
        assert!(matches!(found, Finding::Intact { .. }), "{found:?}");
    }
}

on_both! {
    async fn everything_about_a_case_goes_to_the_other_office_and_nothing_stays(world: World) {
        let (case, entries) = full_case(&world).await;
        let here = format!("/cases/{case}");
        let before = world.supervisor.get(&here).await.expect(200);
        let (_, worker_at) = news(&world.worker, 0).await;
        let (_, supervisor_at) = news(&world.supervisor, 0).await;
        let (_, there_at) = news(&world.stranger_supervisor, 0).await;
        world.transfer(case, world.ankara).await;

        // Gone for everybody here, and their phones are told so.
        for who in [&world.worker, &world.colleague, &world.supervisor] {
            for what in ["", "/timeline", "/notes", "/assignments"] {
                who.get(&format!("{here}{what}")).await.expect_problem(404, "not_found");
            }
            assert_eq!(who.get("/cases").await.expect(200).json()["items"], json!([]));
            for q in ["Ayşe", "0555 000 11 22", "0555 000 33 44", "99123456789", "Kestane"] {
                assert_eq!(who.ask("/cases/search", &json!({ "q": q })).await.expect(200).json(), json!([]), "{q}");
            }
        }
        for (who, at) in [(&world.worker, worker_at), (&world.supervisor, supervisor_at), (&world.worker, 0), (&world.supervisor, 0)] {
            let (heard, _) = news(who, at).await;
            assert!(!heard.is_empty() && heard.iter().all(|change| change.case == Some(case)), "{heard:?}");
            assert!(heard.iter().all(|change| change.record.is_none()), "{heard:?}");
        }
        let left = ["audit_entries", "case_grants", "change_feed"].map(str::to_owned);
        assert_eq!(left_behind(&world, world.istanbul, case), BTreeSet::from(left));

        // There it waits for a worker, complete.
        let (heard, _) = news(&world.stranger_supervisor, there_at).await;
        assert!(heard.iter().all(|change| change.record.is_some() && change.case == Some(case)), "{heard:?}");
        let kinds: BTreeSet<&str> = heard.iter().map(|change| change.kind.as_str()).collect();
        let all = ["approval", "assessment", "attachment", "case", "comment", "consent", "contact", "document", "event", "goal",
            "milestone", "milestone_dismissal", "note", "plan", "service"];
        assert_eq!(kinds, BTreeSet::from(all));
        let moved = world.stranger_supervisor.get(&here).await.expect(200);
        assert_eq!(moved.version(), before.version() + 1);
        assert_eq!(moved.json()["number"], "ANK-0001");
        assert_eq!(moved.json()["worker"], Value::Null);
        assert_eq!(moved.json()["status"], before.json()["status"]);
        let today = world.stranger_supervisor.get("/today").await.expect(200).json();
        assert_eq!((&today["items"][0]["kind"], &today["items"][0]["case"]), (&json!("unassigned"), &json!(case)));
        world.stranger.get(&here).await.expect_problem(404, "not_found");
        let assign = format!("{here}/assignments/{}", Uuid::now_v7());
        world.stranger_supervisor.create(&assign, &json!({ "user": world.stranger.id() })).await.expect(201);
        let timeline = world.stranger.get(&format!("{here}/timeline")).await.expect(200).json();
        // Three events were added: that it was asked for, that it came, and whom it was given to.
        assert_eq!(timeline["items"].as_array().expect("items").len(), entries + 3);
        let came = timeline["items"].as_array().expect("items").iter().find(|item| item["kind"] == "transferred");
        assert_eq!(came.expect("an event")["note"], "Found work there");
        for q in ["Ayşe", "0555 000 11 22", "0555 000 33 44", "99123456789", "Kestane"] {
            let found = world.stranger.ask("/cases/search", &json!({ "q": q })).await.expect(200).json();
            assert_eq!(found[0]["case"]["id"], json!(case), "{q}");
        }
        let revealed = world.stranger.ask(&format!("{here}/reveal"), &json!({})).await.expect(200).json();
        assert_eq!(revealed["phone"], PHONE);
        let service = timeline["items"].as_array().expect("items").iter().find(|item| item["entry"] == "service");
        let service = service.expect("the rent");
        assert_eq!(service["comments"].as_array().map(Vec::len), Some(1));
        let (file, service) = (&service["attachments"][0]["id"], &service["id"]);
        let (file, service) = (file.as_str().expect("an id"), service.as_str().expect("an id"));
        world.stranger.get(&format!("{here}/attachments/{file}/content")).await.expect(200);
        let former = world.stranger.get(&format!("{here}/services/{service}/history")).await.expect(200).json();
        assert_eq!(former[0]["note"], "Two rooms");
        assert_eq!(world.audited(world.istanbul, AuditAction::Transferred), 1);
        assert_eq!(world.audited(world.ankara, AuditAction::Transferred), 1);
        intact(&world);
    }
}

on_both! {
    async fn a_code_name_that_is_taken_there_gets_a_number(world: World) {
        let mut draft = case_draft();
        draft["code_name"] = json!("Lale");
        let (case, _) = world.open_case_with(&world.worker, &draft).await;
        let (mut first, mut second) = (case_draft(), case_draft());
        (first["code_name"], second["code_name"]) = (json!("Lale"), json!("Lale 2"));
        world.open_case_with(&world.stranger, &first).await;
        world.open_case_with(&world.stranger, &second).await;
        world.transfer(case, world.ankara).await;
        let arrived = world.stranger_supervisor.get(&format!("/cases/{case}")).await.expect(200).json();
        assert_eq!(arrived["code_name"], "Lale 3");
    }
}

on_both! {
    async fn a_case_may_come_back(world: World) {
        let (case, entries) = full_case(&world).await;
        world.transfer(case, world.ankara).await;
        world.transfer(case, world.istanbul).await;
        world.stranger_supervisor.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        world.worker.get(&format!("/cases/{case}")).await.expect_problem(404, "not_found");
        let back = world.supervisor.get(&format!("/cases/{case}")).await.expect(200);
        assert_eq!((back.version(), &back.json()["number"]), (3, &json!("IST-0002")));
        let timeline = world.supervisor.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        assert_eq!(timeline["items"].as_array().expect("items").len(), entries + 4);
        let (heard, _) = news(&world.supervisor, 0).await;
        assert!(heard.iter().all(|change| change.record.is_some()), "{heard:?}");
        assert!(heard.iter().any(|change| change.kind == RecordKind::Assignment));
        let (gone, _) = news(&world.stranger_supervisor, 0).await;
        assert!(gone.iter().all(|change| change.record.is_none()), "{gone:?}");
        let found = world.supervisor.ask("/cases/search", &json!({ "q": "Yıldız" })).await.expect(200).json();
        assert_eq!(found.as_array().map(Vec::len), Some(1));
        intact(&world);
    }
}

on_both! {
    async fn sent_twice_it_moves_once(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (path, key, other) = (request(case), Uuid::now_v7(), world.supervisor_of(world.istanbul));
        world.supervisor.create(&path, &move_to(world.ankara)).await.expect(201);
        let (decide, body, headers) = (format!("{path}/decide"), json!({ "approve": true }), [("if-match", "\"1\"")]);
        let first = other.write(Method::POST, &decide, &headers, key, &body).await.expect(200);
        assert_eq!((first.json()["state"].clone(), first.version()), (json!("approved"), 2));
        let again = other.write(Method::POST, &decide, &headers, key, &body).await.expect(200);
        assert_eq!((first.json(), first.version()), (again.json(), again.version()));
        let another = json!({ "approve": true, "note": "Another reason" });
        other.write(Method::POST, &decide, &headers, key, &another).await.expect_problem(422, "idempotency_key_reused");
        other.act(&decide, 1, &body).await.expect_problem(404, "not_found");
        assert_eq!(world.audited(world.ankara, AuditAction::Transferred), 1);
        intact(&world);
    }
}

on_both! {
    async fn supervisors_of_its_office_move_a_case_and_no_less_than_two(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let path = request(case);
        for who in [&world.colleague, &world.manager, &world.admin, &world.auditor, &world.stranger, &world.stranger_supervisor] {
            for office in [world.istanbul, world.ankara] {
                who.create(&path, &move_to(office)).await.expect_problem(404, "not_found");
            }
        }
        world.anonymous.create(&path, &move_to(world.ankara)).await.expect_problem(401, "not_signed_in");
        // Its worker may ask for other things, not for this.
        world.worker.create(&path, &move_to(world.ankara)).await.expect_problem(403, "not_allowed");
        let asked = world.supervisor.create(&path, &move_to(world.ankara)).await.expect(201).json();
        assert_eq!(asked["nobody_decides"], true, "there is one supervisor");
        let (decide, approve) = (format!("{path}/decide"), json!({ "approve": true }));
        world.supervisor.act(&decide, 1, &approve).await.expect_problem(403, "own_request");
        for who in [&world.worker, &world.colleague, &world.admin, &world.stranger_supervisor] {
            who.act(&decide, 1, &approve).await.expect_problem(404, "not_found");
        }
        let other = world.supervisor_of(world.istanbul);
        let waits = world.worker.get(&path).await.expect(200).json();
        assert!(waits.get("nobody_decides").is_none());
        other.act(&decide, 1, &json!({ "approve": false })).await.expect_field("note", "missing");
        let refused = json!({ "approve": false, "note": "She stays here" });
        assert_eq!(other.act(&decide, 1, &refused).await.expect(200).json()["state"], "refused");
        other.act(&decide, 2, &approve).await.expect_problem(409, "conflict");
        world.worker.get(&format!("/cases/{case}")).await.expect(200);
        assert_eq!(world.audited(world.ankara, AuditAction::Transferred), 0);
        let told = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        let event = told["items"].as_array().expect("items").iter().find(|item| item["kind"] == "transfer_refused");
        assert_eq!(event.expect("an event")["note"], "She stays here");
        intact(&world);
    }
}

on_both! {
    async fn a_bad_or_stale_move_changes_nothing(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let (path, who) = (request(case), &world.supervisor);
        who.create(&path, &move_to(world.istanbul)).await.expect_field("office", "not_allowed_here");
        who.create(&path, &move_to(OfficeId::try_from(Uuid::now_v7()).expect("an id"))).await
            .expect_field("office", "unknown_value");
        who.create(&path, &json!({ "kind": "transfer", "office": "Ankara", "note": "Moved" })).await.expect(422);
        who.create(&path, &json!({ "kind": "transfer", "office": world.ankara })).await.expect_field("note", "missing");
        who.create(&path, &json!({ "kind": "transfer", "office": world.ankara, "note": "", "new_case": 1 })).await.expect(422);
        who.ask(&format!("{path}/decide"), &json!({ "approve": true })).await.expect_problem(428, "precondition_required");
        who.create(&path, &move_to(world.ankara)).await.expect(201);
        who.create(&request(case), &move_to(world.ankara)).await.expect_problem(409, "conflict");
        let stale = who.change(&path, 7, &move_to(world.ankara)).await.expect_problem(412, "stale");
        assert_eq!(stale.json()["current"]["state"], "waiting");
        // Closing it ends what waits about it: a closed case goes nowhere.
        let other = world.supervisor_of(world.istanbul);
        world.worker.act(&format!("/cases/{case}/close-request"), version, &json!({ "reason": "goals_met" })).await.expect(200);
        who.act(&format!("/cases/{case}/close-decision"), version + 1, &json!({ "approve": true })).await.expect(200);
        let late = other.act(&format!("{path}/decide"), 1, &json!({ "approve": true })).await.expect_problem(412, "stale");
        assert_eq!(late.json()["current"]["state"], "lapsed");
        other.act(&format!("{path}/decide"), 2, &json!({ "approve": true })).await.expect_problem(409, "conflict");
        who.create(&request(case), &move_to(world.ankara)).await.expect_problem(409, "conflict");
        assert!(left_behind(&world, world.ankara, case).is_empty());
        assert_eq!(news(&world.stranger_supervisor, 0).await.0, Vec::new());
        world.worker.get(&format!("/cases/{case}")).await.expect(200);
        intact(&world);
    }
}

on_both! {
    async fn a_case_goes_nowhere_without_a_supervisor_to_take_it(world: World) {
        let (case, version) = world.open_case(&world.worker).await;
        let (path, other) = (request(case), world.supervisor_of(world.istanbul));
        world.supervisor.create(&path, &move_to(world.ankara)).await.expect(201);
        diesel::update(users::table.find(world.stranger_supervisor.id()))
            .set(users::disabled_at.eq(Some(1_i64)))
            .execute(&mut world.connect())
            .expect("a row");
        world.supervisor.create(&request(case), &move_to(world.ankara)).await.expect_field("office", "not_allowed_here");
        // Nor if the last one there left while it waited.
        let approve = json!({ "approve": true });
        other.act(&format!("{path}/decide"), 1, &approve).await.expect_field("office", "not_allowed_here");
        assert_eq!(world.worker.get(&path).await.expect(200).json()["state"], "waiting");
        assert_eq!(world.worker.get(&format!("/cases/{case}")).await.expect(200).version(), version);
    }
}

on_both! {
    async fn of_two_supervisors_who_decide_at_once_one_wins(world: World) {
        let others = [world.supervisor_of(world.istanbul), world.supervisor_of(world.istanbul)];
        for (approve, expected) in [(true, vec![200, 404]), (false, vec![200, 412])] {
            let (case, _) = world.open_case(&world.worker).await;
            let path = request(case);
            world.supervisor.create(&path, &move_to(world.ankara)).await.expect(201);
            let body = json!({ "approve": approve, "note": "Talked it over" });
            let deciding: Vec<_> = others.clone().into_iter().map(|who| {
                let (path, body) = (format!("{path}/decide"), body.clone());
                actix_web::rt::spawn(async move { who.act(&path, 1, &body).await })
            }).collect();
            let mut answers = Vec::new();
            for one in deciding {
                answers.push(one.await.expect("an answer").status.as_u16());
            }
            answers.sort_unstable();
            assert_eq!(answers, expected, "approve: {approve}");
        }
        assert_eq!(world.audited(world.ankara, AuditAction::Transferred), 1);
        intact(&world);
    }
}

on_both! {
    async fn a_note_written_while_the_case_moves_is_refused_or_moves_along(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let writers: Vec<_> = (0..3).map(|_| {
            let writer = world.worker.clone();
            actix_web::rt::spawn(async move {
                let mut written = BTreeSet::new();
                for _ in 0..20 {
                    let id = Uuid::now_v7();
                    let note = json!({ "occurred_on": "2026-11-22", "body": "Called" });
                    let answered = writer.create(&format!("/cases/{case}/notes/{id}"), &note).await;
                    match answered.status.as_u16() {
                        201 => written.insert(id),
                        _ => { answered.expect_problem(404, "not_found"); continue; }
                    };
                }
                written
            })
        }).collect();
        actix_web::rt::time::sleep(std::time::Duration::from_millis(40)).await;
        world.transfer(case, world.ankara).await;
        let mut written = BTreeSet::new();
        for writer in writers {
            written.extend(writer.await.expect("a writer"));
        }
        let stored: Vec<(yaninda_shared::ids::NoteId, OfficeId)> =
            notes::table.select((notes::id, notes::office_id)).load(&mut world.connect()).expect("rows");
        assert!(stored.iter().all(|(_, office)| *office == world.ankara));
        assert_eq!(stored.iter().map(|(id, _)| id.uuid()).collect::<BTreeSet<_>>(), written);
        let (heard, _) = news(&world.stranger_supervisor, 0).await;
        let heard = heard.iter().filter(|change| change.kind == RecordKind::Note && change.record.is_some());
        assert_eq!(heard.map(|change| change.id).collect::<BTreeSet<_>>(), written);
        intact(&world);
    }
}

on_both! {
    async fn cases_that_cross_each_other_all_arrive(world: World) {
        let mut moves = Vec::new();
        let deciders = [world.supervisor_of(world.istanbul), world.supervisor_of(world.ankara)];
        for _ in 0..6 {
            for (who, opener, to) in [(&world.supervisor, &world.worker, world.ankara), (&world.stranger_supervisor, &world.stranger, world.istanbul)] {
                let (case, _) = world.open_case(opener).await;
                let path = request(case);
                who.create(&path, &move_to(to)).await.expect(201);
                moves.push((deciders[usize::from(to == world.istanbul)].clone(), case, path, to));
            }
        }
        let going: Vec<_> = moves.iter().cloned().map(|(who, _, path, _)| {
            actix_web::rt::spawn(async move { who.act(&format!("{path}/decide"), 1, &json!({ "approve": true })).await })
        }).collect();
        for answer in going {
            answer.await.expect("an answer").expect(200);
        }
        for (_, case, _, to) in moves {
            let at: OfficeId = cases::table.find(case).select(cases::office_id).get_result(&mut world.connect()).expect("a row");
            assert_eq!(at, to);
        }
        intact(&world);
    }
}
