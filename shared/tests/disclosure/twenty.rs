//! The article's figure: twenty women, men, girls and boys, by sex and age group.

use yaninda_shared::disclosure::{
    Cell, Dimension, Fact, Measure, Parts, Period, Refused, Release, Scope, Shape, Table, Threshold, bounds, decide,
    tally, withhold,
};

fn dimension(code: &str, categories: &[&str]) -> Dimension {
    let categories = categories.iter().map(ToString::to_string).collect();
    Dimension { code: code.into(), categories, parts: Parts::Partition, identifies: true }
}

/// Twenty invented people: 11 women, 3 men, 4 girls, 2 boys.
fn twenty() -> Table {
    let shape = Shape::new(vec![dimension("sex", &["female", "male"]), dimension("age", &["under 18", "18 and over"])]);
    let shape = shape.unwrap();
    let groups = [([0, 1], 11), ([1, 1], 3), ([0, 0], 4), ([1, 0], 2)];
    let people = groups.iter().flat_map(|(group, size)| std::iter::repeat_n(group.to_vec(), *size));
    let facts: Vec<Fact> = people.zip(0..).map(|(categories, person)| Fact { person, categories }).collect();
    let measure = Measure { code: "people".into(), over_time: Parts::Overlapping, over_offices: Parts::Partition };
    let counts = tally(&shape, &facts).unwrap().people;
    Table::new(measure, Period::month(2024, 1).unwrap(), Scope::Office(1), shape, counts, None).unwrap()
}

#[test]
fn of_twenty_survivors_only_the_total_can_be_published() {
    let release = decide(twenty(), Threshold::default(), &[]).unwrap();
    let cells: Vec<Cell> = release.cells().collect();
    println!("female, male, both × under 18, 18 and over, all: {cells:?}");
    for bound in bounds(&[&release]).unwrap() {
        println!("cell {}: {bound:?}", bound.cell);
        assert!(bound.safe);
    }
    assert_eq!(cells.iter().filter(|cell| **cell == Cell::Hidden).count(), 8);
    assert_eq!(cells.last(), Some(&Cell::Shown(20)));
}

#[test]
fn at_the_least_threshold_a_little_more_is_left() {
    let release = decide(twenty(), Threshold::parse(5).unwrap(), &[]).unwrap();
    let cells: Vec<Cell> = release.cells().collect();
    println!("threshold 5: {cells:?}");
    assert!(cells.iter().filter(|cell| **cell == Cell::Hidden).count() >= 4);
    assert!(cells.iter().filter(|cell| matches!(cell, Cell::Shown(_))).count() > 1);
    assert!(bounds(&[&release]).unwrap().iter().all(|bound| bound.safe));
}

#[test]
fn three_survivors_are_refused_altogether_but_can_be_withheld() {
    let shape = twenty().shape().clone();
    let facts: Vec<Fact> = (0..3).map(|person| Fact { person, categories: vec![0, 1] }).collect();
    let counts = tally(&shape, &facts).unwrap().people;
    let (measure, period) = (twenty().measure().clone(), twenty().period());
    let table = Table::new(measure, period, Scope::Office(1), shape, counts, None).unwrap();
    assert_eq!(decide(table.clone(), Threshold::default(), &[]), Err(Refused::NothingLeft));
    let withheld: Release = withhold(table, Threshold::default(), &[]).unwrap();
    assert!(withheld.cells().all(|cell| cell == Cell::Hidden));
}
