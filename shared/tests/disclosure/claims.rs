//! What the rules claim, one by one, on tables small enough to check by eye.

use yaninda_shared::disclosure::{
    Cell, Dimension, Measure, Parts, Period, Refused, Release, Scope, Shape, Table, Threshold, bounds, decide, withhold,
};

const SHOWN: fn(u64) -> Cell = Cell::Shown;

fn dimension(code: &str, size: usize, parts: Parts, identifies: bool) -> Dimension {
    Dimension { code: code.into(), categories: (0..size).map(|n| n.to_string()).collect(), parts, identifies }
}

/// One row of figures with its total, of events, for a period and scope.
fn row(period: Period, scope: Scope, counts: &[u64], identifies: bool) -> Table {
    let shape = Shape::new(vec![dimension("status", counts.len(), Parts::Partition, identifies)]).unwrap();
    let counts: Vec<u64> = counts.iter().copied().chain([counts.iter().sum()]).collect();
    let measure = Measure { code: "services".into(), over_time: Parts::Partition, over_offices: Parts::Partition };
    Table::new(measure, period, scope, shape, counts, None).unwrap()
}

fn month(month: u8) -> Period {
    Period::month(2026, month).unwrap()
}

fn cells(release: &Release) -> Vec<Cell> {
    release.cells().collect()
}

fn decided(counts: &[u64], identifies: bool) -> Vec<Cell> {
    cells(&decide(row(month(1), Scope::Office(1), counts, identifies), Threshold::default(), &[]).unwrap())
}

#[test]
fn one_small_cell_takes_the_next_smallest_with_it() {
    assert_eq!(decided(&[4, 30, 20, 40], false), [Cell::Hidden, SHOWN(30), Cell::Hidden, SHOWN(40), SHOWN(94)]);
}

#[test]
fn two_small_cells_that_together_are_too_few_take_a_third() {
    assert_eq!(decided(&[4, 3, 20, 40], false), [Cell::Hidden, Cell::Hidden, Cell::Hidden, SHOWN(40), SHOWN(67)]);
}

#[test]
fn zero_stays_zero() {
    assert_eq!(decided(&[0, 30, 20], true), [SHOWN(0), SHOWN(30), SHOWN(20), SHOWN(50)]);
}

#[test]
fn a_zero_that_says_everyone_is_in_the_other_category_is_hidden() {
    assert_eq!(decided(&[0, 30], true), [Cell::Hidden, Cell::Hidden, SHOWN(30)]);
    assert_eq!(decided(&[0, 30], false), [SHOWN(0), SHOWN(30), SHOWN(30)]);
}

#[test]
fn forty_services_to_one_person_are_not_forty_people() {
    let shape = Shape::new(vec![dimension("status", 3, Parts::Partition, false)]).unwrap();
    let measure = Measure { code: "services".into(), over_time: Parts::Partition, over_offices: Parts::Partition };
    let (counts, people) = (vec![40, 50, 60, 150], Some(vec![1, 20, 30, 40]));
    let table = Table::new(measure, month(1), Scope::Office(1), shape, counts, people).unwrap();
    let release = decide(table, Threshold::default(), &[]).unwrap();
    assert_eq!(cells(&release), [Cell::Hidden, Cell::Hidden, SHOWN(60), SHOWN(150)]);
}

#[test]
fn a_quarter_does_not_give_a_hidden_month_away() {
    let threshold = Threshold::default();
    let mut stored = Vec::new();
    for (number, counts) in [(1, [30, 40]), (2, [30, 40]), (3, [4, 40])] {
        let table = row(month(number), Scope::Office(1), &counts, false);
        stored.push(decide(table, threshold, &stored).unwrap());
    }
    assert_eq!(cells(&stored[2]), [Cell::Hidden, Cell::Hidden, SHOWN(44)]);
    let quarter = row(Period::quarter(2026, 1).unwrap(), Scope::Office(1), &[64, 120], false);
    let quarter = decide(quarter, threshold, &stored).unwrap();
    assert_eq!(cells(&quarter), [Cell::Hidden, Cell::Hidden, SHOWN(184)], "64 − 30 − 30 would be 4");
    stored.push(quarter);
    let known: Vec<&Release> = stored.iter().collect();
    assert!(bounds(&known).unwrap().iter().all(|bound| bound.safe));
}

#[test]
fn small_months_add_up_to_a_quarter_that_can_be_published() {
    let threshold = Threshold::default();
    let mut stored = Vec::new();
    for number in 1..=3 {
        let table = row(month(number), Scope::Office(1), &[6, 9], false);
        assert_eq!(cells(&decide(table.clone(), threshold, &stored).unwrap()), [Cell::Hidden, Cell::Hidden, SHOWN(15)]);
        stored.push(withhold(table, threshold, &stored).unwrap());
    }
    let quarter =
        decide(row(Period::quarter(2026, 1).unwrap(), Scope::Office(1), &[18, 27], false), threshold, &stored);
    assert_eq!(cells(&quarter.unwrap()), [SHOWN(18), SHOWN(27), SHOWN(45)]);
}

#[test]
fn all_offices_do_not_give_one_office_away() {
    let threshold = Threshold::default();
    let first = decide(row(month(1), Scope::Office(1), &[3, 50], false), threshold, &[]).unwrap();
    let second =
        decide(row(month(1), Scope::Office(2), &[40, 50], false), threshold, std::slice::from_ref(&first)).unwrap();
    let stored = [first, second];
    let all = decide(row(month(1), Scope::All(vec![1, 2]), &[43, 100], false), threshold, &stored).unwrap();
    assert_eq!(cells(&all), [Cell::Hidden, Cell::Hidden, SHOWN(143)], "43 − 40 would be 3, and 100 − 50 tell it too");
}

#[test]
fn parts_come_before_totals_and_nothing_is_decided_twice() {
    let quarter = row(Period::quarter(2026, 1).unwrap(), Scope::Office(1), &[30, 30], false);
    let missing = Refused::PartMissing { period: month(1), scope: Scope::Office(1) };
    assert_eq!(decide(quarter, Threshold::default(), &[]), Err(missing));
    let table = row(month(1), Scope::Office(1), &[30, 30], false);
    let stored = [decide(table.clone(), Threshold::default(), &[]).unwrap()];
    assert_eq!(decide(table, Threshold::default(), &stored), Err(Refused::Again));
}

#[test]
fn a_quarter_that_contradicts_its_months_is_refused() {
    let mut stored = Vec::new();
    for number in 1..=3 {
        let table = row(month(number), Scope::Office(1), &[30, 30], false);
        stored.push(decide(table, Threshold::default(), &stored).unwrap());
    }
    let quarter = row(Period::quarter(2026, 1).unwrap(), Scope::Office(1), &[91, 90], false);
    assert_eq!(decide(quarter, Threshold::default(), &stored), Err(Refused::Disagree));
}

#[test]
fn the_same_stored_releases_give_the_same_decision() {
    let table = row(month(1), Scope::Office(1), &[4, 3, 20, 0, 17, 17, 40], true);
    let first = decide(table.clone(), Threshold::default(), &[]);
    assert_eq!(first, decide(table, Threshold::default(), &[]));
}
