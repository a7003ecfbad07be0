//! What is published: parts first, once and for good, with small figures hidden from everybody but their own office.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{
    db::schema::{release_tables, releases},
    releases::pass,
};
use yaninda_shared::{audit::AuditAction, disclosure::Threshold, ids::CaseId};
use yaninda_tests::{Persona, World, on_both};

use crate::donor_report::{cell, cells, log, person};

fn at(id: Uuid) -> String {
    format!("/releases/{id}")
}

async fn ask(who: &Persona, scope: &str, period: &str) -> Uuid {
    let id = Uuid::now_v7();
    let asked = who.create(&at(id), &json!({ "scope": scope, "period": period })).await.expect(202).json();
    assert_eq!((&asked["state"], &asked["done"]), (&json!("waiting"), &json!(0)));
    id
}

/// Asks, has it decided, and answers the release as this person sees it.
pub async fn publish(world: &World, who: &Persona, scope: &str, period: &str) -> Value {
    let id = ask(who, scope, period).await;
    pass(&world.core).await.expect("it is decided");
    who.get(&at(id)).await.expect(200).json()
}

/// A programme of enough women in one band to be published, and of a few men.
async fn programme(world: &World, month: &str) -> Vec<CaseId> {
    let mut cases = Vec::new();
    for n in 0..27 {
        let (sex, born) = if n < 24 { ("Female", 1990) } else { ("Male", 2004) };
        let case = person(world, &world.worker, sex, born, "UZ").await;
        log(&world.worker, case, "HOU.rent", "delivered", &format!("{month}-10")).await;
        // Of two kinds: that everybody got the same one would be hidden.
        if n < 24 {
            log(&world.worker, case, "MED.gp", "delivered", &format!("{month}-11")).await;
        }
        cases.push(case);
    }
    cases
}

/// Scope and period of every decided table, in the order of the decisions.
fn order(world: &World) -> Vec<String> {
    let rows: Vec<(String, String)> = release_tables::table
        .order(release_tables::number)
        .select((release_tables::period, release_tables::scope))
        .load(&mut world.connect())
        .expect("tables");
    let mut steps: Vec<String> = rows.into_iter().map(|(period, scope)| format!("{period} {scope}")).collect();
    steps.dedup();
    steps
}

on_both! {
    async fn small_figures_are_hidden_and_large_ones_are_exact(world: World) {
        programme(&world, "2026-07").await;
        let release = publish(&world, &world.manager, "office", "2026-07").await;
        assert_eq!((&release["state"], &release["threshold"], &release["done"]), (&json!("published"), &json!(11), &json!(1)));
        assert_eq!(cell(&release, "services_by_group", "total", "total"), Some(51));
        assert_eq!(cell(&release, "services_by_group", "LEG", "total"), Some(0));
        // Three men: neither they nor what would give them away.
        assert_eq!(cell(&release, "people_by_age", "18-24", "Male"), None);
        for tables in release["tables"].as_array().expect("tables") {
            let table = tables["table"].as_str().expect("a table");
            if tables["withheld"] == false {
                let shown = cells(&release, table);
                assert!(shown.values().flatten().all(|count| *count == 0 || *count >= 11), "{table}: {shown:?}");
            }
        }
        // Managers see nothing else of it, the office's supervisor also the figures of today.
        assert!(release["now"].is_null());
        let id = release["id"].as_str().expect("an id").to_owned();
        let own = world.supervisor.get(&format!("/releases/{id}")).await.expect(200).json();
        assert_eq!(own["tables"], release["tables"]);
        let now = json!({ "tables": own["now"] });
        assert_eq!(cell(&now, "people_by_age", "18-24", "Male"), Some(3));
    }
}

on_both! {
    async fn parts_are_published_before_totals_and_nothing_twice(world: World) {
        programme(&world, "2026-07").await;
        let release = publish(&world, &world.manager, "all", "2026-Q3").await;
        assert_eq!((&release["state"], &release["scope"]), (&json!("published"), &json!("all")));
        assert_eq!((&release["done"], &release["steps"]), (&json!(12), &json!(12)));
        let expected: Vec<String> = ["2026-07", "2026-08", "2026-09", "2026-Q3"]
            .iter()
            .flat_map(|period| [format!("{period} office"), format!("{period} all")])
            .collect();
        assert_eq!(order(&world), expected);
        let before = order(&world).len();
        for (scope, period) in [("all", "2026-Q3"), ("office", "2026-Q3"), ("office", "2026-08"), ("all", "2026-07")] {
            let again = json!({ "scope": scope, "period": period });
            world.manager.create(&at(Uuid::now_v7()), &again).await.expect_problem(409, "conflict");
        }
        assert_eq!(pass(&world.core).await.expect("nothing to do"), 0);
        assert_eq!(order(&world).len(), before);
        // All offices are the sum of each.
        let list = world.manager.get("/releases").await.expect(200).json();
        assert_eq!(list["items"].as_array().expect("a list").len(), 12);
        assert_eq!(cell(&release, "services_by_group", "total", "total"), Some(51));
        assert_eq!(world.audited(world.istanbul, AuditAction::Published), 8);
        assert_eq!(world.audited(world.ankara, AuditAction::Published), 4);
    }
}

on_both! {
    async fn what_is_corrected_later_changes_nothing_that_was_published(world: World) {
        let cases = programme(&world, "2026-07").await;
        let before = publish(&world, &world.supervisor, "office", "2026-07").await;
        let id = before["id"].as_str().expect("an id").to_owned();
        for case in cases.iter().take(3) {
            log(&world.worker, *case, "HOU.rent", "delivered", "2026-07-20").await;
        }
        let after = world.supervisor.get(&format!("/releases/{id}")).await.expect(200).json();
        assert_eq!(after["tables"], before["tables"]);
        assert_eq!(cell(&after, "services_by_group", "HOU", "delivered"), Some(27));
        assert_eq!(cell(&json!({ "tables": after["now"] }), "services_by_group", "HOU", "delivered"), Some(30));
        // The quarter is made of what was published, so that nobody learns the late ones by subtracting.
        log(&world.worker, cases[0], "HOU.rent", "delivered", "2026-08-01").await;
        let quarter = publish(&world, &world.supervisor, "office", "2026-Q3").await;
        let figures = cells(&quarter, "services_by_group");
        let rents = figures.get(&("HOU".to_owned(), "delivered".to_owned())).copied().flatten();
        assert_ne!(rents, Some(31));
        let exact = world.supervisor.get("/reports/donor?period=2026-Q3").await.expect(200).json();
        assert_eq!(cell(&exact, "services", "HOU", "delivered"), Some(31));
        // Rows of decided tables cannot be written again, by anybody.
        let changed = diesel::update(release_tables::table).set(release_tables::published.eq("[]")).execute(&mut world.connect());
        assert!(changed.is_err());
    }
}

on_both! {
    async fn a_server_that_stops_in_between_goes_on_and_two_decide_nothing_twice(world: World) {
        programme(&world, "2026-07").await;
        let id = ask(&world.manager, "all", "2026-Q3").await;
        // A few parts, then another server takes over while this one goes on too.
        for _ in 0..3 {
            assert!(yaninda::releases::step(&world.core).await.expect("a part"));
        }
        let under_way = world.manager.get(&at(id)).await.expect(200).json();
        assert_eq!((&under_way["state"], &under_way["steps"]), (&json!("deciding"), &json!(12)));
        assert_eq!(under_way["tables"], json!([]));
        world.manager.get(&format!("{}/file?format=csv", at(id))).await.expect_problem(404, "not_found");
        let other = world.sender(|_| ()).await;
        let (one, two) = tokio::join!(pass(&world.core), pass(&other));
        one.expect("decided");
        two.expect("decided");
        let done = world.manager.get(&at(id)).await.expect(200).json();
        assert_eq!((&done["state"], &done["done"]), (&json!("published"), &json!(12)));
        let numbers: Vec<i64> =
            release_tables::table.order(release_tables::number).select(release_tables::number).load(&mut world.connect()).expect("numbers");
        assert_eq!(numbers, (1..=i64::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
    }
}

on_both! {
    async fn a_manager_reads_every_office_and_a_supervisor_their_own(world: World) {
        programme(&world, "2026-07").await;
        let own = publish(&world, &world.supervisor, "office", "2026-07").await["id"].as_str().expect("an id").to_owned();
        let other = publish(&world, &world.stranger_supervisor, "office", "2026-08").await["id"].as_str().expect("an id").to_owned();
        for id in [&own, &other] {
            let seen = world.manager.get(&format!("/releases/{id}")).await.expect(200).json();
            assert!(seen["now"].is_null());
            world.manager.get(&format!("/releases/{id}/file?format=xlsx")).await.expect(200);
        }
        world.supervisor.get(&format!("/releases/{other}")).await.expect_problem(404, "not_found");
        world.supervisor.get(&format!("/releases/{other}/file?format=csv")).await.expect_problem(404, "not_found");
        world.stranger_supervisor.get(&format!("/releases/{own}")).await.expect_problem(404, "not_found");
        // All offices together are for those who answer for all alone: less one's own exact figures, they are the others'.
        let all = json!({ "scope": "all", "period": "2026-07" });
        world.supervisor.create(&at(Uuid::now_v7()), &all).await.expect_problem(403, "not_allowed");
        let all = publish(&world, &world.manager, "all", "2026-07").await["id"].as_str().expect("an id").to_owned();
        for who in [&world.supervisor, &world.stranger_supervisor] {
            who.get(&format!("/releases/{all}")).await.expect_problem(404, "not_found");
            who.get(&format!("/releases/{all}/file?format=csv")).await.expect_problem(404, "not_found");
        }
        assert!(world.manager.get(&format!("/releases/{all}")).await.expect(200).json()["now"].is_null());
        let listed = |page: &Value| page["items"].as_array().expect("a page").iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
        assert_eq!(listed(&world.supervisor.get("/releases").await.expect(200).json()), [json!(own)]);
        let mut paged = Vec::new();
        let mut after = String::new();
        loop {
            let page = world.manager.get(&format!("/releases?limit=2{after}")).await.expect(200).json();
            paged.extend(listed(&page));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(paged.len(), 4);
        assert_eq!(paged, listed(&world.manager.get("/releases").await.expect(200).json()));
        for who in [&world.worker, &world.admin, &world.auditor] {
            who.get("/releases").await.expect_problem(403, "not_allowed");
            who.get(&format!("/releases/{own}")).await.expect_problem(403, "not_allowed");
        }
    }
}

on_both! {
    async fn a_period_that_is_not_over_is_refused_and_so_is_bad_input(world: World) {
        for period in ["2026-11", "2026-Q4", "2026", "2027"] {
            let draft = json!({ "scope": "office", "period": period });
            world.manager.create(&at(Uuid::now_v7()), &draft).await.expect_field("period", "in_the_future");
        }
        for (draft, field, code) in [
            (json!({ "scope": "office", "period": "2026-13" }), "period", "impossible_date"),
            (json!({ "scope": "mine", "period": "2026-07" }), "scope", "unknown_value"),
            (json!({}), "scope", "missing"),
        ] {
            world.manager.create(&at(Uuid::now_v7()), &draft).await.expect_field(field, code);
        }
        let (id, key) = (Uuid::now_v7(), Uuid::now_v7());
        let draft = json!({ "scope": "office", "period": "2026-07" });
        for _ in 0..2 {
            let sent = world.manager.write(Method::PUT, &at(id), &[("if-none-match", "*")], key, &draft).await.expect(202);
            assert_eq!(sent.json()["id"], json!(id));
        }
        world.manager.create(&at(id), &draft).await.expect_problem(412, "stale");
    }
}

on_both! {
    async fn a_release_that_fails_stops_no_other_and_is_given_up(world: World) {
        let broken = ask(&world.manager, "office", "2026-06").await;
        diesel::update(releases::table).set(releases::threshold.eq(2000)).execute(&mut world.connect()).expect("broken");
        let behind = publish(&world, &world.manager, "office", "2026-07").await;
        assert_eq!(behind["state"], "published");
        let of_broken = || async { world.manager.get(&at(broken)).await.expect(200).json()["refusal"].clone() };
        assert_eq!(of_broken().await, Value::Null);
        for _ in 0..4 {
            pass(&world.core).await.expect("the others are decided");
        }
        assert_eq!(of_broken().await, "failed");
        assert_eq!(publish(&world, &world.manager, "office", "2026-06").await["state"], "published");
    }
}

on_both! {
    async fn ratings_funds_and_money_are_published_with_the_counts(world: World) {
        let fund = json!({ "code": "NL-2026", "name": "Embassy" });
        world.supervisor.create(&format!("/funds/{}", Uuid::now_v7()), &fund).await.expect(201);
        let other = json!({ "code": "EU-2026", "name": "Union" });
        world.stranger_supervisor.create(&format!("/funds/{}", Uuid::now_v7()), &other).await.expect(201);
        let pay = async |who: &Persona, case: CaseId, kind: &str, fund: &str, minor: i64, day: &str| {
            let service = json!({ "type": kind, "status": "delivered", "occurred_on": day, "delivered_by": "us",
                "confidentiality": "team", "fund": fund, "cost": { "minor": minor, "currency": "TRY" } });
            who.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &service).await.expect(201);
        };
        for n in 0..24 {
            let case = person(&world, &world.worker, "Female", 1990, "UZ").await;
            pay(&world.worker, case, "HOU.rent", if n < 12 { "NL-2026" } else { "TYPED" }, 100_000 + n, "2026-07-10").await;
            // One of them got most of what was paid for health.
            pay(&world.worker, case, "MED.gp", "NL-2026", if n == 0 { 9_000_000 } else { 10_000 }, "2026-07-11").await;
            for (day, score) in [("2026-06-20", 2), ("2026-07-20", if n < 12 { 4 } else { 2 })] {
                let rating = json!({ "occurred_on": day, "occasion": "review", "method": "together",
                    "ratings": [{ "domain": "housing", "score": score }] });
                world.worker.create(&format!("/cases/{case}/assessments/{}", Uuid::now_v7()), &rating).await.expect(201);
            }
        }
        let july = publish(&world, &world.manager, "office", "2026-07").await;
        assert_eq!(july["definition"], 2);
        let ratings = ["up", "same", "down", "once", "total"].map(|change| cell(&july, "ratings", "housing", change));
        assert_eq!(ratings, [Some(12), Some(12), Some(0), Some(0), Some(24)]);
        let funds = ["NL-2026", "other", "none", "total"].map(|fund| cell(&july, "services_by_fund", fund, "total"));
        assert_eq!(funds, [Some(36), Some(12), Some(0), Some(48)]);
        // Rounded to hundreds; neither what one person got nearly all of, nor the total that would give it away.
        assert_eq!(cell(&july, "spend", "HOU", "TRY"), Some(24_000));
        assert_eq!(cell(&july, "spend", "MED", "TRY"), None);
        assert_eq!(cell(&july, "spend", "total", "TRY"), None);
        let csv = world.manager.get(&format!("/releases/{}/file?format=hxl", july["id"].as_str().expect("an id"))).await;
        let csv = String::from_utf8(csv.expect(200).bytes).expect("UTF-8");
        assert!(csv.contains(",spend,HOU,TRY,24000\r\n") && !csv.contains(",spend,MED,"), "{csv}");
        assert!(csv.contains(",services_by_fund,NL-2026,total,36\r\n") && !csv.contains("TYPED"), "{csv}");
        // A fund that begins later gets a row of its own, and the months before it stay as they were.
        let late = json!({ "code": "AA-2026", "name": "Later" });
        world.supervisor.create(&format!("/funds/{}", Uuid::now_v7()), &late).await.expect(201);
        for _ in 0..15 {
            let case = person(&world, &world.worker, "Male", 1980, "SY").await;
            pay(&world.worker, case, "HOU.rent", "AA-2026", 200_000, "2026-08-10").await;
            pay(&world.worker, case, "MED.gp", "AA-2026", 10_000, "2026-08-11").await;
        }
        let away = world.open_case_with(&world.stranger, &yaninda_tests::case_draft_with(&json!({ "opened_on": "2026-06-01" }))).await.0;
        pay(&world.stranger, away, "HOU.rent", "EU-2026", 200_000, "2026-08-10").await;
        let quarter = publish(&world, &world.manager, "all", "2026-Q3").await;
        assert_eq!(quarter["state"], "published");
        let id = july["id"].as_str().expect("an id").to_owned();
        assert_eq!(world.manager.get(&at(id.parse().expect("an id"))).await.expect(200).json()["tables"], july["tables"]);
        let list = world.supervisor.get("/releases").await.expect(200).json();
        let own = |period: &str, scope: &str| {
            let found = list["items"].as_array().expect("a page").iter().find(|one| one["period"] == period && one["scope"] == scope);
            found.expect("a release")["id"].as_str().expect("an id").parse::<Uuid>().expect("an id")
        };
        let august = world.supervisor.get(&at(own("2026-08", "office"))).await.expect(200).json();
        let rows = cells(&august, "services_by_fund");
        assert!(rows.contains_key(&("AA-2026".to_owned(), "total".to_owned())), "{rows:?}");
        assert_eq!(cell(&json!({ "tables": august["now"] }), "services_by_fund", "AA-2026", "total"), Some(30));
        // The quarter is the sum of the months, and so is its money: of all offices one person more would be known.
        let amount = |release: &Value, category: &str| {
            cells(release, "spend").get(&(category.to_owned(), "TRY".to_owned())).copied().flatten()
        };
        let own_quarter = world.supervisor.get(&at(own("2026-Q3", "office"))).await.expect(200).json();
        assert_eq!(amount(&own_quarter, "HOU"), Some(24_000 + 30_000));
        assert_eq!(amount(&own_quarter, "MED"), None);
        let rows = cells(&own_quarter, "services_by_fund");
        assert!(rows.keys().all(|(fund, _)| fund != "EU-2026"), "a fund of another office is not named here: {rows:?}");
        assert_eq!(amount(&quarter, "HOU"), None);
    }
}

on_both! {
    async fn a_year_is_published_in_the_version_in_which_it_was_begun(world: World) {
        programme(&world, "2026-07").await;
        let id = ask(&world.manager, "office", "2026-07").await;
        // Asked of the version before this one.
        diesel::update(releases::table).set(releases::definition.eq(1)).execute(&mut world.connect()).expect("a release");
        pass(&world.core).await.expect("it is decided");
        let old = world.manager.get(&at(id)).await.expect(200).json();
        let names = |release: &Value| -> Vec<String> {
            let tables = release["tables"].as_array().expect("tables").iter();
            tables.map(|table| table["table"].as_str().expect("a name").to_owned()).collect()
        };
        let first = ["services_by_group", "people_by_age", "people_by_nationality", "cases", "milestones", "appointments"];
        assert_eq!((&old["state"], names(&old)), (&json!("published"), first.map(str::to_owned).to_vec()));
        assert_eq!(cell(&old, "services_by_group", "total", "total"), Some(51));
        world.manager.get(&format!("{}/file?format=csv", at(id))).await.expect(200);
        let own = world.supervisor.get(&at(id)).await.expect(200).json();
        assert_eq!(own["now"].as_array().expect("tables").len(), first.len());
        let again = json!({ "scope": "office", "period": "2026-07" });
        world.manager.create(&at(Uuid::now_v7()), &again).await.expect_problem(409, "conflict");
        let quarter = publish(&world, &world.manager, "all", "2026-Q3").await;
        assert_eq!((&quarter["definition"], names(&quarter).len()), (&json!(1), first.len()));
        let other = publish(&world, &world.manager, "office", "2025-07").await;
        assert_eq!((&other["definition"], names(&other).len()), (&json!(2), 9));
    }
}

#[actix_web::test]
async fn a_release_keeps_the_threshold_it_was_decided_with() {
    let lowest =
        |settings: &mut yaninda::config::Settings| settings.threshold = Threshold::parse(5).expect("the least");
    let world = World::start_with(yaninda_tests::Engine::Sqlite, lowest).await;
    for n in 0..20 {
        let case = person(
            &world,
            &world.worker,
            if n < 8 { "Male" } else { "Female" },
            if n % 2 == 0 { 1990 } else { 2004 },
            "UZ",
        )
        .await;
        log(&world.worker, case, "HOU.rent", "delivered", "2026-07-10").await;
    }
    let release = publish(&world, &world.manager, "office", "2026-07").await;
    assert_eq!(release["threshold"], 5);
    assert_eq!(cell(&release, "people_by_age", "total", "Male"), Some(8));
    let usual = world.sender(|_| ()).await;
    assert_eq!(usual.settings.threshold.get(), 11);
    let again =
        world.manager.get(&format!("/releases/{}", release["id"].as_str().expect("an id"))).await.expect(200).json();
    assert_eq!(again["tables"], release["tables"]);
}

on_both! {
    async fn a_file_of_a_release_holds_what_is_published_and_no_more(world: World) {
        programme(&world, "2026-07").await;
        let release = publish(&world, &world.manager, "office", "2026-07").await;
        let id = release["id"].as_str().expect("an id").to_owned();
        let before = world.audited(world.istanbul, AuditAction::Reported);
        let csv = world.manager.get(&format!("/releases/{id}/file?format=hxl")).await.expect(200).bytes;
        assert_eq!(world.audited(world.istanbul, AuditAction::Reported), before + 1);
        let csv = String::from_utf8(csv).expect("UTF-8");
        for line in csv.lines().skip(2) {
            let fields: Vec<&str> = line.split(',').collect();
            let published = cell(&release, fields[2], fields[3], fields[4]);
            assert_ne!(fields[2], "spend", "nothing was paid");
            assert_eq!(fields[5], published.map_or("<11*".to_owned(), |count| count.to_string()), "{line}");
        }
        assert!(csv.contains(",<11*"));
        for who in [&world.worker, &world.admin] {
            who.get(&format!("/releases/{id}/file?format=csv")).await.expect_problem(403, "not_allowed");
        }
    }
}
