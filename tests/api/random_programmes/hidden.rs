//! What the API published of random programmes, several releases of each, read by an attacker with a solver of another
//! kind: nothing hidden is bounded more tightly than the threshold, and nobody's money is known.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::releases::{decided, pass};
use yaninda_shared::{
    disclosure::{Cell, Period, Release, Scope, Threshold},
    ids::OfficeId,
    reports::ReportTable,
};
use yaninda_tests::{Engine, Persona, World};

use super::{
    programme::Programme,
    support::{
        amounts::{Paid, told},
        attacker::Attacker,
        intervals::{narrow, open_ceilings, safe},
        random::Random,
    },
};
use crate::donor_report::cells;

const THRESHOLD: u32 = 5;
const CATEGORIES: [&str; 3] = ["HOU", "MED", "LEG"];

async fn publish(world: &World, who: &Persona, scope: &str, period: &str) {
    let draft = json!({ "scope": scope, "period": period });
    who.create(&format!("/releases/{}", Uuid::now_v7()), &draft).await.expect(202);
    pass(&world.core).await.expect("it is decided");
}

/// Everything a manager reads about a year: each release with its tables.
async fn everything(world: &World, year: i32) -> Vec<Value> {
    let list = world.manager.get("/releases?limit=200").await.expect(200).json();
    let mut releases = Vec::new();
    for one in list["items"].as_array().expect("a page") {
        if one["period"].as_str().expect("a period").starts_with(&year.to_string()) && one["state"] == "published" {
            let id = one["id"].as_str().expect("an id");
            releases.push(world.manager.get(&format!("/releases/{id}")).await.expect(200).json());
        }
    }
    releases
}

/// The offices of a release, by their place among all.
fn offices(release: &Value, all: &[OfficeId]) -> Scope {
    match release["scope"].as_str() {
        Some("all") => Scope::All((0..all.len() as u32).collect()),
        _ => {
            let office = release["office"].as_str().expect("an office");
            let at = all.iter().position(|id| id.to_string() == office).expect("an office");
            Scope::Office(at as u32)
        }
    }
}

/// Whether the API shows of each table what was decided about it, and no more; answers the cells looked at.
fn shows_what_was_decided(release: &Value, decided: &[(ReportTable, Release)], all: &[OfficeId]) -> usize {
    let period = Period::parse(release["period"].as_str().expect("a period")).expect("a period");
    let scope = offices(release, all);
    let mut looked = 0;
    for table in release["tables"].as_array().expect("tables") {
        if table["withheld"] == true || table["table"] == "spend" {
            continue;
        }
        let name = table["table"].as_str().expect("a table");
        let kind = ReportTable::from_code(name).expect("a table");
        let of = |(other, one): &&(ReportTable, Release)| {
            *other == kind && one.exact().period() == period && *one.exact().scope() == scope
        };
        let (_, decision) = decided.iter().find(of).expect("a decision");
        let shape = decision.exact().shape();
        let published = cells(release, name);
        for (cell, decision) in decision.cells().enumerate() {
            let place = shape.place(cell);
            let mut codes = shape
                .dimensions()
                .iter()
                .zip(place)
                .map(|(dimension, at)| at.map_or("total".to_owned(), |at| dimension.categories[at].clone()));
            let key = (codes.next().expect("a row"), codes.next().unwrap_or("total".to_owned()));
            // Rows without a meaning, and funds of other offices, are left out.
            if let Some(figure) = published.get(&key) {
                let expected = match decision {
                    Cell::Shown(count) => Some(count),
                    Cell::Hidden => None,
                };
                assert_eq!(*figure, expected, "{name} {key:?}");
                looked += 1;
            }
        }
    }
    looked
}

/// A leaf of money: an office's month and a category.
fn leaf(office: usize, month: u8, category: &str) -> usize {
    let category = CATEGORIES.iter().position(|one| *one == category).expect("a category");
    (office * 3 + usize::from(month - 1)) * CATEGORIES.len() + category
}

/// The sums of money that a release has rows for, as sets of leaves, and which of them are shown.
fn sums(release: &Value, all: &[OfficeId], world: &World, paid: &[Paid]) -> Vec<(BTreeSet<usize>, Option<u64>)> {
    let period = Period::parse(release["period"].as_str().expect("a period")).expect("a period");
    let months: Vec<u8> = (1..=3)
        .filter(|month| period.months().contains(&Period::month(period.in_year(), *month).expect("a month")))
        .collect();
    let offices: Vec<usize> = match offices(release, all) {
        Scope::All(_) => vec![0, 1],
        Scope::Office(at) => vec![usize::from(all[at as usize] != world.istanbul)],
    };
    let tables = release["tables"].as_array().expect("tables");
    let spend = tables.iter().find(|table| table["table"] == "spend").expect("money");
    let figures = if spend["withheld"] == true { BTreeMap::new() } else { cells(release, "spend") };
    let mut sums = Vec::new();
    for row in CATEGORIES.iter().copied().chain(["total"]) {
        let mut leaves = BTreeSet::new();
        for (office, month, category) in offices
            .iter()
            .flat_map(|office| months.iter().flat_map(move |month| CATEGORIES.map(|one| (*office, *month, one))))
        {
            if row == "total" || row == category {
                leaves.insert(leaf(office, month, category));
            }
        }
        leaves.retain(|leaf| paid.iter().any(|one| one.leaf == *leaf));
        sums.push((leaves, figures.get(&(row.to_owned(), "TRY".to_owned())).copied().flatten()));
    }
    sums
}

async fn run(engine: Engine) {
    let world = World::start_with(engine, |settings| {
        settings.threshold = Threshold::parse(THRESHOLD).expect("the least");
    })
    .await;
    let fund = json!({ "code": "NL-2026", "name": "Embassy" });
    world.supervisor.create(&format!("/funds/{}", Uuid::now_v7()), &fund).await.expect(201);
    let mut all = vec![world.istanbul, world.ankara];
    all.sort_unstable();
    let (mut hidden, mut looked, mut shown, mut solved) = (0, 0, 0, 0);
    for (seed, year) in [(1, 2023), (2, 2024)] {
        let programme = Programme::enter(&world, year, &mut Random::new(seed)).await;
        publish(&world, &world.manager, "all", &format!("{year}-02")).await;
        publish(&world, &world.supervisor, "office", &format!("{year}-Q1")).await;
        let decided =
            decided(&mut world.connect(), &world.core, u16::try_from(year).expect("a year")).expect("decisions");
        let releases = everything(&world, year).await;
        assert_eq!(releases.len(), 6, "three months and a quarter of one office; a month of the other and of both");
        for release in &releases {
            looked += shows_what_was_decided(release, &decided, &all);
        }
        let codes: BTreeSet<&str> = decided.iter().map(|(_, one)| one.exact().measure().code.as_str()).collect();
        assert_eq!(codes.len(), 6, "{codes:?}");
        for code in codes {
            let of_code = decided.iter().filter(|(_, one)| one.exact().measure().code == code);
            let of_code: Vec<Release> = of_code.map(|(_, one)| one.clone()).collect();
            let attacker = Attacker::reading(&of_code);
            let found = narrow(&attacker, &open_ceilings(&attacker), safe, &mut solved);
            assert!(found.is_empty(), "{year} {code}: {found:?}");
            hidden += attacker.hidden.len();
        }
        let mut by_leaf: BTreeMap<(u64, usize), u64> = BTreeMap::new();
        for one in programme.services.iter().filter(|one| one.status == "delivered") {
            let at = leaf(programme.people[one.person].office, one.month, one.category);
            *by_leaf.entry((one.person as u64, at)).or_default() += one.minor.unwrap_or(0);
        }
        by_leaf.retain(|_, minor| *minor > 0);
        let paid: Vec<Paid> = by_leaf.into_iter().map(|((person, leaf), minor)| Paid { person, leaf, minor }).collect();
        let sums: Vec<_> = releases.iter().flat_map(|release| sums(release, &all, &world, &paid)).collect();
        let published: Vec<BTreeSet<usize>> =
            sums.iter().filter(|(_, shown)| shown.is_some()).map(|(leaves, _)| leaves.clone()).collect();
        let totals: Vec<BTreeSet<usize>> = sums.iter().map(|(leaves, _)| leaves.clone()).collect();
        let found = told(&paid, &published, &totals, THRESHOLD as usize);
        assert!(found.is_empty(), "{year}: {found:?}");
        for (leaves, amount) in sums.iter().filter_map(|(leaves, amount)| Some((leaves, (*amount)?))) {
            let exact: u64 = paid.iter().filter(|one| leaves.contains(&one.leaf)).map(|one| one.minor).sum();
            assert!(amount % 100 == 0 && (amount * 100).abs_diff(exact) <= 5_000 * leaves.len() as u64, "{amount}");
            shown += 1;
        }
    }
    println!(
        "{looked} cells as decided; {hidden} hidden, none too narrow; {shown} amounts shown; {solved} linear programmes"
    );
    assert!(hidden > 100 && shown > 0);
}

#[actix_web::test]
async fn nothing_hidden_follows_from_everything_the_api_published_on_sqlite() {
    run(Engine::Sqlite).await;
}

#[actix_web::test]
async fn nothing_hidden_follows_from_everything_the_api_published_on_postgres() {
    run(Engine::Postgres).await;
}
