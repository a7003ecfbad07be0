//! A file of 100,000 rows: the server stays small, others go on working, a wrong row at the very end leaves nothing behind, and
//! neither does a server that is killed while it makes ready or while it brings in.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{
    db::schema::{change_feed, imports, services},
    time::{Clock, SystemClock},
};
use yaninda_shared::record::RecordKind;
use yaninda_tests::{Engine, Persona, World, case_draft, process::Process};

const ROWS: usize = 100_000;
const CASES: usize = 200;
/// Megabytes that the server may take at most, with everything.
const MEMORY: u64 = 300;
/// Longest that a colleague's note may take meanwhile. A debug build on a busy machine is several times slower than a release.
const PATIENCE: Duration = Duration::from_secs(30);

struct Scene {
    world: World,
    server: Process,
    supervisor: Persona,
    worker: Persona,
    case: String,
    numbers: Vec<String>,
}

impl Scene {
    async fn prepare(engine: Engine) -> Self {
        let world = World::start_at(engine, SystemClock.now(), |_| ()).await;
        let today = world.core.day(world.clock.now());
        let mut numbers = Vec::new();
        let mut case = String::new();
        for _ in 0..CASES {
            let mut draft = case_draft();
            draft["opened_on"] = json!(today - chrono::Days::new(300));
            draft["consent"]["given_on"] = draft["opened_on"].clone();
            let (id, _) = world.open_case_with(&world.worker, &draft).await;
            let shown = world.worker.get(&format!("/cases/{id}")).await.expect(200).json();
            numbers.push(shown["number"].as_str().expect("a number").to_owned());
            case = id.to_string();
        }
        world.stop().await;
        let mut server = Process::over(&world.database, "log = \"warn\"");
        server.start();
        server.ready();
        let mut scene =
            Self { supervisor: world.supervisor.clone(), worker: world.worker.clone(), world, server, case, numbers };
        scene.sign_in().await;
        scene
    }

    /// Tokens for the server's own origin, as of now.
    async fn sign_in(&mut self) {
        let url = self.server.url();
        let core = self.world.sender(|settings| settings.origin.clone_from(&url)).await;
        let token = |who: &Persona| {
            let device = who.device.expect("a device");
            core.tokens.make(who.id(), device, self.world.istanbul, SystemClock.now()).expect("a token").0
        };
        let [supervisor, worker] = [&self.supervisor, &self.worker].map(|who| who.with_token(&token(who)).at(&url));
        (self.supervisor, self.worker) = (supervisor, worker);
    }

    /// Services of the last months; the row before the last is wrong if it is to be.
    fn file(&self, wrong: bool) -> Vec<u8> {
        let today = self.world.core.day(self.world.clock.now());
        let mut text = String::from("Case;Type;Date;Units;Cost;Fund;Provider;Note\r\n");
        for row in 0..ROWS {
            let number = &self.numbers[row % self.numbers.len()];
            let day = today - chrono::Days::new(1 + row as u64 % 290);
            let kind = if wrong && row == ROWS - 2 { "Castle" } else { "Kira" };
            writeln!(
                text,
                "{number};{kind};{};1;1.500,50;NL-2026;Landlord {row};Paid in cash\r",
                day.format("%d.%m.%Y")
            )
            .expect("a string takes everything");
        }
        text.into_bytes()
    }

    async fn take(&self, bytes: Vec<u8>) -> (String, Value) {
        let (id, key) = (Uuid::now_v7(), Uuid::now_v7().to_string());
        let headers = [("content-type", "text/csv"), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
        let path = format!("/imports/{id}?kind=services");
        let record = self.supervisor.send(Method::PUT, &path, &headers, Some(bytes)).await.expect(201).json();
        (format!("/imports/{id}"), record)
    }

    async fn begin(&self, at: &str, step: &str, record: &Value, body: &Value) -> Value {
        let version = record["version"].as_i64().expect("a version");
        self.supervisor.act(&format!("{at}/{step}"), version, body).await.expect(200).json()
    }

    /// Waits for the end while a colleague goes on writing notes; answers the record, how far it was seen to be, and the longest a note took.
    async fn follow(&self, at: &str) -> (Value, Vec<i64>, Duration) {
        let (mut seen, mut longest) = (Vec::new(), Duration::ZERO);
        loop {
            let record = self.supervisor.get(at).await.expect(200).json();
            if record["state"] != "checking" && record["state"] != "running" {
                return (record, seen, longest);
            }
            let done = record["done"].as_i64().expect("a number");
            if seen.last() != Some(&done) {
                seen.push(done);
            }
            let began = Instant::now();
            let note = format!("/cases/{}/notes/{}", self.case, Uuid::now_v7());
            let today = self.world.core.day(self.world.clock.now());
            let body = json!({ "occurred_on": today, "body": "Goes on working" });
            // PostgreSQL refuses who has waited ten seconds; the app then tries again by itself.
            while self.worker.create(&note, &body).await.status == 503 {
                assert!(began.elapsed() < PATIENCE, "a note was refused for {:?}", began.elapsed());
            }
            self.worker.get(&note).await.expect(200);
            longest = longest.max(began.elapsed());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn services(&self) -> (i64, i64) {
        let mut conn = self.world.connect();
        let fed = change_feed::table.filter(change_feed::kind.eq(RecordKind::Service));
        (
            services::table.count().get_result(&mut conn).expect("a count"),
            fed.count().get_result(&mut conn).expect("a count"),
        )
    }
}

fn mapping() -> Value {
    let columns = ["case", "service_type", "day", "quantity", "cost", "fund", "provider", "note"];
    json!({ "columns": columns, "doubles": "stop", "currency": "TRY" })
}

async fn a_hundred_thousand_rows(engine: Engine) {
    let mut scene = Scene::prepare(engine).await;
    let before = scene.server.most_memory();

    let began = Instant::now();
    let (at, record) = scene.take(scene.file(true)).await;
    assert_eq!(record["rows"], ROWS);
    let read = began.elapsed();
    let began = Instant::now();
    scene.begin(&at, "check", &record, &mapping()).await;
    let (checked, seen, note) = scene.follow(&at).await;
    let check = began.elapsed();
    assert_eq!((&checked["state"], &checked["wrong"]), (&json!("checked"), &json!(1)), "{}", scene.server.log());
    // The header is row 1: line 99,999 of the rows is row 100,000 of the sheet.
    assert_eq!(
        checked["problems"][0]["first"][0],
        json!({ "row": ROWS, "column": 1, "trouble": "unknown_service", "value": "Castle" })
    );
    assert!(seen.len() > 2 && seen.windows(2).all(|pair| pair[0] <= pair[1]), "progress: {seen:?}");
    scene
        .supervisor
        .act(&format!("{at}/run"), checked["version"].as_i64().expect("a version"), &json!({}))
        .await
        .expect_problem(409, "conflict");
    assert_eq!(scene.services(), (0, 0));
    assert!(note < PATIENCE, "a note took {note:?} while the file was checked");

    scene.sign_in().await;
    let (at, record) = scene.take(scene.file(false)).await;
    scene.begin(&at, "check", &record, &mapping()).await;
    let (mut checked, ..) = scene.follow(&at).await;
    assert_eq!(checked["wrong"], 0);

    // Killed in the middle of making ready, and again when everything is ready: all of it or nothing, and it can be begun again.
    for ready in [20_000, ROWS] {
        scene.begin(&at, "run", &checked, &json!({})).await;
        let ready = i64::try_from(ready).expect("few");
        while scene.supervisor.get(&at).await.expect(200).json()["done"].as_i64().is_none_or(|done| done < ready) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
        scene.server.kill();
        assert_eq!(scene.services(), (0, 0), "it was killed too late to tell anything");
        // As if it had been silent for as long as nothing that goes on is.
        diesel::update(imports::table).set(imports::beat_at.eq(0)).execute(&mut scene.world.connect()).expect("silent");
        scene.server.start();
        scene.server.ready();
        scene.sign_in().await;
        checked = scene.supervisor.get(&at).await.expect(200).json();
        assert_eq!((&checked["state"], &checked["stopped"]), (&json!("running"), &json!(true)));
    }

    let began = Instant::now();
    scene.begin(&at, "run", &checked, &json!({})).await;
    let (done, seen, note) = scene.follow(&at).await;
    let run = began.elapsed();
    assert_eq!((&done["state"], &done["made"]), (&json!("done"), &json!(ROWS)), "{}", scene.server.log());
    let count = i64::try_from(ROWS).expect("few");
    assert_eq!(scene.services(), (count, count));
    assert!(seen.len() > 2, "progress: {seen:?}");
    assert!(note < PATIENCE, "a note took {note:?} while the file was brought in");
    let memory = scene.server.most_memory();
    assert!(memory < MEMORY, "{memory} MB");

    let began = Instant::now();
    let undone = scene.begin(&at, "undo", &done, &json!({})).await;
    let undo = began.elapsed();
    assert_eq!((&undone["state"], &undone["kept"]), (&json!("undone"), &json!(0)));
    assert_eq!(scene.services().0, 0);
    scene.server.kill();
    let audited = scene.server.run(&["audit", "verify"]);
    println!(
        "{engine:?}: {ROWS} rows read in {read:.1?}, checked in {check:.1?}, brought in in {run:.1?} (longest wait of a note {note:.1?}), \
         undone in {undo:.1?}; memory {before} MB before, at most {memory} MB; {}",
        audited.lines().last().unwrap_or_default()
    );
}

#[actix_web::test]
async fn a_hundred_thousand_rows_on_sqlite() {
    a_hundred_thousand_rows(Engine::Sqlite).await;
}

#[actix_web::test]
async fn a_hundred_thousand_rows_on_postgres() {
    a_hundred_thousand_rows(Engine::Postgres).await;
}
