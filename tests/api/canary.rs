//! A canary in everything that is sealed: nothing of it may lie readable in database, logs or open files.

use std::{
    io::Write,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use diesel::{
    RunQueryDsl,
    prelude::*,
    sql_query,
    sql_types::{BigInt, Text},
};
use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use tracing_subscriber::{fmt::MakeWriter, layer::SubscriberExt, util::SubscriberInitExt};
use uuid::Uuid;
use yaninda::{db::AnyConnection, time::Clock};
use yaninda_shared::ids::CaseId;
use yaninda_tests::{
    PASSWORD, World,
    canary::{Canary, files, open_files},
    case_draft, case_edit, catalog,
    files::document,
    on_both,
};

/// In every sealed text. Lower case, because what is searched for is folded.
const MARK: &str = "kanarya9c41e7";
/// In numbers: a phone's, a document's.
const NUMBER: &str = "5550739164";
/// In what is clear by design; must be found, or nobody looked.
const CLEAR: &str = "acikkusad3b20";
const SECURITY: &str = include_str!("../../SECURITY.md");

fn marked(what: &str) -> String {
    format!("{what} {MARK} {what}")
}

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Takes what is logged.
struct Logged;

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Logged {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        Self
    }
}

/// Every table of the database as text; SQLite is looked at as files.
fn dump(world: &World) -> Vec<(PathBuf, Vec<u8>)> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }
    let mut conn = world.connect();
    let mut tables: Vec<String> = catalog::columns(&mut conn).into_iter().map(|column| column.table_name).collect();
    tables.dedup();
    let AnyConnection::Pg(pg) = &mut conn else { return Vec::new() };
    tables
        .into_iter()
        .map(|table| {
            let query = format!("SELECT CAST(row_to_json(t) AS TEXT) AS line FROM {table} t");
            let lines: Vec<Line> = sql_query(query).load(pg).expect("a dump");
            let text: Vec<String> = lines.into_iter().map(|line| line.line).collect();
            (PathBuf::from(table), text.join("\n").into_bytes())
        })
        .collect()
}

/// Sealed columns of `SECURITY.md` that hold nothing at all: a canary was forgotten.
fn empty_columns(world: &World) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        filled: i64,
    }
    let sealed = SECURITY.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | sealed |"));
    let (mut conn, mut seen, mut empty) = (world.connect(), 0, Vec::new());
    for (column, _) in sealed {
        let (table, name) = column.split_once('.').expect("a column");
        let query = format!("SELECT COUNT(*) AS filled FROM {table} WHERE {name} IS NOT NULL");
        seen += 1;
        if sql_query(query).get_result::<Count>(&mut conn).expect("a count").filled == 0 {
            empty.push(column.to_owned());
        }
    }
    assert!(seen > 12, "{seen} sealed columns");
    empty
}

/// Fills everything about people: the case, what is done for the person, who works on it.
async fn about_a_case(world: &World) -> CaseId {
    let mut draft = case_draft();
    draft["code_name"] = CLEAR.into();
    draft["profile"] = json!({ "summary": marked("Arrived"), "dependants": { "note": marked("Two") },
        "identification": { "authority": marked("Police"), "unit": marked("Unit"), "referral_source": marked("Friend") } });
    draft["safe_contact"] = json!({ "note": marked("Mornings") });
    draft["identity"] = json!({ "given_names": MARK, "family_names": marked("Yıldız"), "other_names": marked("Ayşe"),
        "phone": format!("+90{NUMBER}"), "email": format!("{MARK}@example.org"), "address": marked("Street"),
        "numbers": [{ "kind": marked("passport"), "number": format!("U{NUMBER}") }] });
    draft["consent"]["purpose"] = marked("Assistance").into();
    draft["consent"]["interpreter"] = marked("Interpreter").into();
    draft["consent"]["note"] = marked("Note").into();
    let consent = draft["consent_id"].as_str().expect("an id").to_owned();
    let (case, version) = world.open_case_with(&world.worker, &draft).await;
    let mut edited = case_edit();
    for field in ["code_name", "profile", "safe_contact", "identity"] {
        edited[field] = draft[field].clone();
    }
    edited["profile"]["summary"] = marked("Later").into();
    world.worker.change(&format!("/cases/{case}"), version, &edited).await.expect(200);
    let withdrawn = json!({ "on": "2026-11-21", "reason": marked("Changed mind") });
    world.worker.act(&format!("/cases/{case}/consents/{consent}/withdraw"), 1, &withdrawn).await.expect(200);
    let note = json!({ "status": "screening", "note": marked("First talk") });
    world.worker.act(&format!("/cases/{case}/status"), version + 1, &note).await.expect(200);
    let share = json!({ "user": world.colleague.id(), "note": marked("Speaks Uzbek") });
    world.worker.create(&format!("/cases/{case}/shares/{}", Uuid::now_v7()), &share).await.expect(201);
    case
}

/// Fills every kind of entry, each corrected once so that its history is full too.
async fn entries(world: &World, case: CaseId) {
    let (service, who) = (Uuid::now_v7(), &world.worker);
    let bodies: [(&str, Uuid, Value); 6] = [
        (
            "services",
            service,
            json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-01",
            "delivered_by": "us", "confidentiality": "restricted", "provider": marked("Agency"), "place": marked("Fatih"),
            "focal_point": marked("Ask for"), "note": marked("Paid"), "outcome": marked("Stayed"),
            "details": { "landlord": marked("Mr") } }),
        ),
        (
            "documents",
            Uuid::now_v7(),
            json!({ "kind": "identity_card", "status": "delivered",
            "number": format!("99{NUMBER}"), "issuer": marked("Directorate"), "note": marked("Blue") }),
        ),
        ("notes", Uuid::now_v7(), json!({ "occurred_on": "2026-11-20", "body": marked("Called") })),
        (
            "contacts",
            Uuid::now_v7(),
            json!({ "channel": "through_person", "value": marked("Sister"), "safe": true,
            "note": marked("Evenings") }),
        ),
        ("contacts", Uuid::now_v7(), json!({ "channel": "phone", "value": format!("+90{NUMBER}"), "safe": true })),
        ("comments", Uuid::now_v7(), json!({ "on_kind": "service", "on": service, "body": marked("Receipt?") })),
    ];
    for (kind, id, body) in bodies {
        let path = format!("/cases/{case}/{kind}/{id}");
        let made = who.create(&path, &body).await.expect(201);
        who.change(&path, made.version(), &body).await.expect(200);
    }
    let note = format!("/cases/{case}/notes/{}", Uuid::now_v7());
    let made = who.create(&note, &json!({ "occurred_on": "2026-11-20", "body": marked("Wrong") })).await.expect(201);
    who.act(&format!("{note}/withdraw"), made.version(), &json!({ "reason": marked("Mistaken") })).await.expect(200);
    let file = document(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 5 0 R >>",
        "<< >>",
        &format!("<< /Length {} >>\nstream\nBT ({MARK}) Tj ET\nendstream", MARK.len() + 12),
    ]);
    let path = format!("/cases/{case}/attachments/{}?on_kind=service&on={service}", Uuid::now_v7());
    let key = Uuid::now_v7().to_string();
    let headers = [("content-type", "application/pdf"), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    let kept = who.send(Method::PUT, &path, &headers, Some(file)).await.expect(201).json();
    let id = kept["id"].as_str().expect("an id").to_owned();
    who.get(&format!("/cases/{case}/attachments/{id}/content")).await.expect(200);
}

/// Fills what is sealed of staff; answers the secrets of a second factor.
async fn staff(world: &World) -> Vec<String> {
    let person = json!({ "name": marked("Nur"), "email": format!("{MARK}@staff.example"), "role": "caseworker" });
    world.admin.create(&format!("/users/{}", Uuid::now_v7()), &person).await.expect(201);
    let view = json!({ "name": marked("Mine"), "filter": { "mine": true } });
    world.worker.create(&format!("/me/views/{}", Uuid::now_v7()), &view).await.expect(201);
    let colleague = world.with_password(&world.colleague);
    let offer = |world: &World| {
        let who = world.colleague.clone();
        async move {
            who.ask("/me/totp", &json!({ "password": PASSWORD })).await.expect(200).json()["secret"]
                .as_str()
                .expect("text")
                .to_owned()
        }
    };
    let first = offer(world).await;
    let secret = Secret::try_from_base32(&first).expect("base32");
    let code =
        Builder::new().with_secret(secret).build_noncompliant().generate(world.clock.now().seconds().unsigned_abs());
    colleague
        .write(Method::PUT, "/me/totp", &[], Uuid::now_v7(), &json!({ "code": code.to_string() }))
        .await
        .expect(200);
    let second = offer(world).await;
    let change = json!({ "current": PASSWORD, "new": marked("passphrase") });
    let answered = colleague.ask("/me/password", &change).await;
    assert!(answered.status.is_success(), "{}", answered.json());
    vec![first, second]
}

/// Sends the canary where it is refused, so that refusals are looked at too.
async fn refused(world: &World, case: CaseId) {
    let who = &world.worker;
    who.ask("/cases/search", &json!({ "q": MARK })).await.expect(200);
    who.ask("/cases/search", &json!({ "q": NUMBER, MARK: 1 })).await.expect(422);
    who.ask("/cases/duplicates", &json!({ "given_names": MARK, "family_names": MARK, "birth_year": 1999 }))
        .await
        .expect(200);
    who.create(&format!("/cases/{case}/notes/{}", Uuid::now_v7()), &json!({ "occurred_on": MARK, "body": MARK }))
        .await
        .expect(422);
    who.create(&format!("/cases/{case}/notes/{}", Uuid::now_v7()), &json!(MARK)).await.expect(422);
    who.ask(&format!("/cases/{case}/reveal"), &json!({})).await.expect(200);
    world.supervisor.get(&format!("/cases/{case}/timeline")).await.expect(200);
    world.supervisor.get("/changes").await.expect(200);
    for password in [MARK, PASSWORD] {
        let body = json!({ "email": format!("{MARK}@example.org"), "password": password });
        world.anonymous.ask("/sessions", &body).await.expect_problem(401, "wrong_credentials");
    }
    let mut forged = who.clone();
    forged.token = Some(MARK.to_owned());
    forged.get("/cases").await.expect_problem(401, "not_signed_in");
}

on_both! {
    async fn nothing_sealed_lies_readable_anywhere(world: World) {
        let levels = "trace".parse::<tracing_subscriber::filter::Targets>().expect("levels");
        let lines = tracing_subscriber::fmt::layer().with_writer(Logged).with_ansi(false);
        let _ = tracing_subscriber::registry().with(levels).with(lines).try_init();

        let case = about_a_case(&world).await;
        entries(&world, case).await;
        let secrets = staff(&world).await;
        refused(&world, case).await;
        assert_eq!(empty_columns(&world), Vec::<String>::new());

        let mut canaries = vec![("a text", Canary::of(MARK)), ("a number", Canary::of(NUMBER))];
        for secret in &secrets {
            canaries.push(("a second factor", Canary::of(secret)));
            canaries.push(("a second factor", Canary::of_bytes(&Secret::try_from_base32(secret).expect("base32"))));
        }
        let clear = Canary::of(CLEAR);
        let look = |place: &str, found: &[(PathBuf, Vec<u8>)]| {
            for (path, bytes) in found {
                for (what, canary) in &canaries {
                    if let Some(form) = canary.find(bytes) {
                        panic!("{what} lies in {place} {} as {form}", path.display());
                    }
                }
            }
            found.iter().any(|(_, bytes)| clear.find(bytes).is_some())
        };
        // Running: the write-ahead log is full; and stopped: everything is in the main file.
        for state in ["running", "stopped"] {
            let folder = files(world.database.folder.path());
            let dumped = dump(&world);
            look("an open file", &open_files());
            let seen = look("the data folder", &folder) | look("the dump", &dumped);
            assert!(seen, "{state}: the code name is clear, and was looked for where it is not");
            if state == "running" {
                let names: Vec<String> = folder.iter().map(|(path, _)| path.to_string_lossy().into_owned()).collect();
                let wal = names.iter().any(|name| name.ends_with("-wal")) && names.iter().any(|name| name.ends_with("-shm"));
                assert_eq!(wal, world.engine == yaninda_tests::Engine::Sqlite, "{names:?}");
                world.stop().await;
            }
        }
        tracing::info!("{CLEAR} is logged");
        let log = LOG.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(log.len() > 10_000, "{} bytes of log", log.len());
        assert!(look("the log", &[(PathBuf::from("standard error"), log)]), "the log was not taken");
    }
}
