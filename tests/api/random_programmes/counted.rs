//! The exact report against a count that walks through everything entered, people and services one by one.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;
use yaninda_tests::{World, on_both};

use super::{
    programme::{DOMAINS, Programme, Service},
    support::random::Random,
};
use crate::donor_report::cells;

type Counts = BTreeMap<(String, String), u64>;

/// Counts one in a cell and in every total.
fn add(table: &mut Counts, row: &str, column: &str) {
    let columns = if column == "total" { vec!["total"] } else { vec![column, "total"] };
    for row in [row, "total"] {
        for column in &columns {
            *table.entry((row.to_owned(), (*column).to_owned())).or_default() += 1;
        }
    }
}

fn band(age: i32) -> &'static str {
    match age {
        ..18 => "0-17",
        18..25 => "18-24",
        25..35 => "25-34",
        35..50 => "35-49",
        _ => "50-up",
    }
}

/// The figures of these months of the first office, as they were by the end of them.
fn by_hand(programme: &Programme, months: &[u8]) -> Vec<(&'static str, Counts)> {
    let here = |one: &&Service| programme.people[one.person].office == 0 && months.contains(&one.month);
    let mut tables = BTreeMap::from(
        ["services", "services_by_fund", "people_by_age", "people_by_nationality", "outcomes"]
            .map(|table| (table, Counts::new())),
    );
    let mut table = |name: &str, row: &str, column: &str| {
        add(tables.get_mut(name).expect("a table"), row, column);
    };
    let mut reached = HashSet::new();
    for one in programme.services.iter().filter(here) {
        table("services", one.category, one.status);
        table("services_by_fund", one.fund.unwrap_or("none"), "total");
        if ["delivered", "in_progress"].contains(&one.status) && reached.insert(one.person) {
            let person = &programme.people[one.person];
            table("people_by_age", band(programme.year - person.born), person.sex);
            table("people_by_nationality", person.country, "total");
        }
    }
    let last = months.last().copied().expect("a month");
    for person in programme.people.iter().filter(|person| person.office == 0) {
        for domain in DOMAINS {
            let mut scores: Vec<(u8, i64)> = person
                .ratings
                .iter()
                .filter(|(month, of, _)| *of == domain && *month <= last)
                .map(|(month, _, score)| (*month, *score))
                .collect();
            scores.sort_unstable();
            let change = match scores[..] {
                [] => continue,
                [_] => "once",
                [(_, first), .., (_, latest)] if latest > first => "up",
                [(_, first), .., (_, latest)] if latest < first => "down",
                _ => "same",
            };
            // All domains together mean nothing and are no row.
            for column in [change, "total"] {
                *tables
                    .get_mut("outcomes")
                    .expect("a table")
                    .entry((domain.to_owned(), column.to_owned()))
                    .or_default() += 1;
            }
        }
    }
    tables.into_iter().collect()
}

fn agree(report: &Value, expected: Vec<(&str, Counts)>, about: &str) {
    for (table, by_hand) in expected {
        let found = cells(report, table);
        for (place, count) in &found {
            assert_eq!(*count, Some(by_hand.get(place).copied().unwrap_or(0)), "{about} {table} {place:?}");
        }
        let missing: Vec<_> = by_hand.keys().filter(|place| !found.contains_key(*place)).collect();
        assert!(missing.is_empty(), "{about} {table}: {missing:?}");
    }
}

on_both! {
    async fn the_exact_report_agrees_with_a_count_by_hand(world: World) {
        // A later year first: what is rated then is not yet known of the earlier ones, nor is its people.
        for (seed, year) in [(7, 2025), (8, 2023), (9, 2024)] {
            let programme = Programme::enter(&world, year, &mut Random::new(seed)).await;
            for (period, months) in [("-01", &[1][..]), ("-02", &[2]), ("-03", &[3]), ("-Q1", &[1, 2, 3]), ("", &[1, 2, 3])] {
                let path = format!("/reports/donor?period={year}{period}");
                let report = world.supervisor.get(&path).await.expect(200).json();
                let mut expected = by_hand(&programme, months);
                if year != 2023 {
                    // Who was rated in an earlier year is counted too: only the first year's is known here.
                    expected.retain(|(table, _)| *table != "outcomes");
                }
                agree(&report, expected, &format!("{year}{period}"));
            }
        }
    }
}
