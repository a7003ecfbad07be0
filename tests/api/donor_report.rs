//! The donor report: exact figures against a count made here of what was logged here, and its files.

use std::collections::{BTreeMap, HashMap, HashSet};

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{audit::AuditAction, ids::CaseId};
use yaninda_tests::{Persona, World, case_draft, on_both};

use crate::readers;

/// A person as this test knows them.
#[derive(Clone)]
struct Known {
    case: CaseId,
    sex: &'static str,
    born: i32,
    country: &'static str,
}

/// A service as this test knows it.
struct Logged {
    person: usize,
    category: &'static str,
    status: &'static str,
    day: &'static str,
    fund: Option<&'static str>,
    minor: Option<i64>,
}

const KINDS: [(&str, &str); 4] =
    [("HOU.rent", "HOU"), ("MED.gp", "MED"), ("LEG.advice", "LEG"), ("CAS.one_off", "CAS")];
const STATES: [&str; 4] = ["delivered", "planned", "in_progress", "cancelled"];
const DAYS: [&str; 5] = ["2026-06-30", "2026-07-01", "2026-08-15", "2026-09-30", "2026-10-01"];

pub async fn person(world: &World, who: &Persona, sex: &str, born: i32, country: &str) -> CaseId {
    let mut draft = case_draft();
    draft["opened_on"] = json!("2026-06-01");
    draft["profile"] = json!({ "sex": sex, "birth_year": born, "nationalities": [country] });
    world.open_case_with(who, &draft).await.0
}

pub async fn log(who: &Persona, case: CaseId, kind: &str, status: &str, day: &str) -> String {
    let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
    let service =
        json!({ "type": kind, "status": status, "occurred_on": day, "delivered_by": "us", "confidentiality": "team" });
    who.create(&path, &service).await.expect(201);
    path
}

/// The figures of a table by row and column.
pub fn cells(report: &Value, table: &str) -> BTreeMap<(String, String), Option<u64>> {
    let tables = report["tables"].as_array().expect("tables");
    let found = tables.iter().find(|one| one["table"] == table).unwrap_or_else(|| panic!("no table {table}"));
    let text = |value: &Value| value.as_str().expect("a code").to_owned();
    let columns: Vec<String> = found["columns"].as_array().expect("columns").iter().map(text).collect();
    let rows = found["rows"].as_array().expect("rows").iter();
    rows.flat_map(|row| {
        let figures = row["cells"].as_array().expect("cells").clone();
        let code = text(&row["code"]);
        columns.clone().into_iter().zip(figures).map(move |(column, cell)| ((code.clone(), column), cell.as_u64()))
    })
    .collect()
}

pub fn cell(report: &Value, table: &str, row: &str, column: &str) -> Option<u64> {
    cells(report, table)[&(row.to_owned(), column.to_owned())]
}

/// A few dozen people and services, spread without any pattern that the report could share.
async fn programme(world: &World) -> (Vec<Known>, Vec<Logged>) {
    let mut people = Vec::new();
    for n in 0..14_usize {
        let sex = ["Female", "Male", "Female", "Other"][n % 4];
        let born = [2010, 2004, 1996, 1985, 1970][n % 5];
        let country = ["UZ", "SY", "MA"][n * n % 3];
        let case = person(world, &world.worker, sex, born, country).await;
        people.push(Known { case, sex, born, country });
    }
    let mut logged = Vec::new();
    for n in 0..60_usize {
        let (kind, category) = KINDS[n * 7 % 4];
        let one = Logged {
            person: n * n % people.len(),
            category,
            status: STATES[n * 5 / 3 % 4],
            day: DAYS[n * 11 / 2 % 5],
            fund: [None, Some("NL-2026"), Some("EU")][n % 3],
            minor: (n % 2 == 0).then_some(1000 + n as i64),
        };
        let path = format!("/cases/{}/services/{}", people[one.person].case, Uuid::now_v7());
        let mut service = json!({ "type": kind, "status": one.status, "occurred_on": one.day, "delivered_by": "us",
            "confidentiality": "team" });
        if let Some(fund) = one.fund {
            service["fund"] = json!(fund);
        }
        if let Some(minor) = one.minor {
            service["cost"] = json!({ "minor": minor, "currency": "TRY" });
        }
        world.worker.create(&path, &service).await.expect(201);
        logged.push(one);
    }
    (people, logged)
}

fn age(person: &Known, year: i32) -> &'static str {
    match year - person.born {
        0..18 => "0-17",
        18..25 => "18-24",
        25..35 => "25-34",
        35..50 => "35-49",
        _ => "50-up",
    }
}

on_both! {
    async fn every_figure_is_what_a_count_by_hand_says(world: World) {
        let (people, logged) = programme(&world).await;
        let report = world.supervisor.get("/reports/donor?period=2026-Q3").await.expect(200).json();
        let inside: Vec<&Logged> = logged.iter().filter(|one| ("2026-07-01".."2026-10-01").contains(&one.day)).collect();
        let mut services: HashMap<(String, String), u64> = HashMap::new();
        let mut by_age: HashMap<(String, String), u64> = HashMap::new();
        let mut from: HashMap<(String, String), u64> = HashMap::new();
        let add = |table: &mut HashMap<(String, String), u64>, row: &str, column: &str| {
            for row in [row, "total"] {
                for column in if column == "total" { vec!["total"] } else { vec![column, "total"] } {
                    *table.entry((row.to_owned(), column.to_owned())).or_default() += 1;
                }
            }
        };
        let mut reached = HashSet::new();
        for one in &inside {
            let who = &people[one.person];
            add(&mut services, one.category, one.status);
            add(&mut by_age, age(who, 2026), who.sex);
            add(&mut from, who.country, "total");
            if ["delivered", "in_progress"].contains(&one.status) {
                reached.insert(one.person);
            }
        }
        let (mut people_by_age, mut people_from) = (HashMap::new(), HashMap::new());
        for one in &reached {
            add(&mut people_by_age, age(&people[*one], 2026), people[*one].sex);
            add(&mut people_from, people[*one].country, "total");
        }
        let mut by_fund = HashMap::new();
        for one in &inside {
            add(&mut by_fund, one.fund.unwrap_or("none"), "total");
        }
        let tables = [
            ("services_by_fund", by_fund),
            ("services", services),
            ("services_by_age", by_age),
            ("services_by_nationality", from),
            ("people_by_age", people_by_age),
            ("people_by_nationality", people_from),
        ];
        for (table, by_hand) in tables {
            for (place, count) in cells(&report, table) {
                assert_eq!(count, Some(by_hand.get(&place).copied().unwrap_or(0)), "{table} {place:?}");
            }
            let found: u64 = cells(&report, table).values().filter_map(|count| *count).sum();
            assert_eq!(found, by_hand.values().sum::<u64>(), "{table}: a figure is nowhere");
        }
        assert!(reached.len() > 5 && reached.len() < inside.len());
        assert_eq!(cell(&report, "people", "total", "total"), Some(reached.len() as u64));
        assert_eq!(cell(&report, "cases", "opened", "total"), Some(0));
        let spent: i64 = report["spend"].as_array().expect("spend").iter().map(|one| one["minor"].as_i64().unwrap()).sum();
        let by_hand: i64 = inside.iter().filter(|one| one.status == "delivered").filter_map(|one| one.minor).sum();
        assert_eq!(spent, by_hand);
        // The cases were opened in June; one fund holds its own services and nothing else.
        let june = world.supervisor.get("/reports/donor?period=2026-06").await.expect(200).json();
        assert_eq!(cell(&june, "cases", "opened", "total"), Some(14));
        let fund = world.supervisor.get("/reports/donor?period=2026-Q3&fund=EU").await.expect(200).json();
        let of_fund = inside.iter().filter(|one| one.fund == Some("EU")).count();
        assert_eq!(cell(&fund, "services", "total", "total"), Some(of_fund as u64));
        assert!(fund["tables"].as_array().unwrap().iter().all(|table| table["table"] != "cases"));
        assert!(fund["spend"].as_array().unwrap().iter().all(|one| one["fund"] == "EU"));
    }
}

on_both! {
    async fn milestones_appointments_and_changes_of_rating_are_counted(world: World) {
        let case = person(&world, &world.worker, "Female", 2000, "UZ").await;
        let at = |what: &str| format!("/cases/{case}/{what}/{}", Uuid::now_v7());
        for (kind, day) in [("lawyer", "2026-07-02"), ("safe_place", "2026-10-02")] {
            let milestone = json!({ "kind": kind, "chosen_by": "person", "reached_on": day, "evidence": "Letter" });
            world.worker.create(&at("milestones"), &milestone).await.expect(201);
        }
        for (day, occasion, score) in [("2026-07-01", "baseline", 2), ("2026-10-10", "review", 4)] {
            let rating = json!({ "occurred_on": day, "occasion": occasion, "method": "together",
                "ratings": [{ "domain": "housing", "score": score }] });
            world.worker.create(&at("assessments"), &rating).await.expect(201);
        }
        let report = world.supervisor.get("/reports/donor?period=2026-07").await.expect(200).json();
        assert_eq!(cell(&report, "milestones", "lawyer", "total"), Some(1));
        // By the end of July there was one rating; what came after it changes nothing of July.
        assert_eq!(cell(&report, "outcomes", "housing", "once"), Some(1));
        assert_eq!(cell(&report, "outcomes", "housing", "up"), Some(0));
        assert_eq!(cell(&report, "outcomes", "work", "total"), Some(0));
        let october = world.supervisor.get("/reports/donor?period=2026-10").await.expect(200).json();
        assert_eq!(cell(&october, "outcomes", "housing", "up"), Some(1));
        assert_eq!(cell(&october, "outcomes", "housing", "total"), Some(1));
        assert_eq!(cell(&october, "outcomes", "housing", "once"), Some(0));
    }
}

on_both! {
    async fn the_report_of_a_period_is_the_same_tomorrow(world: World) {
        let mut cases = Vec::new();
        let rate = async |case: CaseId, day: &str, score: i64| {
            let at = format!("/cases/{case}/assessments/{}", Uuid::now_v7());
            let rating = json!({ "occurred_on": day, "occasion": "review", "method": "together",
                "ratings": [{ "domain": "housing", "score": score }, { "domain": "substance_use", "score": score }] });
            world.worker.create(&at, &rating).await.expect(201);
            at
        };
        for (score, later) in [(4, 1), (2, 5), (1, 2), (3, 3)] {
            let case = person(&world, &world.worker, "Female", 2000, "UZ").await;
            rate(case, "2026-06-10", 2).await;
            rate(case, "2026-09-30", score).await;
            cases.push((case, later));
        }
        let ask = async || world.supervisor.get("/reports/donor?period=2026-Q3").await.expect(200).json();
        let before = ask().await;
        let changes = ["up", "same", "down", "once", "total"].map(|change| cell(&before, "outcomes", "housing", change));
        assert_eq!(changes, [Some(2), Some(1), Some(1), Some(0), Some(4)]);
        assert!(cells(&before, "outcomes").keys().all(|(domain, _)| domain != "substance_use"));
        // Everybody is rated again on the day after the period and later; one such rating is withdrawn.
        for (case, later) in &cases {
            let at = rate(*case, "2026-10-01", *later).await;
            if *later == 5 {
                world.worker.act(&format!("{at}/withdraw"), 1, &json!({ "reason": "Another person's" })).await.expect(200);
            }
        }
        assert_eq!(ask().await["tables"], before["tables"]);
        // What tells of a day within it and comes late is counted as of that day.
        rate(cases[0].0, "2026-09-30", 1).await;
        assert_eq!(cell(&ask().await, "outcomes", "housing", "down"), Some(2));
    }
}

on_both! {
    async fn only_supervisors_see_exact_figures_and_only_of_their_office(world: World) {
        let (_, _) = programme(&world).await;
        for who in [&world.manager, &world.worker, &world.admin, &world.auditor] {
            for path in ["/reports/donor?period=2026-Q3", "/reports/donor/file?period=2026-Q3&format=csv", "/reports/services?month=2026-07"] {
                who.get(path).await.expect_problem(403, "not_allowed");
            }
        }
        let other = world.stranger_supervisor.get("/reports/donor?period=2026-Q3").await.expect(200).json();
        assert_eq!(cell(&other, "people", "total", "total"), Some(0));
        for wrong in ["2026-13", "2026-Q5", "26", "2026-1", "1999", "x"] {
            world.supervisor.get(&format!("/reports/donor?period={wrong}")).await.expect(422);
        }
        world.supervisor.get("/reports/donor").await.expect_field("period", "missing");
        let before = world.audited(world.istanbul, AuditAction::Reported);
        world.supervisor.get("/reports/donor?period=2026").await.expect(200);
        world.supervisor.get("/reports/donor/file?period=2026&format=xlsx").await.expect(200);
        assert_eq!(world.audited(world.istanbul, AuditAction::Reported), before + 2);
    }
}

on_both! {
    async fn the_files_hold_the_figures_and_no_formula(world: World) {
        programme(&world).await;
        // The office is called what a spreadsheet would work out.
        let office = json!({ "name": "=HYPERLINK(\"http://x.example\";\"Click\")", "quiet_days": 30, "confirm_days": 60 });
        world.admin.change(&format!("/offices/{}", world.istanbul), 1, &office).await.expect(200);
        let case = person(&world, &world.worker, "Male", 1990, "SY").await;
        let path = format!("/cases/{case}/services/{}", Uuid::now_v7());
        let service = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-08-01", "delivered_by": "us",
            "confidentiality": "team", "fund": "-2", "cost": { "minor": 150_025, "currency": "TRY" } });
        world.worker.create(&path, &service).await.expect(201);
        let report = world.supervisor.get("/reports/donor?period=2026-Q3").await.expect(200).json();
        let services = cell(&report, "services", "HOU", "delivered").expect("a figure");

        let get = async |query: &str| {
            let answer = world.supervisor.get(&format!("/reports/donor/file?period=2026-Q3&{query}")).await.expect(200);
            let disposition = answer.headers["content-disposition"].to_str().expect("a text").to_owned();
            assert!(disposition.starts_with("attachment; filename=\"exact-2026-Q3."), "{disposition}");
            assert_eq!(answer.headers["cache-control"], "no-store");
            answer.bytes
        };
        let csv = String::from_utf8(get("format=csv&language=tr&bom=true").await).expect("UTF-8");
        // The warning first, then the heads.
        let (warning, csv) = csv.strip_prefix('\u{feff}').and_then(|csv| csv.split_once("\r\n")).expect("lines");
        assert!(warning.starts_with("\"Bu ofisin kesin sayıları"), "{warning}");
        assert!(csv.starts_with("Dönem,Ofis,Tablo,Satır,Sütun,Sayı\r\n"), "{csv}");
        assert!(csv.contains("Suriye"), "{csv}");
        assert!(csv.contains("\"'=HYPERLINK(\"\"http://x.example\"\";\"\"Click\"\")\""), "{csv}");
        let hxl = readers::python("read_hxl.py", &json!(String::from_utf8(get("format=hxl").await).unwrap()));
        assert_eq!(hxl["tags"], json!(["#date+period", "#org+office", "#indicator+name", "#group+row", "#group+column", "#indicator+value+num"]));
        let rows = hxl["rows"].as_array().expect("rows");
        let found = rows.iter().find(|row| row[2] == "services" && row[3] == "HOU" && row[4] == "delivered");
        assert_eq!(found.expect("a row")[5], services.to_string());
        let spent = rows.iter().find(|row| row[2] == "spend" && row[3] == "'-2/HOU").expect("the fund");
        assert_eq!(spent[5], "1500.25");
        for row in rows {
            for text in row.as_array().unwrap().iter().take(5) {
                let text = text.as_str().unwrap();
                assert!(!text.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text}");
            }
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let xlsx = readers::python("read_xlsx.py", &json!(hex(&get("format=xlsx&language=ar").await)));
        assert_eq!(xlsx["formulas"], json!([]));
        assert!(xlsx["sheets"].as_array().unwrap().iter().all(|sheet| sheet["rtl"] == true && sheet["frozen"] == "B6"));
        assert_eq!(xlsx["sheets"].as_array().unwrap().len(), 12);
        let numbers = xlsx["numbers"].as_array().expect("numbers");
        assert!(numbers.contains(&json!(1500.25)), "{numbers:?}");
        let english = readers::python("read_xlsx.py", &json!(hex(&get("format=xlsx").await)));
        assert_eq!(english["sheets"][0]["rtl"], false);
        let wrong = world.supervisor.send(Method::GET, "/reports/donor/file?period=2026-Q3&format=ods", &[], None).await;
        wrong.expect(422);
    }
}
