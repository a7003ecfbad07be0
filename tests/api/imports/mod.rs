//! Bringing in cases and services from spreadsheets.

mod check;
mod run;
mod sheets;
mod undo;

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::db::schema::{case_keys, cases, services};
use yaninda_tests::{Answered, Persona, World, case_draft};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn upload(who: &Persona, id: Uuid, query: &str, kind: &str, bytes: impl Into<Vec<u8>>) -> Answered {
    let key = Uuid::now_v7().to_string();
    let headers = [("content-type", kind), ("idempotency-key", key.as_str()), ("if-none-match", "*")];
    who.send(Method::PUT, &format!("/imports/{id}?{query}"), &headers, Some(bytes.into())).await
}

/// Takes a text file in; answers its address and record.
async fn take(who: &Persona, query: &str, bytes: impl Into<Vec<u8>>) -> (String, Value) {
    let id = Uuid::now_v7();
    let record = upload(who, id, query, "text/csv", bytes).await.expect(201).json();
    (format!("/imports/{id}"), record)
}

/// Waits until nothing goes on any more.
async fn settled(who: &Persona, at: &str) -> Value {
    for _ in 0..600 {
        let record = who.get(at).await.expect(200).json();
        if record["state"] != "checking" && record["state"] != "running" {
            return record;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{at} does not come to an end");
}

fn version(record: &Value) -> i64 {
    record["version"].as_i64().expect("a version")
}

async fn check(who: &Persona, at: &str, record: &Value, mapping: &Value) -> Value {
    who.act(&format!("{at}/check"), version(record), mapping).await.expect(200);
    settled(who, at).await
}

async fn bring_in(who: &Persona, at: &str, record: &Value) -> Value {
    who.act(&format!("{at}/run"), version(record), &json!({})).await.expect(200);
    settled(who, at).await
}

async fn undo(who: &Persona, at: &str, record: &Value) -> Answered {
    let (key, tag) = (Uuid::now_v7().to_string(), format!("\"{}\"", version(record)));
    let headers = [("idempotency-key", key.as_str()), ("if-match", tag.as_str())];
    who.send(Method::POST, &format!("{at}/undo"), &headers, None).await
}

/// Every problem as "row column trouble", in the order of the rows.
async fn problems(who: &Persona, at: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = who.get(&format!("{at}/problems{after}")).await.expect(200).json();
        for problem in page["items"].as_array().expect("items") {
            let column = problem["column"].as_u64().map_or("-".to_owned(), |column| column.to_string());
            all.push(format!("{} {column} {}", problem["row"], problem["trouble"].as_str().expect("a trouble")));
        }
        match page["next"].as_i64() {
            Some(next) => after = format!("?after={next}"),
            None => return all,
        }
    }
}

fn consent() -> Value {
    json!({ "purpose": "Support by the programme", "language": "tr" })
}

fn of_cases(columns: &[&str]) -> Value {
    let columns: Vec<Value> =
        columns.iter().map(|field| if field.is_empty() { Value::Null } else { json!(field) }).collect();
    json!({ "columns": columns, "doubles": "stop", "consent": consent() })
}

fn of_services(columns: &[&str]) -> Value {
    json!({ "columns": columns, "doubles": "stop", "currency": "TRY" })
}

fn count(world: &World) -> (i64, i64, i64) {
    let mut conn = world.connect();
    let of = |result: QueryResult<i64>| result.expect("a count");
    (
        of(cases::table.count().get_result(&mut conn)),
        of(services::table.count().get_result(&mut conn)),
        of(case_keys::table.count().get_result(&mut conn)),
    )
}

/// A case of the office with this number of its own, opened on 1 October.
async fn case_with(world: &World, reference: &str) -> (String, String) {
    let mut draft = case_draft();
    draft["opened_on"] = json!("2026-10-01");
    draft["consent"]["given_on"] = json!("2026-10-01");
    draft["identity"] = json!({ "numbers": [{ "kind": "file", "number": reference }] });
    let (id, _) = world.open_case_with(&world.worker, &draft).await;
    let number = world.worker.get(&format!("/cases/{id}")).await.expect(200).json()["number"].clone();
    (id.to_string(), number.as_str().expect("a number").to_owned())
}

const PEOPLE: &str = "Dosya No;Adı;Soyadı;Cinsiyeti;Doğum Tarihi;Uyruk;Diller;Cep Telefonu;Açılış Tarihi;Risk;Sorumlu;Kapanış Tarihi\r\n\
    17;Ayşe;Yıldız;KADIN;02.03.1998;UA;uk, RU;5550001122;15.10.2026;Yüksek;worker@test.example;\r\n\
    18;Ali;Işık;Erkek;;SY;ar;;16/10/2026;;;20.11.2026\r\n";

const PEOPLE_COLUMNS: [&str; 12] = [
    "reference",
    "given_names",
    "family_names",
    "sex",
    "birth_date",
    "nationality",
    "languages",
    "phone",
    "opened_on",
    "risk",
    "worker",
    "closed_on",
];
