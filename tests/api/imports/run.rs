//! Taking a file and bringing it in: who may, and once.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{import_parts, imports};
use yaninda_shared::audit::AuditAction;
use yaninda_tests::{World, on_both};

use super::{PEOPLE, PEOPLE_COLUMNS, bring_in, check, count, of_cases, problems, settled, take, undo, upload, version};

on_both! {
    async fn a_supervisor_brings_in_cases_and_undoes_it_within_a_day(world: World) {
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=cases", PEOPLE).await;
        assert_eq!((&record["state"], &record["rows"], &record["source"]["delimiter"]), (&json!("read"), &json!(2), &json!("semicolon")));
        assert_eq!(record["mapping"]["columns"], json!(PEOPLE_COLUMNS));
        assert_eq!(record["columns"][1], json!({ "name": "Adı", "samples": ["Ayşe", "Ali"] }));
        assert_eq!(count(&world), (0, 0, 0));
        let checked = check(who, &at, &record, &of_cases(&PEOPLE_COLUMNS)).await;
        assert_eq!((&checked["state"], &checked["wrong"], &checked["doubles"]), (&json!("checked"), &json!(0), &json!(0)), "{:?}", problems(who, &at).await);
        assert_eq!(count(&world), (0, 0, 0));
        let done = bring_in(who, &at, &checked).await;
        assert_eq!((&done["state"], &done["made"], &done["done"]), (&json!("done"), &json!(2), &json!(2)));
        assert_eq!(count(&world), (2, 0, 2));

        let found = who.ask("/cases/search", &json!({ "q": "ayse yil" })).await.expect(200).json();
        let case = found[0]["case"]["id"].as_str().unwrap_or_else(|| panic!("{found}")).to_owned();
        let shown = world.worker.get(&format!("/cases/{case}")).await.expect(200).json();
        assert_eq!((&shown["risk"], &shown["worker"], &shown["opened_on"]), (&json!("high"), &json!(world.worker.id()), &json!("2026-10-15")));
        assert_eq!(shown["profile"]["languages"], json!(["uk", "ru"]));
        let same = who.ask("/cases/duplicates", &json!({ "phone": "+905550001122" })).await.expect(200).json();
        assert_eq!(same["cases"], json!([case]));
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        assert!(heard["items"].as_array().expect("items").iter().any(|item| item["id"] == case.as_str()));
        let closed = who.get("/cases?closed=true").await.expect(200).json();
        assert!(closed["items"].as_array().expect("items").iter().any(|item| item["status"] == "closed"), "{closed}");
        assert_eq!(world.audited(world.istanbul, AuditAction::Imported), 1);

        // The first is gone on with; the other is taken out again.
        let note = format!("/cases/{case}/notes/{}", Uuid::now_v7());
        world.worker.create(&note, &json!({ "occurred_on": "2026-11-22", "body": "Called" })).await.expect(201);
        let undone = undo(who, &at, &done).await.expect(200).json();
        assert_eq!((&undone["state"], &undone["kept"], &undone["undo_until"]), (&json!("undone"), &json!(1), &Value::Null));
        assert_eq!(count(&world), (1, 0, 1));
        // The one that is gone is not found any more either.
        assert_eq!(who.ask("/cases/search", &json!({ "q": "ali isik" })).await.expect(200).json(), json!([]));
        undo(who, &at, &undone).await.expect_problem(409, "conflict");
        who.act(&format!("{at}/run"), version(&undone), &json!({})).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn a_payment_above_the_limit_waits_for_another_supervisor(world: World) {
        let office = format!("/offices/{}", world.istanbul);
        let limits = json!({ "name": "Istanbul", "quiet_days": 30, "confirm_days": 60,
            "approval_limits": [{ "minor": 2_000_000, "currency": "TRY" }] });
        world.admin.change(&office, 1, &limits).await.expect(200);
        let (case, _) = world.open_case(&world.worker).await;
        let number = world.worker.get(&format!("/cases/{case}")).await.expect(200).json()["number"].as_str().expect("a number").to_owned();
        let file = format!("{number},HOU.rent,delivered,2026-11-20,999999,TRY,Landlord A\n{number},HOU.rent,delivered,2026-11-20,100,TRY,Landlord A\n\
            {number},HOU.rent,planned,2026-11-20,999999,TRY,Landlord A\n");
        let (who, other) = (&world.supervisor, world.supervisor_of(world.istanbul));
        let bring = async |text: String| {
            let (at, record) = take(who, "kind=services", text).await;
            let columns = ["case", "service_type", "service_status", "day", "cost", "currency", "provider"];
            let checked = check(who, &at, &record, &json!({ "columns": columns, "doubles": "stop" })).await;
            assert_eq!((&checked["wrong"], &checked["waits"]), (&json!(0), &json!(1)), "{:?}", problems(who, &at).await);
            let done = bring_in(who, &at, &checked).await;
            assert_eq!((&done["state"], &done["made"], &done["waits"]), (&json!("done"), &json!(3), &json!(1)));
            (at, done)
        };
        let header = "Case,Type,Status,Day,Cost,Currency,Provider\n";
        let (at, done) = bring(format!("{header}{file}")).await;
        let waiting = async || other.get("/approvals").await.expect(200).json()["items"].clone();
        let request = waiting().await[0].clone();
        assert_eq!((&request["cost"]["minor"], &request["asked"]["provider"]), (&json!(99_999_900), &json!("Landlord A")));
        let service = format!("/cases/{case}/services/{}", request["service"].as_str().expect("a service"));
        let held = world.worker.get(&service).await.expect(200).json();
        assert_eq!((&held["status"], &held["approval"]), (&json!("requested"), &json!("waiting")));
        // Whoever brought it in does not approve it.
        let decide = format!("/cases/{case}/approvals/{}/decide", request["id"].as_str().expect("an id"));
        who.act(&decide, 1, &json!({ "approve": true })).await.expect_problem(403, "own_request");
        // Undone, nothing waits any more; once it was decided, it stays.
        undo(who, &at, &done).await.expect(200);
        assert_eq!(waiting().await, json!([]));
        let told = world.worker.get(&format!("/cases/{case}/timeline")).await.expect(200).json();
        assert!(told["items"].as_array().expect("items").iter().all(|item| item["kind"] != "payment_asked"), "{told}");
        let (at, done) = bring(format!("{header}{file}\n")).await;
        let request = waiting().await[0].clone();
        let decide = format!("/cases/{case}/approvals/{}/decide", request["id"].as_str().expect("an id"));
        other.act(&decide, 1, &json!({ "approve": true })).await.expect(200);
        assert_eq!(undo(who, &at, &done).await.expect(200).json()["kept"], 1);
    }
}

on_both! {
    async fn only_supervisors_of_the_office_may(world: World) {
        let (at, record) = take(&world.supervisor, "kind=cases", PEOPLE).await;
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            upload(who, Uuid::now_v7(), "kind=cases", "text/csv", PEOPLE).await.expect_problem(403, "not_allowed");
            who.get(&at).await.expect_problem(403, "not_allowed");
            who.get("/imports").await.expect_problem(403, "not_allowed");
            who.act(&format!("{at}/check"), 1, &of_cases(&PEOPLE_COLUMNS)).await.expect_problem(403, "not_allowed");
        }
        let stranger = &world.stranger_supervisor;
        stranger.get(&at).await.expect_problem(404, "not_found");
        stranger.get(&format!("{at}/problems")).await.expect_problem(404, "not_found");
        stranger.act(&format!("{at}/check"), 1, &of_cases(&PEOPLE_COLUMNS)).await.expect_problem(404, "not_found");
        undo(stranger, &at, &record).await.expect_problem(404, "not_found");
        assert_eq!(stranger.get("/imports").await.expect(200).json(), json!([]));
        let id: Uuid = record["id"].as_str().expect("an id").parse().expect("an id");
        upload(stranger, id, "kind=cases", "text/csv", PEOPLE).await.expect_problem(404, "not_found");
        upload(&world.supervisor, id, "kind=cases", "text/csv", PEOPLE).await.expect_problem(412, "stale");
        world.supervisor.act(&format!("{at}/check"), 7, &of_cases(&PEOPLE_COLUMNS)).await.expect_problem(412, "stale");
        world.supervisor.act(&format!("{at}/run"), 1, &json!({})).await.expect_problem(409, "conflict");
    }
}

on_both! {
    async fn an_office_has_ten_files_that_wait_and_the_oldest_makes_room(world: World) {
        let who = &world.supervisor;
        let mut all = Vec::new();
        for number in 0..11 {
            let (at, _) = take(who, "kind=cases", format!("Given,Opened\nAda{number},2026-10-15\n")).await;
            all.push(at);
        }
        who.get(&all[0]).await.expect_problem(404, "not_found");
        for at in &all[1..] {
            who.get(at).await.expect(200);
        }
        let held: i64 = import_parts::table.count().get_result(&mut world.connect()).expect("a count");
        assert_eq!(held, 10);
    }
}

on_both! {
    async fn while_it_runs_nothing_of_the_file_is_told(world: World) {
        let file = "Adı;Soyadı;Açılış tarihi\nAYSE;YILDIZ;soon\n";
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=cases", file).await;
        let checked = check(who, &at, &record, &of_cases(&["given_names", "family_names", "opened_on"])).await;
        assert_eq!(checked["problems"][0]["first"].as_array().map(Vec::len), Some(1), "{checked}");
        diesel::update(imports::table)
            .set((imports::state.eq("running"), imports::beat_at.eq(world.core.clock.now())))
            .execute(&mut world.connect())
            .expect("it runs");
        let running = who.get(&at).await.expect(200).json();
        assert_eq!((&running["state"], running.get("problems").cloned().unwrap_or(json!([]))), (&json!("running"), json!([])));
    }
}

on_both! {
    async fn a_request_that_is_sent_again_begins_nothing_again(world: World) {
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=cases", PEOPLE).await;
        let key = Uuid::now_v7();
        let tag = format!("\"{}\"", version(&record));
        let (path, headers, body) = (format!("{at}/check"), [("if-match", tag.as_str())], of_cases(&PEOPLE_COLUMNS));
        let send = || who.write(Method::POST, &path, &headers, key, &body);
        send().await.expect(200);
        let checked = settled(who, &at).await;
        send().await.expect(200);
        assert_eq!(settled(who, &at).await["version"], checked["version"]);
        let done = bring_in(who, &at, &checked).await;
        who.act(&format!("{at}/run"), version(&done), &json!({})).await.expect_problem(409, "conflict");
        who.act(&format!("{at}/check"), version(&done), &of_cases(&PEOPLE_COLUMNS)).await.expect_problem(409, "conflict");
        assert_eq!(count(&world), (2, 0, 2));
    }
}
